using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;
using AccessGov.Core.Tests.Laws;
using AccessGov.Core.Tests.Worlds;
using CsCheck;

namespace AccessGov.Core.Tests.Reviews;

/// <summary>Who decides about whose right, over any city and any sequence of personnel changes.</summary>
public sealed class ReviewerLaws
{
    private static readonly OrgCode Division = new("000");
    private static readonly GovernancePolicy Policy = A.Policy with
    {
        Heads = ["課長", "部長"],
        OrgChart = new OrgChart([
            new(Division, "総務部", "内部部局", A.Mayor, null, A.Since(2000)),
            .. A.Policy.OrgChart.Units.Select(u => u.Source == A.Mayor ? u with { Parent = Division } : u),
        ]),
    };

    /// <summary>A city, officers and 代理 taken at random from its people.</summary>
    private static readonly Gen<(World World, int[] Officers, (int Head, int By)[] Deputies)> Any = Gen.Select(
        WorldGen.Any,
        Gen.Int[0, 30].Array[0, 4],
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 30]).Array[0, 4]
    );

    [Fact]
    public void Nobody_decides_about_himself_nor_about_whoever_decides_about_him() =>
        Any.Sample(
            any =>
            {
                var desired = (any.World with { Policy = any.World.Policy with { Heads = ["課長", "係長"] } }).Desired;
                var reviewers = Reviewers(desired, any.Officers, any.Deputies);
                var decides = new HashSet<(EmployeeId By, EmployeeId About)>();
                foreach (var worker in desired.Facts.Roster.Workers)
                    foreach (var unit in desired.Heads.UnitsServed(worker).Cast<OrgCode?>().Append(null))
                        foreach (var right in desired.Policy.Entitlements)
                            foreach (var stage in Enum.GetValues<ReviewStage>())
                                // Each passes it on to the next, until nobody is left.
                                for (EmployeeId? by = null; (by = reviewers.Of(worker.Id, unit, right, stage, by)) is { } who;)
                                {
                                    Assert.NotEqual(worker.Id, who);
                                    Assert.IsType<Standing.OnDuty>(desired.Of(desired.Facts.Roster.Find(who)!).Standing);
                                    if (!decides.Add((who, worker.Id)))
                                        break;
                                }
                Assert.DoesNotContain(decides, d => decides.Contains((d.About, d.By)));
            },
            iter: Cases.Count,
            threads: 2
        );

    [Fact]
    public void Somebody_decides_wherever_an_officer_stands_beside_everybody() =>
        Any.Sample(
            any =>
            {
                // Five who head nothing and work in a unit of their own: among so many somebody may always decide.
                var desired = any.World.Desired;
                var free = desired
                    .Facts.Roster.Workers.Where(w =>
                        desired.Of(w) is { Standing: Standing.OnDuty, Held: null } && desired.Heads.UnitsOf(w.Id).Count == 0
                    )
                    .Select(w => w.Id)
                    .Take(5)
                    .ToArray();
                if (free.Length < 5 || desired.Policy.Heads.Count > 0)
                    return;
                var reviewers = new Reviewers(desired, free, []);
                foreach (var worker in desired.Facts.Roster.Workers)
                    foreach (var right in desired.Policy.Entitlements)
                        Assert.NotNull(reviewers.Of(worker.Id, null, right, ReviewStage.Head));
            },
            iter: Cases.Count,
            threads: 2
        );

    [Fact]
    public void A_successor_has_the_items_at_once_and_a_unit_without_a_head_falls_to_the_one_above()
    {
        var staff = Person("3", At(A.Tax, "主査"));
        var director = Person("2", At(Division, "部長"));
        Assert.Equal("1", By(staff, Person("1", At(A.Tax, "課長")), director, staff));
        Assert.Equal("4", By(staff, Person("4", At(A.Tax, "課長")), director, staff));
        Assert.Equal("2", By(staff, director, staff));
        var away = Person("1", At(A.Tax, "課長")) with { Leaves = [new Leave(LeaveKind.Childcare, A.Since(2025))] };
        Assert.Equal("2", By(staff, away, director, staff));
        Assert.Equal("5", By(staff, Person("5", At(A.Tax, "課長", PostingKind.ActingDuty)), director, staff));
    }

    [Fact]
    public void A_head_is_decided_about_by_the_unit_above_and_the_topmost_by_an_officer()
    {
        var (chief, director) = (Person("1", At(A.Tax, "課長")), Person("2", At(Division, "部長")));
        var officer = Person("7", At(A.Station, "主幹", source: A.Fire));
        Assert.Equal("2", By(chief, chief, director, officer));
        Assert.Equal("7", By(director, chief, director, officer));
        // The officer's own head is the topmost: then nobody may, and it is told.
        Assert.Null(By(director, chief, director, Person("7", At(A.Tax, "主幹"))));
    }

    [Fact]
    public void A_deputy_decides_in_the_heads_place_but_not_about_himself()
    {
        var (chief, director) = (Person("1", At(A.Tax, "課長")), Person("2", At(Division, "部長")));
        var (one, other) = (Person("3", At(A.Tax, "主査")), Person("4", At(A.Tax, "主査")));
        Worker[] all = [chief, director, one, other];
        Deputy[] deputies = [new(chief.Id, one.Id, A.Until(A.Day(4, 30)))];
        Assert.Equal("3", By(other, deputies, all));
        Assert.Equal("1", By(one, deputies, all));
        Assert.Equal("1", By(other, [new(chief.Id, one.Id, A.Until(A.Day(3, 31)))], all));
    }

    [Fact]
    public void The_owner_is_asked_where_a_reviewer_does_not_know()
    {
        var (chief, staff) = (Person("1", At(A.Tax, "課長")), Person("3", At(A.Juki, "主査")));
        var officer = Person("7", At(A.Station, "主幹", source: A.Fire));
        var right = Policy.Entitlements[0] with { Owner = A.Tax };
        var reviewers = Reviewers([chief, staff, officer], []);
        Assert.Equal(chief.Id, reviewers.Of(staff.Id, null, right, ReviewStage.Owner));
        Assert.Equal(officer.Id, reviewers.Of(staff.Id, null, right with { Owner = A.Juki }, ReviewStage.Owner));
        Assert.Equal(officer.Id, reviewers.Of(new EmployeeId("none"), null, right with { Owner = new("nowhere") }, ReviewStage.Head));
    }

    private static string? By(Worker subject, params Worker[] workers) => By(subject, [], workers);

    private static string? By(Worker subject, Deputy[] deputies, Worker[] workers) =>
        Reviewers(workers, deputies).Of(subject.Id, null, Policy.Entitlements[0] with { Owner = A.Juki }, ReviewStage.Head)?.Value;

    private static Reviewers Reviewers(Worker[] workers, Deputy[] deputies) =>
        new((A.City(A.April, workers) with { Policy = Policy }).Desired, [new EmployeeId("7")], deputies);

    private static Reviewers Reviewers(DesiredState desired, int[] officers, (int Head, int By)[] deputies)
    {
        var people = desired.Facts.Roster.Workers;
        EmployeeId At(int i) => people.Count == 0 ? new EmployeeId("none") : people[i % people.Count].Id;
        return new(
            desired,
            [.. officers.Select(At).Distinct()],
            [.. deputies.Select(d => new Deputy(At(d.Head), At(d.By), new DateSpan(DateOnly.MinValue, null)))]
        );
    }

    private static Worker Person(string id, params Posting[] postings) => A.Worker(id, postings: postings);

    private static Posting At(OrgCode org, string post, PostingKind kind = PostingKind.Primary, SourceId? source = null) =>
        A.At(org, kind: kind, source: source) with
        {
            Post = post,
        };
}
