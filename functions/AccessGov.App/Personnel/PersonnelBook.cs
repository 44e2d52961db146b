using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Personnel;

/// <summary>
/// What the personnel partition says, at hand in this process. When something was told since, only that is read: the partition counts which
/// kinds of rows changed, and its facts tell of whom a source has spoken. Where that does not settle it, everything is read again.
/// </summary>
/// <param name="Kinds">When each kind of rows had changed; read before the rows.</param>
/// <param name="Sources">Everything each source says: its last delivery and what it stated since.</param>
/// <param name="Facts">All of it; what the register of keys, requests and reviews say is not in it.</param>
internal sealed record PersonnelBook(PartitionKinds Kinds, IReadOnlyDictionary<SourceId, HrSnapshot> Sources, Facts Facts)
{
    private const string Source = "source",
        Person = "person",
        Hold = "hold";

    // Facts that come with no word of a source about a person.
    private static readonly FactKind[] Beside = [FactKind.HrStatementRefused, FactKind.SuppliedByHand, FactKind.SuppliedIsOver];

    private sealed class Known
    {
        private readonly Lock gate = new();
        private GovernancePolicy? policy;
        private OncePerVersion<PersonnelBook> book = new(Scopes.Personnel, NextAsync);

        /// <summary>By the policy in force: of another one everything is brought together anew, once.</summary>
        public OncePerVersion<PersonnelBook> Of(GovernancePolicy now)
        {
            lock (gate)
            {
                if (!ReferenceEquals(policy, now))
                    (policy, book) = (now, new(Scopes.Personnel, NextAsync));
                return book;
            }
        }
    }

    /// <summary>The book as it stands.</summary>
    public static Task<PersonnelBook> OfAsync(Workspace workspace, CancellationToken ct) =>
        workspace.Memory.Of(() => new Known()).Of(workspace.Policy).OfAsync(workspace, ct);

    private static async Task<PersonnelBook> NextAsync(Workspace workspace, PersonnelBook? before)
    {
        var ct = CancellationToken.None;
        if (before is null)
            return await ReadAsync(workspace, ct);
        var kinds = await PartitionCommit.KindsAsync(workspace, Scopes.Personnel, ct);
        if (kinds.IsBefore(before.Kinds) || kinds.MayDiffer(before.Kinds, Source))
            return await ReadAsync(workspace, ct);
        var book = before;
        if (kinds.MayDiffer(before.Kinds, Person))
        {
            if (await TellAsync(workspace, before, ct) is not { } told)
                return await ReadAsync(workspace, ct);
            book = told;
        }
        var facts = book.Facts;
        if (kinds.MayDiffer(before.Kinds, ImportList.Keys, ImportList.Trainings, ImportList.Contracts, ImportList.EntraKeys))
            facts = await WithListsAsync(workspace, facts, ct);
        if (kinds.MayDiffer(before.Kinds, Hold, ChosenAccounts.Row))
            facts = await WithDecidedAsync(workspace, facts, ct);
        return book with { Kinds = kinds, Facts = facts };
    }

    /// <summary>The book after what its sources told of single persons; null where more than that may be different.</summary>
    private static async Task<PersonnelBook?> TellAsync(Workspace workspace, PersonnelBook before, CancellationToken ct)
    {
        var people = new HashSet<(SourceId Source, EmployeeId Person)>();
        await foreach (var row in PartitionCommit.FactsAsync(workspace, Scopes.Personnel, PartitionCommit.FactRow(before.Kinds.Facts), ct))
        {
            var fact = FactText.Read(row.Json.Span);
            if (
                fact.Kind == FactKind.HrStated
                && fact.BodyText("source") is { } source
                && EmployeeId.TryParse(fact.Subject, out var person)
            )
                people.Add((new SourceId(source), person));
            else if (!Beside.Contains(fact.Kind))
                return null;
        }
        var sources = before.Sources.ToDictionary();
        foreach (var spoken in people.GroupBy(p => p.Source))
        {
            var said = new List<PersonStatement>();
            foreach (var (source, person) in spoken)
                if (
                    await PartitionCommit.ReadAsync<Statements.Stated>(workspace, Scopes.Personnel, Statements.Row(source, person), ct) is
                    { Statement: var statement }
                )
                    said.Add(statement);
                else
                    return null;
            // Of another day than the source speaks of, it may change what the source's day is, or be overtaken itself.
            if (!sources.TryGetValue(spoken.Key, out var now) || said.Exists(s => now.IsWhole ? s.On < now.AsOf : s.On > now.AsOf))
                return null;
            sources[spoken.Key] = now.With(said);
        }
        var present = workspace.Policy.Sources.Select(s => sources.GetValueOrDefault(s.Id)).OfType<HrSnapshot>();
        return before.Facts.Roster.Restated(present, people.Select(p => p.Person), workspace.Policy) is { } roster
            ? before with
            {
                Sources = sources,
                Facts = before.Facts with { Roster = roster },
            }
            : null;
    }

    private static async Task<PersonnelBook> ReadAsync(Workspace workspace, CancellationToken ct)
    {
        // Before the rows: what is told meanwhile is looked at again.
        var kinds = await PartitionCommit.KindsAsync(workspace, Scopes.Personnel, ct);
        var none = new Facts(
            Roster.Of([], workspace.Policy),
            new Known<IReadOnlyList<KeyFact>>.Whole([]),
            new Known<IReadOnlyList<TrainingFact>>.Whole([]),
            new Known<IReadOnlyList<OverdueReview>>.Whole([]),
            new Known<IReadOnlyList<ContractFact>>.Whole([]),
            []
        );
        // Large files, each of which keeps a processor busy: side by side.
        var listing = Task.Run(async () => await WithDecidedAsync(workspace, await WithListsAsync(workspace, none, ct), ct), ct);
        var sources = new Dictionary<SourceId, HrSnapshot>();
        foreach (var source in workspace.Policy.Sources)
            if (await Statements.ReadAsync(workspace, source.Id, ct) is { } snapshot)
                sources.Add(source.Id, snapshot);
        var roster = Roster.Of(sources.Values, workspace.Policy);
        return new PersonnelBook(kinds, sources, await listing with { Roster = roster });
    }

    private static async Task<Facts> WithListsAsync(Workspace workspace, Facts facts, CancellationToken ct) =>
        facts with
        {
            Keys = await ImportList.KnownKeysAsync(workspace, ct),
            Trainings = await ImportList.KnownTrainingsAsync(workspace, ct),
            Contracts = await ImportList.KnownContractsAsync(workspace, ct),
            EntraKeys = (await ImportList.KnownEntraKeysAsync(workspace, ct))?.Report,
        };

    private static async Task<Facts> WithDecidedAsync(Workspace workspace, Facts facts, CancellationToken ct)
    {
        var holds = await Holds.FactsAsync(workspace, ct);
        return facts with
        {
            Holds = holds.SequenceEqual(facts.Holds) ? facts.Holds : holds,
            Chosen = await ChosenAccounts.FactsAsync(workspace, ct),
        };
    }
}
