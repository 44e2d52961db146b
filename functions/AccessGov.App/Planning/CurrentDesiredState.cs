using AccessGov.App.Enrolment.Custody;
using AccessGov.App.Personnel;
using AccessGov.App.Requests.Ledger;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Work;
using AccessGov.Core.Desired;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Planning;

/// <summary>
/// What the facts of this moment ask for. Loaded again only when facts have changed, so every chunk and every worker's plan may ask.
/// </summary>
internal sealed class CurrentDesiredState
{
    private readonly OncePerVersion<IReadOnlyList<HeldKey>> register = new(
        Scopes.Keys,
        workspace => RegisterFacts.LoadAsync(workspace, CancellationToken.None)
    );
    private readonly OncePerVersion<IReadOnlyList<Grant>> grants = new(
        Scopes.Requests,
        workspace => RequestGrants.LoadAsync(workspace, CancellationToken.None)
    );
    private readonly OncePerVersion<Foretelling> announcements = new(
        Scopes.Personnel,
        async (workspace, before) =>
        {
            var kinds = await PartitionCommit.KindsAsync(workspace, Scopes.Personnel, CancellationToken.None);
            if (
                before is not null
                && !kinds.IsBefore(before.Kinds)
                && !kinds.MayDiffer(before.Kinds, PartitionKinds.Of(ImportList.AnnouncementPrefix))
            )
                return before;
            var lists = await ImportList.KnownAnnouncementsAsync(workspace, CancellationToken.None);
            return new Foretelling(lists, new Announcement([.. lists.SelectMany(l => l.Moves)])) { Kinds = kinds };
        }
    );
    private readonly OncePerVersion<ReviewFacts> reviews = new(
        Scopes.Reviews,
        workspace => ReviewFacts.LoadAsync(workspace, CancellationToken.None)
    );
    private volatile Together? facts;
    private volatile DesiredState? ofToday;

    /// <summary>A plan of another day is looked at page by page.</summary>
    private volatile DesiredState? ofAnotherDay;

    /// <summary>What personnel, the register, requests and reviews say, each as it was loaded, and all as one.</summary>
    private sealed record Together(
        Facts Personnel,
        IReadOnlyList<HeldKey> Register,
        IReadOnlyList<Grant> Grants,
        ReviewFacts Reviews,
        Facts Facts
    );

    /// <summary>Lists of 内示・発令 with who brought each, and all of them as one.</summary>
    public sealed record Foretelling(IReadOnlyList<ImportList.Brought> Lists, Announcement All)
    {
        /// <summary>When each kind of rows had changed; read before the lists.</summary>
        public required PartitionKinds Kinds { get; init; }
    }

    /// <summary>What should be today, with every source.</summary>
    public Task<DesiredState> OfAsync(Workspace workspace, CancellationToken ct) =>
        OfAsync(workspace, workspace.Today, new HashSet<SourceId>(), ct);

    /// <summary>For any day; sources in a planned outage make other facts, which are not remembered.</summary>
    public async Task<DesiredState> OfAsync(Workspace workspace, DateOnly on, IReadOnlySet<SourceId> without, CancellationToken ct)
    {
        if (without.Count > 0)
            return Entitlements.Of(await Task.Run(() => LoadFacts.RunAsync(workspace, without, ct), ct), workspace.Policy, on);
        var present = await FactsAsync(workspace, ct);
        var isToday = on == workspace.Today;
        var last = isToday ? ofToday : ofAnotherDay;
        if (last is { } known && known.On == on && ReferenceEquals(known.Facts, present) && ReferenceEquals(known.Policy, workspace.Policy))
            return known;
        var desired = Entitlements.Of(present, workspace.Policy, on, last);
        if (isToday)
            ofToday = desired;
        else
            ofAnotherDay = desired;
        return desired;
    }

    private async Task<Facts> FactsAsync(Workspace workspace, CancellationToken ct)
    {
        var told = (await PersonnelBook.OfAsync(workspace, ct)).Facts;
        var held = await register.OfAsync(workspace, ct);
        var (given, taken) = (await grants.OfAsync(workspace, ct), await reviews.OfAsync(workspace, ct));
        var last = facts;
        // Most of what is done at the counter, asked for, or said in a review changes nobody's rights: then the facts are the same, and
        // nothing is evaluated again.
        if (
            last is not null
            && ReferenceEquals(last.Personnel, told)
            && AreSame(last.Register, held)
            && AreSame(last.Grants, given)
            && AreSame(last.Reviews.Removals, taken.Removals)
            && AreSame(last.Reviews.Overdue, taken.Overdue)
        )
            return last.Facts;
        var all = new Together(told, held, given, taken, taken.In(told with { Register = held, Grants = given }));
        facts = all;
        return all.Facts;
    }

    private static bool AreSame<T>(IReadOnlyList<T> before, IReadOnlyList<T> now) =>
        ReferenceEquals(before, now) || before.SequenceEqual(now);

    /// <summary>Every announcement taken over so far.</summary>
    public Task<Foretelling> ForetoldAsync(Workspace workspace, CancellationToken ct) => announcements.OfAsync(workspace, ct);

    /// <summary>Every announcement taken over so far, as one, whoever brought it.</summary>
    public async Task<Announcement> AnnouncementAsync(Workspace workspace, CancellationToken ct) =>
        (await ForetoldAsync(workspace, ct)).All;
}

/// <summary>Gives each workspace its <see cref="CurrentDesiredState"/>.</summary>
internal static class CurrentDesiredStates
{
    extension(Workspace workspace)
    {
        /// <summary>What the facts ask for now.</summary>
        internal CurrentDesiredState Present => workspace.Memory.Of(() => new CurrentDesiredState());
    }
}
