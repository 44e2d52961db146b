using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;
using AccessGov.Core.Tests.Laws;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Desired;

/// <summary>所属長: who heads whom on a day.</summary>
public sealed class UnitHeadsTests
{
    private static readonly OrgCode Division = new("000");
    private static readonly EmployeeId Nobody = new("none");
    private static readonly GovernancePolicy Policy = A.Policy with
    {
        Heads = ["課長", "部長"],
        OrgChart = new OrgChart([
            new(Division, "総務部", "内部部局", A.Mayor, null, A.Since(2000)),
            .. A.Policy.OrgChart.Units.Select(u => u.Source == A.Mayor ? u with { Parent = Division } : u),
        ]),
    };

    [Fact]
    public void Everybody_has_heads_above_or_none_and_never_himself() =>
        WorldGen.Any.Hold(any =>
        {
            var world = any with { Policy = any.Policy with { Heads = ["課長"] } };
            var (desired, chart) = (world.Desired, world.Policy.OrgChart);
            var heads = desired.Heads;
            foreach (var worker in desired.Facts.Roster.Workers)
            {
                var over = Of(heads, worker);
                Assert.DoesNotContain(worker.Id, over);
                foreach (var head in over)
                {
                    Assert.True(desired.Of(desired.Facts.Roster.Find(head)!).Standing is Standing.OnDuty);
                    // Strictly above whatever of it the person heads; at it or above otherwise.
                    Assert.Contains(
                        heads.UnitsServed(worker),
                        unit =>
                            chart
                                .PathOf(unit)
                                .SkipWhile(at => !OwnOf(desired, at).Contains(head))
                                .Any(at => !OwnOf(desired, at).Contains(worker.Id))
                    );
                }
                // None only where nobody else heads anything upwards.
                if (over.Length == 0)
                    Assert.All(
                        heads.UnitsServed(worker).SelectMany(chart.PathOf),
                        at => Assert.True(OwnOf(desired, at).Length == 0 || OwnOf(desired, at).Contains(worker.Id))
                    );
            }
            foreach (var unit in chart.Units)
                foreach (var head in OwnOf(desired, unit.Code))
                    Assert.Contains(
                        desired.Facts.Roster.Find(head)!.Postings,
                        p => p.Org == unit.Code && p.Post == "課長" && p.Days.Covers(world.On) && !IsAway(p.Kind)
                    );
        });

    [Fact]
    public void A_unit_lies_under_exactly_one_of_the_units_with_heads_or_under_none() =>
        WorldGen.Any.Hold(any =>
        {
            var world = any with { Policy = any.Policy with { Heads = ["課長"] } };
            var heads = world.Desired.Heads;
            var headed = world.Policy.OrgChart.Units.Select(u => u.Code).Where(u => OwnOf(world.Desired, u).Length > 0).ToArray();
            foreach (var unit in world.Policy.OrgChart.Units)
            {
                var over = headed.Where(top => heads.Under(top).Contains(unit.Code)).ToArray();
                Assert.True(over.Length <= 1);
                Assert.Equal(over.Length == 0 ? [] : OwnOf(world.Desired, over[0]), heads.Over(unit.Code, Nobody));
            }
        });

    [Theory]
    [InlineData(PostingKind.Primary, true)]
    [InlineData(PostingKind.Concurrent, true)]
    [InlineData(PostingKind.CrossAppointed, true)]
    [InlineData(PostingKind.ActingDuty, true)]
    [InlineData(PostingKind.ActingDeputy, true)]
    [InlineData(PostingKind.Seconded, false)]
    [InlineData(PostingKind.Dispatched, false)]
    public void Whoever_acts_for_a_head_is_one_and_whoever_is_lent_away_is_none(PostingKind kind, bool isHead)
    {
        var heads = Heads(Person("1", At(A.Tax, "課長", kind)), Person("2", At(A.Tax, "主査")));
        Assert.Equal(isHead ? ["1"] : [], heads.Over(A.Tax, Nobody).Select(h => h.Value));
    }

    [Fact]
    public void A_section_without_a_head_is_its_divisions_and_a_head_answers_to_the_division()
    {
        var (chief, director) = (Person("1", At(A.Tax, "課長")), Person("2", At(Division, "部長")));
        var (ofTax, ofJuki) = (Person("3", At(A.Tax, "主査")), Person("4", At(A.Juki, "主査")));
        var heads = Heads(chief, director, ofTax, ofJuki);
        Assert.Equal([chief.Id], Of(heads, ofTax));
        Assert.Equal([director.Id], Of(heads, ofJuki));
        Assert.Equal([director.Id], Of(heads, chief));
        Assert.Empty(Of(heads, director));
        Assert.Equal([Division, A.Juki], heads.Under(Division).Order());
    }

    [Fact]
    public void A_head_on_leave_or_held_or_gone_leaves_the_unit_to_the_one_above()
    {
        var director = Person("2", At(Division, "部長"));
        var staff = Person("3", At(A.Tax, "主査"));
        var away = Person("1", At(A.Tax, "課長")) with { Leaves = [new Leave(LeaveKind.Childcare, A.Since(2025))] };
        Assert.Equal([director.Id], Of(Heads(away, director, staff), staff));
        var left = A.Worker("1", terms: [A.Term(A.Until(A.Day(3, 31)))], postings: [At(A.Tax, "課長")]);
        Assert.Equal([director.Id], Of(Heads(left, director, staff), staff));
        var world = A.City(A.April, Person("1", At(A.Tax, "課長")), director, staff) with
        {
            Policy = Policy,
            Holds = [new(new EmployeeId("1"), A.April.AddDays(-1), null)],
        };
        Assert.Equal([director.Id], Of(world.Desired.Heads, staff));
        Assert.Equal(["1"], Of((world with { Holds = [] }).Desired.Heads, staff).Select(h => h.Value));
    }

    [Fact]
    public void A_policy_that_names_no_post_knows_no_head()
    {
        var staff = Person("3", At(A.Tax, "主査"));
        var world = A.City(A.April, Person("1", At(A.Tax, "課長")), staff);
        Assert.Empty(Of(world.Desired.Heads, staff));
        Assert.Empty(world.Desired.Heads.Over(A.Tax, Nobody));
    }

    private static EmployeeId[] OwnOf(DesiredState desired, OrgCode unit) =>
        [.. desired.Facts.Roster.Workers.Select(w => w.Id).Where(w => desired.Heads.UnitsOf(w).Contains(unit))];

    private static EmployeeId[] Of(UnitHeads heads, Worker worker) =>
        [.. heads.UnitsServed(worker).SelectMany(unit => heads.Over(unit, worker.Id)).Distinct().Order()];

    private static bool IsAway(PostingKind kind) => kind is PostingKind.Seconded or PostingKind.Dispatched;

    private static Worker Person(string id, params Posting[] postings) => A.Worker(id, postings: postings);

    private static Posting At(OrgCode org, string post, PostingKind kind = PostingKind.Primary) =>
        A.At(org, kind: kind) with
        {
            Post = post,
        };

    private static UnitHeads Heads(params Worker[] workers) => (A.City(A.April, workers) with { Policy = Policy }).Desired.Heads;
}
