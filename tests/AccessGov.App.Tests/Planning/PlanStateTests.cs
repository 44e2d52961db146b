using System.Text.Json;
using System.Text.Json.Nodes;
using AccessGov.App.Planning;
using AccessGov.App.Storage.Content;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Tests.Planning;

/// <summary>Rows that were written before are read, and nothing moves in those that are written now.</summary>
public sealed class PlanStateTests
{
    private static readonly PlanState State = new()
    {
        Id = new PlanId(new string('a', 64)),
        Kept = new string('b', 64),
        Status = PlanStatus.Applying,
        On = new DateOnly(2026, 4, 1),
        Only = new EmployeeId("000106"),
        Author = new EmployeeId("001023"),
        MadeAt = new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero),
        Verdict = new Verdict.Clear(),
        Actions = 3,
        Findings = 2,
        Approval = new Approval(null, new EmployeeId("000001"), new DateTimeOffset(2026, 4, 1, 1, 0, 0, TimeSpan.Zero)),
        Next = 2,
        Pending = [1],
        StaleTargets = [new EmployeeId("000106")],
        Outcomes = new Dictionary<string, int> { ["applied"] = 1 },
        Asked = "Plain",
        Words = "0a",
    };

    [Fact]
    public void Members_keep_their_names_and_their_order() =>
        Assert.Equal(
            "id kept status on only author madeAt verdict actions findings approval next pending staleTargets outcomes isDone isUrgent "
                + "authors isWhole again onlyAdopts asked words",
            string.Join(' ', Written(State).Select(m => m.Key))
        );

    [Fact]
    public void Who_said_no_and_why_is_kept_with_it()
    {
        var no = new Rejection(new EmployeeId("000001"), "確認待ち", State.MadeAt);
        var row = Written(State with { Status = PlanStatus.Rejected, Rejection = no });
        Assert.Equal(["status", "rejection"], row.Select(m => m.Key).Where(k => k is "status" or "rejection"));
        Assert.Equal(no, JsonSerializer.Deserialize<PlanState>(row.ToJsonString(), CoreJson.Options)!.Rejection);
    }

    [Fact]
    public void What_was_written_is_read_as_it_was()
    {
        var row = Written(State).ToJsonString();
        var read = JsonSerializer.Deserialize<PlanState>(row, CoreJson.Options)!;
        Assert.Equal(row, Written(read).ToJsonString());
        Assert.Equal((2, State.Only, State.Author), (read.Next, read.Only, read.Author));
        Assert.Equal([1], read.Pending);
        Assert.Equal((1, false), (read.Outcomes["applied"], read.IsDone));
    }

    [Fact]
    public void A_row_without_the_members_that_may_be_null_is_read()
    {
        var row = Written(State with { Only = null, Author = null, Approval = null });
        Assert.DoesNotContain(row, m => m.Key is "only" or "author" or "approval");
        Assert.Null(row.Deserialize<PlanState>(CoreJson.Options)!.Approval);
    }

    private static JsonObject Written(PlanState state) => JsonSerializer.SerializeToNode(state, CoreJson.Options)!.AsObject();
}
