using System.Text.Json;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Applying;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Planning;

/// <summary>
/// Which rights the product gave, one row for each account and right, until it takes them. Asked only to explain what nothing else
/// explains; that a row is missing, or wrong, changes no action.
/// </summary>
internal static class GivenRights
{
    /// <summary>Empty once the product has taken the right: what is there afterwards came another way.</summary>
    private sealed record Kept(GivenRight? Given);

    /// <summary>Remembers what some outcomes gave and took.</summary>
    public static async Task RememberAsync(
        Workspace workspace,
        Plan plan,
        IEnumerable<(PlannedAction Action, ActionOutcome Outcome, Guid? Account)> outcomes,
        CancellationToken ct
    )
    {
        var rows = new SortedDictionary<string, Kept>(StringComparer.Ordinal);
        foreach (var (action, outcome, account) in outcomes)
            if (outcome is ActionOutcome.Applied or ActionOutcome.AlreadyTrue && (account ?? action.Target.ObjectId) is { } id)
                switch (action)
                {
                    // Somebody else had added a member that was there already.
                    case PlannedAction.AddMember add when outcome is ActionOutcome.Applied:
                        rows[RowOf(id, add.Entitlement)] = new Kept(Of(add.Because, plan));
                        break;
                    case PlannedAction.RemoveMember remove:
                        rows[RowOf(id, remove.Entitlement)] = new Kept(null);
                        break;
                }
        foreach (var part in rows.Chunk(RecordLimits.MaxWrites))
            await workspace.Records.CommitAsync(
                Partition(workspace),
                [.. part.Select(r => new RecordWrite.Upsert(r.Key, JsonSerializer.SerializeToUtf8Bytes(r.Value, CoreJson.Options)))],
                ct
            );
    }

    /// <summary>The plan, with what is known of rights that nothing explains.</summary>
    public static async Task<Plan> ExplainAsync(Workspace workspace, Plan plan, CancellationToken ct)
    {
        var given = new Dictionary<(Guid, EntitlementId), GivenRight>();
        var asked = ExplainedPlan.AsksFor(plan).Distinct().ToList();
        var rows = await ManyRows.ReadAsync<Kept>(workspace, Scopes.Given, asked.Select(a => RowOf(a.Account, a.Entitlement)), ct);
        foreach (var one in asked)
            if (rows.GetValueOrDefault(RowOf(one.Account, one.Entitlement)) is { Given: { } was })
                given[one] = was;
        return ExplainedPlan.With(plan, given);
    }

    private static GivenRight Of(Because because, Plan plan) =>
        new(
            CauseCodes.Of(because.Cause),
            because.Rule,
            because.Article,
            because.Org,
            CauseDay.Of(because.Cause),
            plan.Inputs.On,
            plan.Id.Value
        );

    private static string RowOf(Guid account, EntitlementId entitlement) => $"{account}|{entitlement.Value}";

    private static PartitionKey Partition(Workspace workspace) => new(workspace.Tenant, Scopes.Given);
}
