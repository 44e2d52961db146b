using AccessGov.App.Directory;
using AccessGov.App.Failures;
using AccessGov.App.Personnel;
using AccessGov.App.Work;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Planning;

/// <summary>What should be and what is.</summary>
internal static class DesiredAndActual
{
    /// <summary>No source has delivered yet.</summary>
    public const string NoFacts = "no-personnel-facts";

    /// <summary>Code where the directory was not read to its end, and reading it again may help.</summary>
    public const string Incomplete = "directory-incomplete";

    /// <summary>Code where the directory refuses to be read, until somebody mends something.</summary>
    public const string Unreadable = "directory-unreadable";

    /// <summary>
    /// Reads both. For everybody at once: the directory mostly waits for the wire while the facts keep a processor busy. For one
    /// worker one after the other, because the facts say what of the directory concerns the worker; they mostly are at hand.
    /// </summary>
    /// <returns>What should be, and the directory; null when the facts leave nothing to plan and the directory was not read to its
    /// end.</returns>
    public static async Task<(DesiredState Desired, DirectoryRead? Directory)> ReadAsync(
        Workspace workspace,
        MakePlan.Question question,
        IProgress<CaptureProgress>? progress,
        CancellationToken ct
    )
    {
        var read = question.Only is { } only
            ? await ReadOneAsync(workspace, question, only, ct)
            : await ReadEverythingAsync(workspace, question, progress, ct);
        // Whoever interrupts it does not read that the directory is in trouble: a call that was cut off looks the same.
        if (read.Item2 is DirectoryRead.Incomplete)
            ct.ThrowIfCancellationRequested();
        return read;
    }

    /// <summary>Why nothing can be planned or compared; null when everything is there.</summary>
    /// <param name="desired">What should be.</param>
    /// <param name="read">The directory.</param>
    public static (string Code, Wording What)? WhyNot(DesiredState desired, DirectoryRead? read)
    {
        if (desired.Facts.Roster.Workers.Count == 0)
            return (NoFacts, Wording.Of("Plan.no-facts"));
        if (read is DirectoryRead.Complete)
            return null;
        return read switch
        {
            DirectoryRead.Incomplete(OutsideFailure.Permanent failure, var what) => (
                Unreadable,
                Wording.Of("Plan.directory-unreadable", failure.Code, what)
            ),
            DirectoryRead.Incomplete(var failure, var what) => (
                Incomplete,
                Wording.Of("Plan.directory-incomplete-why", failure.Code, what)
            ),
            _ => (Incomplete, Wording.Of("Plan.directory-incomplete")),
        };
    }

    /// <summary>
    /// Plans; the other processor meanwhile takes the digest of the directory, for which the plan waits at its end. Who is about to get a
    /// new account is looked for among the deleted ones first.
    /// </summary>
    /// <exception cref="Failures.OutsideFailureException">What had to be read besides was not read to its end.</exception>
    /// <returns>The plan, and whether its part leaves out what only people can decide.</returns>
    public static async Task<(Plan Plan, bool LeavesDoubts)> PlanAsync(
        Workspace workspace,
        MakePlan.Question question,
        DesiredState desired,
        DirectoryRead.Complete read,
        PlanId? after,
        CancellationToken ct
    )
    {
        var snapshot = read.Snapshot;
        _ = Task.Run(() => snapshot.Digest, ct);
        var beyond = await BeyondAsync(workspace, question, desired, read, ct);
        var plan = Reconciler.Plan(desired, snapshot, after, question.Only, beyond);
        if (!plan.Actions.Any(a => a is PlannedAction.CreateAccount))
            return await PartOfAsync(workspace, plan, question.Part, ct);
        beyond = beyond with
        {
            Deleted = await workspace.Directory.DeletedAsync(at => DateOnly.FromDateTime(workspace.Local(at).DateTime), ct),
            Alike = question.Only is { } one ? await workspace.Directory.AlikeAsync(one, ct) : [],
        };
        return await PartOfAsync(workspace, Reconciler.Plan(desired, snapshot, after, question.Only, beyond), question.Part, ct);
    }

