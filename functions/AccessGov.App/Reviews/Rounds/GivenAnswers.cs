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
    /// <summary>The last answer to each item.</summary>
    public static async Task<Dictionary<ReviewItemId, ReviewAnswer>> OfAsync(Workspace workspace, string scope, CancellationToken ct)
    {
        var given = new Dictionary<ReviewItemId, ReviewAnswer>();
        await foreach (var record in PartitionCommit.EveryFactAsync(workspace, scope, "", ct))
        {
            var fact = FactText.Read(record.Json.Span);
            if (
                fact.Kind != FactKind.ReviewAnswered
                || fact.Actor is not Actor.Employee { Id: var by }
                || !ReviewChoiceCodes.All.ByCode.TryGetValue(fact.BodyText("choice") ?? "", out var choice)
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
        return given;
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
