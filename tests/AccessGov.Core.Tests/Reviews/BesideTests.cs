using AccessGov.Core.Desired;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;
using AccessGov.Core.Tests.Laws;
using AccessGov.Core.Tests.Worlds;
using CsCheck;

namespace AccessGov.Core.Tests.Reviews;

/// <summary>What stands beside an item agrees with what is decided, and names all of it.</summary>
public sealed class BesideTests
{
    private static readonly EmployeeId Clerk = new("1");

    [Fact]
    public void A_right_is_in_effect_exactly_where_something_gives_it_and_nothing_stops_it() =>
        WorldGen.Any.Hold(world =>
        {
            var desired = world.Desired;
            foreach (var desire in desired.Workers)
                for (var right = 0; right < world.Policy.Entitlements.Count; right++)
                {
                    var grounds = RightGrounds.Of(desired, new(desire.Worker.Id, world.Policy.Entitlements[right].Id), []);
                    var given = desire.Memberships.Where(m => m.Entitlement == right).ToArray();
                    var withheld = desire.Withheld.Where(w => w.Membership.Entitlement == right).Select(w => w.Membership).ToArray();
                    Assert.Equal(given.Length > 0, grounds.Paths.Count > 0 && grounds.Stops.Count == 0);
                    Assert.Equal(given.Length + withheld.Length > 0, grounds.Paths.Count > 0);
                    // What is named as the ground is one of the paths.
                    Assert.All(given.Concat(withheld), m => Assert.Contains(m, grounds.Paths));
                }
        });

    [Fact]
    public void Every_path_every_shut_gate_and_every_conflict_of_duties_is_named()
    {
        var until = A.April.AddDays(30);
        Grant Given(GrantKind kind, EntitlementId right, string number, RuleId? excepts = null) =>
            new(Clerk, right, kind, new DateSpan(A.April, until), number) { Excepts = excepts };
        var rule = new SeparationRule(new RuleId("apart"), A.TaxInquiry, A.JukiInquiry, new Article("第6(6)"));
        var both = A.Worker("1", postings: [A.At(A.Tax), A.At(A.Juki, kind: PostingKind.Concurrent)]);
        var world = A.City(A.April, both);
        world = world with
        {
            Grants = [Given(GrantKind.Request, A.Mail, "R-1")],
            Policy = world.Policy with
            {
                SeparationRules = [rule],
                Entitlements =
                [
                    .. world.Policy.Entitlements.Select(e => e.Id == A.JukiInquiry ? e with { Gates = [Gate.Training, Gate.MfaKey] } : e),
                ],
            },
            Gates = A.AllKeys with { Keys = A.Whole<KeyFact>([]) },
        };

        var mail = RightGrounds.Of(world.Desired, new(Clerk, A.Mail), []);
        Assert.Equal(["tax", "juki", "R-1"], mail.Paths.Select(p => p.Rule?.Id.Value ?? p.Grant!.Reference));
        Assert.Empty(mail.Stops);

        var inquiry = RightGrounds.Of(world.Desired, new(Clerk, A.JukiInquiry), []);
        Assert.Equal(
            [
                new WithheldReason.Separated(rule.Id, A.TaxInquiry),
                new WithheldReason.GateClosed(Gate.MfaKey),
                new WithheldReason.GateClosed(Gate.Training),
            ],
            inquiry.Stops
        );
        Assert.Equal([new DutyConflict(rule, A.TaxInquiry, null)], inquiry.Conflicts);

        // Held by hand, it is in conflict all the same; an exception is named with its number.
        var alone = world with
        {
            Sources = [A.Snapshot(A.Worker("1", postings: [A.At(A.Juki)]))],
            Grants = [Given(GrantKind.Exception, A.JukiInquiry, "E-1", rule.Id)],
        };
        Assert.Empty(RightGrounds.Of(alone.Desired, new(Clerk, A.JukiInquiry), []).Conflicts);
        var held = RightGrounds.Of(alone.Desired, new(Clerk, A.JukiInquiry), [A.TaxInquiry]);
        Assert.Equal("E-1", Assert.Single(held.Conflicts).Exception?.Reference);
    }

    [Fact]
    public void Since_a_day_a_person_has_moved_as_often_as_personnel_says_and_never_by_guess()
    {
        var (first, second) = (A.April, A.April.AddDays(100));
        var worker = A.Worker(
            "1",
            postings:
            [
                A.At(A.Tax, A.Until(first.AddDays(-1))),
                A.At(A.Juki, new DateSpan(first, second.AddDays(-1))),
                A.At(A.Juki, new DateSpan(second, null)) with
                {
                    Post = "課長",
                },
                A.At(A.Tax, new DateSpan(second, null), PostingKind.Concurrent),
            ]
        );
        Assert.Equal([(A.Tax, A.Juki), (A.Juki, A.Juki)], Moves(first.AddDays(-1), second));
        Assert.Equal([(A.Juki, A.Juki)], Moves(first, second));
        Assert.Empty(Moves(first, second.AddDays(-1)));
        // Whoever was hired then has moved from nowhere.
        Assert.Empty(PlaceChange.Of(A.Worker("2", postings: [A.At(A.Tax, new DateSpan(first, null))]), first.AddDays(-9), second));

        IEnumerable<(OrgCode, OrgCode)> Moves(DateOnly after, DateOnly until) =>
            PlaceChange.Of(worker, after, until).Select(c => (c.From.Org, c.To.Org));
    }

    [Theory]
    [InlineData(89, false)]
    [InlineData(90, true)]
    public void An_account_is_long_unused_from_the_ninetieth_day(int days, bool isLong)
    {
        var asOf = new DateTimeOffset(2026, 11, 26, 3, 0, 0, TimeSpan.FromHours(9));
        var signIn = new LastSignIn(new DateOnly(2026, 11, 26).AddDays(-days), asOf);
        Assert.Equal((days, isLong), (signIn.Days, signIn.IsLongAgo));
    }

    [Fact]
    public void What_nobody_knows_is_not_long_ago()
    {
        Assert.Equal((null, false), (LastSignIn.Unknown.Days, LastSignIn.Unknown.IsLongAgo));
        var unknown = new LastSignIn(null, DateTimeOffset.UnixEpoch);
        Assert.Equal((null, false), (unknown.Days, unknown.IsLongAgo));
    }
}
