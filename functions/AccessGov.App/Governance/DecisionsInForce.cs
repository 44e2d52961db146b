using AccessGov.App.Failures;
using AccessGov.App.Work;

namespace AccessGov.App.Governance;

/// <summary>Everything that two people decided, read at once.</summary>
/// <param name="Policy">The policy in force; null before the first.</param>
/// <param name="Operators">The table of operators in force; null before the first.</param>
/// <param name="GoLive">Null while the installation observes.</param>
/// <param name="Profiles">The mapping profiles in force; null before they were kept.</param>
/// <param name="Nodes">The table of nodes in force; null for none.</param>
/// <param name="IsFirstPlanDone">True once a plan was completed.</param>
/// <param name="Version">Changes whenever any of these does.</param>
internal sealed record DecisionsInForce(
    Decided? Policy,
    Decided? Operators,
    Decided? GoLive,
    Decided? Profiles,
    Decided? Nodes,
    bool IsFirstPlanDone,
    string Version
)
{
    private const string FirstPlanRow = TwoPeople.InForcePrefix + "first-plan";

    private sealed record FirstPlan(DateTimeOffset At);

    /// <summary>Reads it: one request.</summary>
    /// <exception cref="DamagedException">A row names other content than what two people agreed to.</exception>
    public static async Task<DecisionsInForce> ReadAsync(Workspace workspace, CancellationToken ct)
    {
        var rows = new Dictionary<string, Storage.StoredRecord>();
        var range = workspace.Records.RangeAsync(
            new(workspace.Tenant, Scopes.Decisions),
            TwoPeople.InForcePrefix,
            TwoPeople.InForcePrefix + "~",
            ct
        );
        await foreach (var record in range)
            rows.Add(record.Row, record);
        Decided? Of(DecisionKind kind) =>
            rows.TryGetValue(TwoPeople.InForcePrefix + DecisionKindCodes.Of(kind), out var row)
                ? PartitionCommit.Parse<Decided>(row)
                : null;
        return new DecisionsInForce(
            DecidedContent.OfPolicy(Of(DecisionKind.Policy)),
            Of(DecisionKind.Operators),
            Of(DecisionKind.GoLive),
            Of(DecisionKind.Profiles),
            Of(DecisionKind.Nodes),
            rows.ContainsKey(FirstPlanRow),
            string.Join(' ', rows.Values.Select(r => $"{r.Row}={r.ETag}"))
        );
    }

    /// <summary>Remembers that a plan was completed.</summary>
    public static Task FirstPlanDoneAsync(Workspace workspace, CancellationToken ct) =>
        OptimisticCommit.RunAsync(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Decisions, ct);
                var known = await PartitionCommit.ReadAsync<FirstPlan>(workspace, Scopes.Decisions, FirstPlanRow, ct);
                return (known is null ? commit.Put(FirstPlanRow, new FirstPlan(workspace.Now)) : null, true);
            },
            ct
        );
}
