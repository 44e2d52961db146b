using System.Diagnostics;
using System.Globalization;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Answers;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Tests.Audit;

/// <summary>Answers of the record, without a record around them: what the stories of a village are too small for.</summary>
public sealed class RecordReaderTests
{
    private const int Many = 60_000;
    private static readonly TenantId Tenant = TenantId.Parse("suzaka");
    private static readonly DateTimeOffset Start = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Of so many that each held against each would take minutes.</summary>
    [Fact]
    public void Baselines_and_approvals_of_a_large_city_are_held_against_each_other_in_seconds()
    {
        var reader = new RecordReader(new RecordQuestion(at => DateOnly.FromDateTime(at.UtcDateTime)) { HoldersOf = "MyNumber" });
        long line = 0;
        reader.Add(Baseline("0", Start), ++line);
        for (var i = 0; i < Many; i++)
        {
            var plan = Plan(i);
            reader.Add(Of(FactKind.PlanApproved, Start, plan, new FactBody(), ++line), line);
            var gives = new FactBody()
                .Add(Fact.ActionKey, Id(i))
                .Add("plan", plan)
                .Add("what", "AddMember")
                .Add("entitlement", "juki-update")
                .Add("zone", "MyNumber")
                .Add("account", Account(2 * Many + i).ToString());
            reader.Add(Of(FactKind.ActionIntended, Start, Id(2 * Many + i), gives, ++line), line);
        }
        reader.Add(Baseline("1", Start.AddDays(1)), ++line);

        var begun = Stopwatch.StartNew();
        var answer = reader.Answer(first => List(int.Parse(first, CultureInfo.InvariantCulture)));

        Assert.InRange(begun.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        Assert.Equal(Many, answer.Holders!.Holders.Count);
        Assert.Equal(
            [(OutsideChange.Given, Id(Many)), (OutsideChange.Taken, Id(0))],
            answer.Outside.Select(o => (o.What, o.Employee!)).Order()
        );
        Assert.All(answer.Changes, c => Assert.Equal(["000001"], c.ApprovedBy));
        Assert.Equal(Many, answer.Changes.Count);
    }

    private static Fact Baseline(string kept, DateTimeOffset at) =>
        Of(FactKind.HoldersRead, at, "MyNumber", new FactBody().Add("kept", kept).Add("from", at), at.Day);

    private static Fact Of(FactKind kind, DateTimeOffset at, string subject, FactBody body, long row) =>
        new(
            FactId.Parse($"test:{kind}:{row}"),
            Tenant,
            at,
            kind,
            new Actor.Employee(new EmployeeId("000001")),
            subject,
            body.ToJson(),
            "plan:test",
            $"fact|{row:D10}"
        );

    private static HolderList List(int first) =>
        new([
            new HolderList.Right(
                new EntitlementId("juki-update"),
                Account(0),
                false,
                [.. Enumerable.Range(first, Many).Select(i => new HolderList.Member(Account(i), new EmployeeId(Id(i)), true))],
                []
            ),
        ]);

    private static string Plan(int i) => i.ToString("x64", CultureInfo.InvariantCulture);

    private static string Id(int i) => i.ToString("D6", CultureInfo.InvariantCulture);

    private static Guid Account(int i) => new(i, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
