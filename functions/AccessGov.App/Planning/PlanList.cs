using System.Text.Json;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Planning;

/// <summary>Finds plans by time or by the beginning of their id.</summary>
public static class PlanList
{
    private const string Prefix = "made|";
    private const string EverybodyRow = "everybody";
    private const int MostDaysBack = 1024;

    private sealed record Entry(PlanId Id);

    /// <summary>The newest plans, newest first.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<PlanState>> NewestAsync(Workspace workspace, int count, CancellationToken ct)
    {
        var states = new List<PlanState>();
        foreach (var id in await NewestIdsAsync(workspace, count, ct))
            if (await StateAsync(workspace, id, ct) is { } state)
                states.Add(state);
        return states;
    }

    /// <summary>Looks back as far as it takes: of years of plans only the last days are read.</summary>
    private static async Task<IReadOnlyList<PlanId>> NewestIdsAsync(Workspace workspace, int count, CancellationToken ct)
    {
        for (var days = 1; days <= MostDaysBack; days *= 4)
        {
            PlanId[] recent = [.. (await SinceAsync(workspace, workspace.Now.AddDays(-days), ct)).Reverse().Distinct().Take(count)];
            if (recent.Length == count)
                return recent;
        }
        return [.. (await IdsAsync(workspace, ct)).AsEnumerable().Reverse().Distinct().Take(count)];
    }

    /// <summary>The plans that wait for an approval, are not too old for one and were not overtaken, oldest first.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<PlanState>> WaitingAsync(Workspace workspace, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return Waiting(workspace, await StatesSinceAsync(workspace, workspace.Now - workspace.PlanValidFor, ct));
    }

    /// <summary>Those of some plans that wait for an approval, are not too old for one and were not overtaken by another of them.</summary>
    /// <param name="workspace">The clock, and how long a plan is good for.</param>
    /// <param name="states">The plans, all of a time.</param>
    /// <returns>In the same order.</returns>
    internal static IReadOnlyList<PlanState> Waiting(Workspace workspace, IReadOnlyCollection<PlanState> states)
    {
        var ofSame = states.ToLookup(s => s.Only);
        return
        [
            .. states.Where(s =>
                s.IsUndecided
                && PlanAge.TooOld(s.Id, s.MadeAt, workspace.Now, workspace.PlanValidFor) is null
                && !ofSame[s.Only].Any(later => later.Overtakes(s))
            ),
        ];
    }

    /// <summary>The newest plan that overtook one that waits; null for none.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="state">The one.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<PlanId?> OvertakenByAsync(Workspace workspace, PlanState state, CancellationToken ct) =>
        state.IsUndecided ? (await StatesSinceAsync(workspace, state.MadeAt, ct)).LastOrDefault(later => later.Overtakes(state))?.Id : null;

    /// <summary>Actions of approved plans that have no outcome yet. A plan that is too old to begin has none to come.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<int> UnappliedAsync(Workspace workspace, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var unapplied = 0;
        // One that began in time may take a day.
        foreach (var id in await SinceAsync(workspace, workspace.Now - workspace.PlanValidFor - TimeSpan.FromDays(1), ct))
            unapplied += (await StateAsync(workspace, id, ct))?.Unapplied() ?? 0;
        return unapplied;
    }

    /// <summary>The plans whose id begins with the text; <c>last</c> means the newest.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="text">The beginning of an id, or <c>last</c>.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<PlanState>> FindAsync(Workspace workspace, string text, CancellationToken ct)
    {
        if (text == "last")
            return await NewestAsync(workspace, 1, ct);
        var states = new List<PlanState>();
        foreach (var id in (await IdsAsync(workspace, ct)).Distinct())
            if (id.Value.StartsWith(text, StringComparison.Ordinal) && await StateAsync(workspace, id, ct) is { } state)
                states.Add(state);
        return states;
    }

    private static async Task<List<PlanState>> StatesSinceAsync(Workspace workspace, DateTimeOffset since, CancellationToken ct)
    {
        var states = new List<PlanState>();
        foreach (var id in await SinceAsync(workspace, since, ct))
            if (await StateAsync(workspace, id, ct) is { } state)
                states.Add(state);
        return states;
    }

    /// <summary>The plans that were made since then, oldest first.</summary>
    internal static async Task<IReadOnlyList<PlanId>> SinceAsync(Workspace workspace, DateTimeOffset since, CancellationToken ct) =>
        [.. (await IdsAsync(workspace, ct, Stamp(since))).Distinct()];

    /// <summary>Where a plan stands, or null.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="id">The plan.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<PlanState?> StateAsync(Workspace workspace, PlanId id, CancellationToken ct) =>
        PartitionCommit.ReadAsync<PlanState>(workspace, Scopes.Plan(id), Scopes.State, ct);

    /// <summary>
    /// Lists a plan. Written before the plan itself: an entry without a plan is passed over, a plan without an entry would be lost.
    /// </summary>
    /// <param name="workspace">The tenant's stores.</param>
    /// <param name="id">The plan.</param>
    /// <param name="madeAt">When it was made.</param>
    /// <param name="everybody">How many there are, where it has seen everybody; null otherwise.</param>
    /// <param name="ct">Cancels the operation.</param>
    internal static async Task AddAsync(Workspace workspace, PlanId id, DateTimeOffset madeAt, Population? everybody, CancellationToken ct)
    {
        var writes = new List<RecordWrite> { Written(Row(id, madeAt), new Entry(id)) };
        if (everybody is not null)
            writes.Add(Written(EverybodyRow, everybody));
        await workspace.Records.CommitAsync(new PartitionKey(workspace.Tenant, Scopes.Plans), writes, ct);
    }

    /// <summary>Takes a plan from the list: it was erased after its retention.</summary>
    internal static Task RemoveAsync(Workspace workspace, PlanId id, DateTimeOffset madeAt, CancellationToken ct) =>
        workspace.Records.CommitAsync(new PartitionKey(workspace.Tenant, Scopes.Plans), [new RecordWrite.Delete(Row(id, madeAt))], ct);

    /// <summary>Whether the list has a plan of that instant.</summary>
    internal static async Task<bool> HasAsync(Workspace workspace, PlanId id, DateTimeOffset madeAt, CancellationToken ct) =>
        await PartitionCommit.ReadAsync<Entry>(workspace, Scopes.Plans, Row(id, madeAt), ct) is { } entry && entry.Id == id;

    /// <summary>How many there were when everybody was planned for last; null before.</summary>
    internal static Task<Population?> EverybodyAsync(Workspace workspace, CancellationToken ct) =>
        PartitionCommit.ReadAsync<Population>(workspace, Scopes.Plans, EverybodyRow, ct);

    private static RecordWrite.Upsert Written<T>(string row, T value) =>
        new(row, JsonSerializer.SerializeToUtf8Bytes(value, CoreJson.Options));

    private static string Row(PlanId id, DateTimeOffset madeAt) => $"{Prefix}{Stamp(madeAt)}|{id.Value}";

    private static string Stamp(DateTimeOffset at) => $"{at.UtcDateTime:yyyyMMddHHmmssfff}";

    private static async Task<List<PlanId>> IdsAsync(Workspace workspace, CancellationToken ct, string since = "")
    {
        var ids = new List<PlanId>();
        await foreach (
            var record in workspace.Records.RangeAsync(
                new PartitionKey(workspace.Tenant, Scopes.Plans),
                Prefix + since,
                Prefix[..^1] + "~",
                ct
            )
        )
            ids.Add(PartitionCommit.Parse<Entry>(record).Id);
        return ids;
    }
}
