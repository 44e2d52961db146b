using AccessGov.Core.Desired;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Enrolment;

/// <summary>A person gets another 職員番号; the key was enrolled under the former one.</summary>
public sealed class KeyHeirsTests
{
    private static readonly EmployeeId Old = new("1"),
        New = new("2");

    [Theory]
    [InlineData("the old record is gone", true)]
    [InlineData("the old record has left", true)]
    [InlineData("the old record serves", false)]
    [InlineData("the old record serves again", false)]
    [InlineData("the old record is of another source", false)]
    [InlineData("the old record is claimed twice", false)]
    [InlineData("two continue it", false)]
    [InlineData("the heir has not begun", false)]
    [InlineData("the heir has left", false)]
    [InlineData("the heir is claimed twice", false)]
    [InlineData("a source is missing", false)]
    public void A_key_goes_with_its_person_and_with_nobody_else(string what, bool goes)
    {
        var left = A.Term(A.Until(A.April.AddDays(-1)));
        Employment[] terms = what switch
        {
            "the heir has not begun" => [A.Term(new DateSpan(A.April.AddDays(1), null))],
            "the heir has left" => [left],
            _ => [A.Term()],
        };
        var (mayor, fire) = (new List<Worker> { A.Worker("2", terms, former: "1") }, new List<Worker> { A.Worker("8", home: A.Fire) });
        switch (what)
        {
            case "the old record has left":
                mayor.Add(A.Worker("1", [left]));
                break;
            case "the old record serves":
                mayor.Add(A.Worker("1"));
                break;
            case "the old record serves again":
                mayor.Add(A.Worker("1", [left, A.Term(new DateSpan(A.April.AddDays(30), null))]));
                break;
            case "the old record is of another source":
                fire.Add(A.Worker("1", [left], home: A.Fire));
                break;
            case "the old record is claimed twice":
                mayor.Add(A.Worker("1"));
                fire.Add(A.Worker("1", home: A.Fire));
                break;
            case "two continue it":
                mayor.Add(A.Worker("3", former: "1"));
                break;
            case "the heir is claimed twice":
                fire.Add(A.Worker("2", home: A.Fire));
                break;
        }
        var snapshots = new List<HrSnapshot> { A.Snapshot([.. mayor]) };
        if (what != "a source is missing")
            snapshots.Add(A.Accepted(HrIntake.Judge(A.Extract(fire, A.Fire), null, A.Limits)).Snapshot);
        var roster = Roster.Of(snapshots, A.Policy);
        var heirs = KeyHeirs.On(roster, A.April);
        Assert.Equal(goes ? New : Old, heirs.Of(Old));
        Assert.Equal(goes ? [New, Old] : [New], heirs.NumbersOf(New));
        Assert.Equal(New, heirs.Of(New));
        // The gate, and whoever asks in another way, say the same.
        var facts = A.City(A.April, A.Worker("9")).Facts with
        {
            Roster = roster,
            Register = [new HeldKey(Old, A.April)],
            Keys = new Known<IReadOnlyList<KeyFact>>.Missing(""),
        };
        Assert.Equal(goes ? true : null, OfGate(facts, New));
        Assert.Equal(goes ? true : null, KeyHolders.Holds(facts, New, A.April));
        Assert.Equal(goes, KeyHolders.On(facts, A.April).Contains(New));
    }

    [Fact]
    public void Of_several_numbers_the_earliest_key_counts()
    {
        var heirs = Heirs(A.Worker("3", former: "2"), A.Worker("2", [A.Term(A.Until(A.April.AddDays(-9)))], former: "1"));
        Assert.Equal(
            [new HeldKey(Newest, A.April.AddDays(-1)), new HeldKey(new EmployeeId("4"), A.April)],
            heirs.Of([new(New, null), new(Newest, A.April.AddDays(-1)), new(Old, A.April), new(new EmployeeId("4"), A.April)])
        );
        Assert.Equal([Newest, Old, New], heirs.NumbersOf(Newest));
    }

    [Fact]
    public void Numbers_that_continue_each_other_lead_nowhere()
    {
        var heirs = Heirs(A.Worker("1", former: "2"), A.Worker("2", former: "1"));
        Assert.Equal((Old, New), (heirs.Of(Old), heirs.Of(New)));
        Assert.Equal(Old, Heirs(A.Worker("1", former: "1")).Of(Old));
    }

    private static EmployeeId Newest { get; } = new("3");

    private static KeyHeirs Heirs(params Worker[] workers) =>
        KeyHeirs.On(Roster.Of([A.Snapshot(workers)], A.Policy with { Sources = [A.Policy.Sources[0]] }), A.April);

    private static bool? OfGate(Facts facts, EmployeeId who)
    {
        var book = new GateBook(facts, KeyHeirs.On(facts.Roster, A.April), A.Policy.Timing, A.April, null);
        var right = A.Policy.Entitlements[0] with { Gates = [Gate.MfaKey] };
        return book.Check(who, book.Of(who), A.Term(), right) switch
        {
            null => true,
            WithheldReason.GateUnknown => null,
            _ => false,
        };
    }
}
