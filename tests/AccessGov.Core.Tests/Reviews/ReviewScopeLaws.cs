using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;
using AccessGov.Core.Tests.Laws;
using AccessGov.Core.Tests.Worlds;
using CsCheck;

namespace AccessGov.Core.Tests.Reviews;

/// <summary>
/// What a review is about: of several kinds each must hold, within a kind one is enough, and splitting it loses and doubles nothing.
/// </summary>
public sealed class ReviewScopeLaws
{
    private static readonly string[] Organs = ["内部部局", "議会", "消防本部"];
    private static readonly Dictionary<EntitlementId, string> Removable = [];

    /// <summary>Units of several bodies, rights of several classifications, some of them privileged.</summary>
    private static readonly Gen<World> Cities = Gen.Select(
            WorldGen.Any,
            Gen.OneOf(Organs).Array[Names.Orgs.Length],
            Gen.Select(Gen.OneOf(Enum.GetValues<Confidentiality>()), Gen.Int[1, 2], Gen.Int[1, 2]).Array[Names.Rights.Length],
            Gen.Bool.Array[Names.Rights.Length]
        )
        .Select(
            (world, organs, classes, privileged) =>
                world with
                {
                    Policy = world.Policy with
                    {
                        OrgChart = new OrgChart(
                            world.Policy.OrgChart.Units.Select(u => u with { Organ = organs[Array.IndexOf(Names.Orgs, u.Code)] })
                        ),
                        Entitlements =
                        [
                            .. world.Policy.Entitlements.Select(
                                (e, i) =>
                                    e with
                                    {
                                        Classification = new Classification(classes[i].Item1, classes[i].Item2, classes[i].Item3),
                                        IsPrivileged = privileged[i],
                                    }
                            ),
                        ],
                    },
                }
        );

    private static Gen<T[]> Some<T>(params T[] all)
        where T : notnull => Gen.Frequency((1, Gen.Const<T[]>([])), (2, Gen.OneOf(all).HashSet[1, 2].Select(s => s.ToArray())));