    /// <summary>What waits for people whatever the limits, among what concerns some of them.</summary>
    internal static async Task<PeopleDecide> PeopleDecideAsync(Workspace workspace, IReadOnlySet<EmployeeId> people, CancellationToken ct)
    {
        return new PeopleDecide(
            await SuppliedByHand.OneWordAsync(workspace, people, ct),
            workspace.Policy.Limits.ApproveMyNumberGrants,
            (await workspace.Present.OfAsync(workspace, ct)).Named
        );
    }

    private static async Task<(Plan, bool)> PartOfAsync(Workspace workspace, Plan plan, PlanPart part, CancellationToken ct)
    {
        if (part == PlanPart.Everything)
            return (plan, false);
        var actions = PlanParts.Of(plan.Actions, part, await PeopleDecideAsync(workspace, PlanParts.PeopleOf(plan.Actions), ct));
        return (
            Core.Planning.Plan.Close(plan.Inputs, actions, PlanParts.Of(plan.Findings, part), plan.Population),
            part == PlanPart.Plain && actions.Count < plan.Actions.Count
        );
    }

    private static async Task<Beyond> BeyondAsync(
        Workspace workspace,
        MakePlan.Question question,
        DesiredState desired,
        DirectoryRead.Complete read,
        CancellationToken ct
    )
    {
        var snapshot = read.Snapshot;
        var past = question.Only is null
            ? await AccountPasts.AllAsync(workspace, ct)
            : await AccountPasts.OfAsync(workspace, snapshot.Accounts.Select(a => a.ObjectId), ct);
        // What was seen was seen today, for whatever day somebody plans.
        AccountPast[] news = [.. past.News(snapshot, workspace.Today)];
        if (question.On == workspace.Today)
            news = [.. news, .. Joiners.SeenOpen(desired, snapshot, past, question.Only)];
        await AccountPasts.RememberAsync(workspace, news, ct);
        return new Beyond
        {
            DaysBehind = question.IgnoresClock ? 0 : await ClockBehind.DaysAsync(workspace, desired.Facts.Roster, ct),
            Past = past.With(news),
            Ungovernable = question.Only is null ? await UngovernableAsync(workspace, ct) : read.Ungovernable,
            Retired = await FormerRights.ReadAsync(workspace, ct),
            RestoredOn = await RestoredStore.OnAsync(workspace, ct),
        };
    }

    /// <summary>A group may have turned into one that Entra or another directory fills since it was looked at last.</summary>
    private static async Task<IReadOnlyDictionary<EntitlementId, string>> UngovernableAsync(Workspace workspace, CancellationToken ct) =>
        (await workspace.Directory.CheckGroupsAsync(MakePlan.Governed(workspace.Policy), ct))
            .Where(c => c.Refusal is not null and not GroupRefusal.Missing)
            .ToDictionary(c => c.Entitlement, c => GroupRefusalCodes.Of(c.Refusal!.Value));

    private static async Task<(DesiredState, DirectoryRead?)> ReadOneAsync(
        Workspace workspace,
        MakePlan.Question question,
        EmployeeId only,
        CancellationToken ct
    )
    {
        var desired = await workspace.Present.OfAsync(workspace, question.On, question.Without, ct);
        if (!MakePlan.IsKnown(desired, only))
            return (desired, null);
        var vicinity = desired.Facts.Roster.Find(only) is { } worker ? Vicinity.Of(desired, worker) : Vicinity.Of(only, desired.Policy);
        return (desired, await workspace.Directory.CaptureVicinityAsync(MakePlan.Governed(workspace.Policy), vicinity, ct));
    }

    private static async Task<(DesiredState, DirectoryRead?)> ReadEverythingAsync(
        Workspace workspace,
        MakePlan.Question question,
        IProgress<CaptureProgress>? progress,
        CancellationToken ct
    )
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var loading = workspace.Present.OfAsync(workspace, question.On, question.Without, enough.Token);
        var capturing = workspace.Directory.CaptureAsync(MakePlan.Governed(workspace.Policy), progress, enough.Token);
        try
        {
            var desired = await loading;
            if (desired.Facts.Roster.Workers.Count == 0)
                return (desired, null);
            return (desired, await capturing);
        }
        finally
        {
            if (!capturing.IsCompleted)
            {
                await enough.CancelAsync();
                await Task.WhenAny(capturing);
            }
            // What the unfinished read met no longer matters.
            _ = capturing.Exception;
        }
    }
}
