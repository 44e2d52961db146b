using AccessGov.App.Audit;
using AccessGov.App.Composition;
using AccessGov.App.Governance;
using AccessGov.App.Settings;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Policy;
using AccessGov.Functions.Triggers;

namespace AccessGov.Functions.Checks;

/// <summary>Whether there is a store, what two people decided in it, and what failed for good. Nothing is written.</summary>
internal sealed class StoreChecks(AccessGovSettings settings, Workspace workspace)
{
    /// <summary>The policy in force once it was looked up, until then and without one the file's.</summary>
    public GovernancePolicy Policy { get; private set; } = workspace.Policy;

    private string Place => PlaceOf(settings.Storage);

    /// <summary>Where state lives, for people; never a key.</summary>
    public static string PlaceOf(StorageChoice choice) =>
        choice switch
        {
            StorageChoice.Sqlite { Folder: var folder } => folder,
            StorageChoice.AzureByName { AccountName: var name } => name,
            _ => "storage:connectionString",
        };

    public static CheckResult Of(StorageChoice choice, OpenStorage? found) =>
        found is null ? CheckResult.Wrong("store-missing", PlaceOf(choice)) : CheckResult.Fine("store", PlaceOf(choice));

    public async IAsyncEnumerable<CheckResult> DecisionsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        DecisionsInForce? read = null;
        foreach (var check in await At(async () => Nothing(read = await DecisionsInForce.ReadAsync(workspace, ct))))
            yield return check;
        if (read is not { } decisions)
            yield break;
        foreach (var check in await At(() => PolicyAsync(decisions, ct)))
            yield return check;
        foreach (var check in await At(async () => [await OperatorsAsync(decisions, ct)]))
            yield return check;
        foreach (var check in await At(async () => [await KeyModelsAsync(ct)]))
            yield return check;
        foreach (var check in await Looks.AtAsync("store", settings.Log.MemoryFile, async () => [await LogAsync(ct)]))
            yield return check;
        if (settings.Log.WitnessPolicyFile is not { } witnesses)
            yield return CheckResult.Skipped("log-witness");
        else
            foreach (var check in await Looks.AtAsync("file", witnesses, () => Witnesses(witnesses)))
                yield return check;
    }

    /// <summary>The policy of witnesses, read as whoever opens the log reads it.</summary>
    private IReadOnlyList<CheckResult> Witnesses(string file) =>
        LogOpening.Witnesses(settings.Log).Faults is { Count: > 0 } faults
            ? [.. faults.Select(f => CheckResult.Wrong("log-witness", f))]
            : [CheckResult.Fine("log-witness", file)];

    public static async Task<IReadOnlyList<CheckResult>> QueuesAsync(StorageChoice choice, IWorkQueue queues, CancellationToken ct)
    {
        var checks = new List<CheckResult>();
        IReadOnlyList<QueueName> names = [];
        checks.AddRange(await Looks.AtAsync("store", FunctionsMetadata.FilePath, () => Nothing(names = FunctionsMetadata.Queues())));
        foreach (var queue in names.Where(n => n.Value.EndsWith("-poison", StringComparison.Ordinal)))
            checks.AddRange(
                await Looks.AtAsync(
                    "store",
                    PlaceOf(choice),
                    async () =>
                    {
                        var count = await queues.PeekCountAsync(queue, ct);
                        return count > 0 ? [CheckResult.Wrong("queue", queue, count)] : [];
                    }
                )
            );
        return checks.Count > 0 ? checks : [CheckResult.Fine("queue")];
    }

    private async Task<IReadOnlyList<CheckResult>> PolicyAsync(DecisionsInForce decisions, CancellationToken ct)
    {
        if (await Upgrade.DueAsync(workspace, decisions, ct) is not null)
            return [CheckResult.Skipped("upgrade")];
        var found = await PolicyInForce.LookAsync(workspace, workspace.Now, decisions.Policy, ct);
        Policy = found.Policy;
        return
        [
            found switch
            {
                { Unreadable: { } hash } => CheckResult.Wrong("policy-unreadable", hash[..12]),
                { Waiting: { } waiting } => CheckResult.Wrong("policy", waiting.Changed.Count, waiting.Loosened.Count),
                { Stricter: { } stricter } => CheckResult.Fine("policy-stricter", stricter.Changed.Count),
                { IsAgreed: false } => CheckResult.Skipped("policy"),
                _ => CheckResult.Fine("policy"),
            },
            found.IsAgreed && decisions.GoLive is not null ? CheckResult.Fine("live") : CheckResult.Skipped("live"),
        ];
    }

    private async Task<CheckResult> OperatorsAsync(DecisionsInForce decisions, CancellationToken ct)
    {
        if (decisions.Operators is not { Hash: var hash, Kept: var kept })
            return CheckResult.Wrong("operators");
        var table = await DecidedContent.OperatorsAsync(workspace, hash, kept, ct);
        var lines = new OperatorTable(settings.Operators).ChangesFrom(table.Entries);
        return lines.Count == 0 ? CheckResult.Fine("operators") : CheckResult.Wrong("operators-differ", lines.Count);
    }

    private async Task<CheckResult> KeyModelsAsync(CancellationToken ct)
    {
        if (await KeyModels.InForceAsync(workspace, ct) is not { } list)
            return CheckResult.Skipped("key-models");
        var state = list.IsOverdue(workspace.Now) ? CheckState.Wrong : CheckState.Fine;
        return new CheckResult("key-models", state, list.Number, list.NextUpdate);
    }

    /// <summary>What is remembered outside against the newest checkpoint. Witnesses are not asked.</summary>
    private async Task<CheckResult> LogAsync(CancellationToken ct)
    {
        // The memory first: it is told before anything is signed.
        var remembered = (await LogOpening.MemoryOf(settings.Log).ReadAsync(ct)).Checkpoint;
        var standing = await RecordStanding.ReadAsync(workspace, ct);
        if (remembered is null && standing.Latest is null)
            return CheckResult.Skipped("log");
        var signed = standing.Latest?.Checkpoint;
        return remembered is null ? CheckResult.Wrong("log-forgotten", settings.Log.MemoryFile)
            : signed is null
            || remembered.Origin != signed.Origin
            || remembered.Tree.Size > standing.Lines + 1
            || (remembered.Tree.Size == signed.Tree.Size && remembered.Tree.Root != signed.Tree.Root)
                ? CheckResult.Wrong("log", remembered.Origin, remembered.Tree.Size - 1, standing.Lines)
            : CheckResult.Fine("log", standing.Covered, standing.NotSigned);
    }

    private Task<IReadOnlyList<CheckResult>> At(Func<Task<IReadOnlyList<CheckResult>>> look) => Looks.AtAsync("store", Place, look);

    private static IReadOnlyList<CheckResult> Nothing(object _) => [];
}