    private static readonly Gen<ReviewScope> Scopes = Gen.Select(
            Gen.Select(Some(Enum.GetValues<Zone>()), Some(Names.Rights)),
            Gen.Select(
                Gen.Bool,
                Gen.OneOf(Enum.GetValues<Confidentiality>()),
                Gen.Int[1, 2],
                Gen.Int[1, 2],
                Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true)))
            ),
            Gen.Select(Some(Organs), Some(Names.Sources), Some(Names.Orgs)),
            Some(Enum.GetValues<ReviewGroundKind>())
        )
        .Select(
            (what, of, where, grounds) =>
                new ReviewScope
                {
                    Zones = what.Item1,
                    Rights = what.Item2,
                    AtLeast = of.Item1 ? new Classification(of.Item2, of.Item3, of.Item4) : null,
                    Privileged = of.Item5,
                    Organs = where.Item1,
                    Sources = where.Item2,
                    Orgs = where.Item3,
                    Grounds = grounds,
                }
        );

    [Fact]
    public void A_scope_of_several_kinds_is_what_each_of_them_is_about() =>
        Gen.Select(Cities, Scopes)
            .Hold(
                (world, scope) =>
                {
                    var all = Of(world, new ReviewScope());
                    ReviewScope[] kinds =
                    [
                        new() { Zones = scope.Zones, Rights = scope.Rights },
                        new() { AtLeast = scope.AtLeast },
                        new() { Privileged = scope.Privileged },
                        new()
                        {
                            Organs = scope.Organs,
                            Sources = scope.Sources,
                            Orgs = scope.Orgs,
                        },
                        new() { Grounds = scope.Grounds },
                    ];
                    var each = kinds.Aggregate(all.AsEnumerable(), (left, kind) => left.Intersect(Of(world, kind)));
                    Assert.Equal(each.Order(), Of(world, scope));
                }
            );

    [Fact]
    public void Within_a_kind_one_of_what_is_named_is_enough() =>
        Gen.Select(Cities, Scopes)
            .Hold(
                (world, scope) =>
                {
                    Either(
                        [
                            .. scope.Zones.Select(z => new ReviewScope { Zones = [z] }),
                            .. scope.Rights.Select(r => new ReviewScope { Rights = [r] }),
                        ],
                        new() { Zones = scope.Zones, Rights = scope.Rights }
                    );
                    Either(
                        [
                            .. scope.Organs.Select(o => new ReviewScope { Organs = [o] }),
                            .. scope.Sources.Select(s => new ReviewScope { Sources = [s] }),
                            .. scope.Orgs.Select(o => new ReviewScope { Orgs = [o] }),
                        ],
                        new()
                        {
                            Organs = scope.Organs,
                            Sources = scope.Sources,
                            Orgs = scope.Orgs,
                        }
                    );
                    Either([.. scope.Grounds.Select(g => new ReviewScope { Grounds = [g] })], new() { Grounds = scope.Grounds });

                    void Either(ReviewScope[] ones, ReviewScope together)
                    {
                        if (ones.Length > 0)
                            Assert.Equal(ones.SelectMany(o => Of(world, o)).Distinct().Order(), Of(world, together));
                    }
                }
            );

    [Fact]
    public void Splitting_by_organ_loses_no_item_and_doubles_only_those_that_nobody_can_place() =>
        Gen.Select(Cities, Scopes)
            .Hold(
                (world, scope) =>
                {
                    var rest = scope with { Organs = [], Sources = [], Orgs = [] };
                    var desired = world.Desired;
                    Split(Organs.Select(o => rest with { Organs = [o] }));
                    Split(Names.Sources.Select(s => rest with { Sources = [s] }));

                    void Split(IEnumerable<ReviewScope> parts)
                    {
                        var items = Items(world, rest);
                        var split = parts.Select(p => Of(world, p)).ToArray();
                        Assert.All(
                            items,
                            item => Assert.Equal(IsPlaced(item) ? 1 : split.Length, split.Count(part => part.Contains(item.Id)))
                        );
                        Assert.Equal(items.Select(i => i.Id), split.SelectMany(part => part).Distinct().Order());
                    }

                    bool IsPlaced(ReviewItem item)
                    {
                        var serves = desired.Of(desired.Facts.Roster.Find(item.Id.Worker)!).Org;
                        return new[] { item.Ground.Unit, serves }.Any(u => u is { } unit && desired.Policy.OrgChart.Find(unit) is not null);
                    }
                }
            );

    [Fact]
    public void Splitting_by_ground_loses_no_item_and_doubles_none() =>
        Gen.Select(Cities, Scopes)
            .Hold(
                (world, scope) =>
                {
                    var rest = scope with { Grounds = [] };
                    var split = Enum.GetValues<ReviewGroundKind>().SelectMany(g => Of(world, rest with { Grounds = [g] }));
                    Assert.Equal(Of(world, rest), split.Order());
                    var grants = world.Grants.ToLookup(g => (g.Worker, g.Entitlement, g.Reference), g => g.Kind);
                    foreach (
                        var (ground, kind) in new[]
                        {
                            (ReviewGroundKind.Request, GrantKind.Request),
                            (ReviewGroundKind.Exception, GrantKind.Exception),
                        }
                    )
                        Assert.All(
                            Items(world, rest with { Grounds = [ground] }),
                            i => Assert.Contains(kind, grants[(i.Id.Worker, i.Id.Right, i.Ground.Reference!)])
                        );
                    Assert.All(
                        Items(world, rest with { Grounds = [ReviewGroundKind.Unexplained] }),
                        i => Assert.True(ReviewDecider.IsUngrounded(i))
                    );
                    Assert.All(Items(world, rest with { Grounds = [ReviewGroundKind.Rule] }), i => Assert.NotNull(i.Ground.Rule));
                }
            );

    [Fact]
    public void A_round_of_some_tells_of_each_how_many_of_the_unit_hold_the_right_asked_about_or_not()
    {
        Cities.Hold(world =>
        {
            var everybody = new ReviewItems(Items(world, new ReviewScope()));
            foreach (var ground in Enum.GetValues<ReviewGroundKind>())
            {
                var some = new ReviewItems(Items(world, new ReviewScope { Grounds = [ground] }));
                Assert.All(some.All, i => Assert.Equal(everybody.HoldersOf(i), some.HoldersOf(i)));
            }
        });
        Grant Given(string to) => new(new EmployeeId(to), A.Siren, GrantKind.Request, new DateSpan(A.April, A.Day(12, 31)), "申請" + to);
        var both = (A.City(A.April, A.Worker("1"), A.Worker("2")) with { Grants = [Given("1"), Given("2")] }).Settled();
        var one = both with { Grants = [Given("1")] };
        var asked = new ReviewItems(Items(one, new ReviewScope { Grounds = [ReviewGroundKind.Request] }));
        Assert.Equal((new EmployeeId("1"), 2), (Assert.Single(asked.All).Id.Worker, asked.HoldersOf(asked.All[0])));
    }

    [Fact]
    public void Of_movers_alone_what_they_kept_is_asked_about_within_the_scope() =>
        Gen.Select(Cities, Scopes)
            .Hold(
                (world, scope) =>
                {
                    var moves = Movers.In(world.Desired, DateOnly.MinValue);
                    var rule = Rule(world, scope) with { OfMovers = true };
                    var kept = ReviewPopulation.Of(world.Desired, world.Tenant.Snapshot(), rule, Removable, moves);
                    Assert.Equal(Movers.Kept(Items(world, scope), moves).Select(i => i.Id), kept.Select(i => i.Id));
                }
            );

    [Fact]
    public void A_right_is_held_where_the_posting_serves_that_gives_it_else_where_the_person_mainly_serves_else_everywhere()
    {
        var unknown = new OrgCode("404");
        var world = A.City(
                A.April,
                A.Worker("1", postings: [A.At(A.Juki), A.At(A.Tax, kind: PostingKind.Concurrent)]),
                A.Worker("2", postings: [A.At(A.Tax)])
            )
            .Settled();
        Assert.Equal(["1 tax-inquiry", "2 mail", "2 tax-inquiry"], At(world, A.Tax).Where(i => i != "1 mail"));
        Assert.Contains("1 juki-inquiry", At(world, A.Juki));
        Assert.Empty(At(world, A.Station));
        // What no posting gives any more is held where the person mainly serves.
        var moved = world.Says(A.Worker("1", postings: [A.At(A.Juki)]), A.Worker("2", postings: [A.At(A.Juki)]));
        Assert.Contains("2 tax-inquiry", At(moved, A.Juki));
        Assert.Empty(At(moved, A.Tax));
        // Where nobody knows that, nothing is left out.
        var lost = world.Says(A.Worker("1", postings: [A.At(A.Juki)]), A.Worker("2", postings: [A.At(unknown)]));
        foreach (var unit in new[] { A.Juki, A.Tax, A.Station })
            Assert.Superset(new HashSet<string> { "2 mail", "2 tax-inquiry" }, At(lost, unit).ToHashSet());
    }

    private static string[] At(World world, OrgCode unit) =>
        [.. Of(world, new ReviewScope { Orgs = [unit] }).Select(i => $"{i.Worker} {i.Right}")];

    private static IReadOnlyList<ReviewItemId> Of(World world, ReviewScope scope) => [.. Items(world, scope).Select(i => i.Id)];

    private static IReadOnlyList<ReviewItem> Items(World world, ReviewScope scope) =>
        ReviewPopulation.Of(world.Desired, world.Tenant.Snapshot(), Rule(world, scope), Removable);

    private static ReviewRule Rule(World world, ReviewScope scope) =>
        new(
            new RuleId("scope"),
            "棚卸し",
            [.. world.Policy.Entitlements.Where(scope.Names).Select(e => e.Id)],
            A.April,
            3,
            21,
            3,
            false,
            ReviewSilence.Keep,
            new Article("第6(2)")
        )
        {
            Scope = scope,
        };
}
