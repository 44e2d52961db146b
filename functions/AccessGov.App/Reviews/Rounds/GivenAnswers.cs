using System.Collections.Concurrent;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews.Rounds;

/// <summary>
/// What reviewers of one unit answered in a round and have not handed in: facts without rows, so that nobody answers for another by writing
/// into the store.
/// </summary>
internal static class GivenAnswers
{
    /// <summary>So many units stay at hand: more than one reviewer has.</summary>
    private const int Most = 256;

    private sealed record Known(ETag? Version, StoredRecord? Last, IReadOnlyDictionary<ReviewItemId, ReviewAnswer> Answers);

    private sealed class Memory
    {
        public ConcurrentDictionary<string, Known> ByScope { get; } = new(StringComparer.Ordinal);
    }

    /// <summary>The last answer to each item; read anew where something was told since, or the store was restored.</summary>
    public static async Task<IReadOnlyDictionary<ReviewItemId, ReviewAnswer>> OfAsync(
        Workspace workspace,
        string scope,
        CancellationToken ct
    )
    {
        var known = workspace.Memory.Of(() => new Memory()).ByScope;
        // Before the facts: of what is told meanwhile there is another version.
        var version = await PartitionCommit.VersionAsync(workspace, scope, ct);
        if (known.TryGetValue(scope, out var before) && before.Version == version && await IsThereAsync(workspace, scope, before.Last, ct))
            return before.Answers;
        if (known.Count >= Most)
            known.Clear();
        var now = await ReadAsync(workspace, scope, version, ct);
        known[scope] = now;
        return now.Answers;
    }

    private static async Task<bool> IsThereAsync(Workspace workspace, string scope, StoredRecord? last, CancellationToken ct) =>
        last is null
        || await workspace.Records.FindAsync(new PartitionKey(workspace.Tenant, scope), last.Row, ct) is { } found
            && found.Json.Span.SequenceEqual(last.Json.Span);

    private static async Task<Known> ReadAsync(Workspace workspace, string scope, ETag? version, CancellationToken ct)
    {
        var given = new Dictionary<ReviewItemId, ReviewAnswer>();
        StoredRecord? last = null;
        await foreach (var record in PartitionCommit.EveryFactAsync(workspace, scope, "", ct))
        {
            last = record;
            var fact = FactText.Read(record.Json.Span);
            if (
                fact.Kind != FactKind.ReviewAnswered
                || fact.Actor is not Actor.Employee { Id: var by }
                || !ReviewChoiceCodes.All.TryRead(fact.BodyText("choice") ?? "", out var choice)
            )
                continue;
            var item = new ReviewItemId(new EmployeeId(fact.Subject), new EntitlementId(fact.BodyText("right")!));
            var at = DateTimeOffset.FromUnixTimeMilliseconds(fact.BodyNumber("at") ?? 0);
            given[item] = new ReviewAnswer(
                item,
                choice,
                by,
                at,
                fact.BodyText("reason") ?? "",
                fact.BodyMember("bulk") == "true",
                (int)(fact.BodyNumber("ms") ?? 0)
            );
        }
        return new Known(version, last, given);
    }

    /// <summary>Tells one in an open commit.</summary>
    public static void Tell(PartitionCommit commit, EmployeeId by, ReviewAnswer answer) =>
        commit.Tell(
            FactKind.ReviewAnswered,
            new Actor.Employee(by),
            answer.Item.Worker.Value,
            new FactBody()
                .Add("right", answer.Item.Right.Value)
                .Add("choice", ReviewChoiceCodes.Of(answer.Choice))
                .Add("reason", answer.Reason)
                .Add("bulk", answer.InBulk)
                .Add("ms", answer.ForMs)
                .Add("at", answer.At.ToUnixTimeMilliseconds())
        );
}
