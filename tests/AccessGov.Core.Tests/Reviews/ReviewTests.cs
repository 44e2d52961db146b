using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;
using AccessGov.Core.Tests.Laws;
using AccessGov.Core.Tests.Worlds;
using CsCheck;

namespace AccessGov.Core.Tests.Reviews;

/// <summary>What reviewers may do with an item, and what time does to a round.</summary>
public sealed class ReviewTests
{
    private static readonly EmployeeId Chief = new("1"),
        Clerk = new("2"),
        Other = new("3");
    private static readonly ReviewItemId Item = new(Clerk, A.Mail);
    private static readonly DateTimeOffset Now = new(2026, 4, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly ReviewGround Duty = new("Serves", new RuleId("rule"), A.Tax, A.April, null, null);

    [Fact]
    public void The_population_is_every_reviewed_right_that_somebody_known_holds_and_nothing_else() =>
        WorldGen.Any.Hold(world =>
        {
            var rule = Rule(ReviewSilence.Keep) with
            {
                Rights = [.. world.Policy.Entitlements.Select(e => e.Id).Where((_, i) => i % 2 == 0)],
            };
            var snapshot = world.Tenant.Snapshot();
            var items = ReviewPopulation.Of(world.Desired, snapshot, rule, new Dictionary<EntitlementId, string>());
            var held =
                from index in Enumerable.Range(0, snapshot.Accounts.Count)
                let account = snapshot.Accounts[index]
                where account.EmployeeId is { } id && world.Facts.Roster.Find(id) is not null && !IsProtected(world, account)
                from n in Enumerable.Range(0, snapshot.CountOf(index))
                let right = snapshot.Entitlements[snapshot.EntitlementOf(index, n)]
                where rule.Rights.Contains(right)
                select new ReviewItemId(account.EmployeeId!.Value, right);
            Assert.Equal(held.Distinct().Order(), items.Select(i => i.Id));
        });

    [Fact]
    public void A_right_that_nothing_gives_and_one_that_cannot_be_taken_are_marked_at_the_opening()
    {
        var world = A.City(A.April, A.Worker("1", postings: [A.At(A.Tax)])).Settled();
        var rule = Rule(ReviewSilence.Keep) with { Rights = [.. world.Policy.Entitlements.Select(e => e.Id)] };
        var items = ReviewPopulation.Of(
            world.Desired,
            world.Tenant.Snapshot(),
            rule,
            new Dictionary<EntitlementId, string> { [A.Mail] = "dynamic" }
        );
        var mail = Assert.Single(items, i => i.Id == new ReviewItemId(Chief, A.Mail));
        Assert.Equal(("dynamic", "Serves", A.Tax), (mail.NotRemovable, mail.Ground.Cause, mail.Unit!.Value));
        Assert.False(ReviewDecider.IsUngrounded(mail));
        var moved = A.City(A.April, A.Worker("1", postings: [A.At(A.Juki)])) with { Tenant = world.Tenant };
        var unexplained = ReviewPopulation.Of(moved.Desired, world.Tenant.Snapshot(), rule, new Dictionary<EntitlementId, string>());
        Assert.Contains(unexplained, ReviewDecider.IsUngrounded);
    }

    [Theory]
    [InlineData(ReviewChoice.Keep, "", 1, 4, true)]
    [InlineData(ReviewChoice.Keep, "担当のため", 1, 4, false)]
    [InlineData(ReviewChoice.Keep, "", 1, 3, false)]
    [InlineData(ReviewChoice.Keep, "", 2, 4, false)]
    [InlineData(ReviewChoice.Remove, "", 1, 4, false)]
    [InlineData(ReviewChoice.Unsure, "", 1, 4, false)]
    public void Whoever_keeps_what_one_of_many_alone_holds_says_why(ReviewChoice choice, string reason, int holders, int people, bool lacks)
    {
        var answer = Answer(choice, Chief) with { Reason = reason };
        var why = ReviewDecider.LacksReason(answer, ReviewDecider.IsAlone(holders, people));
        Assert.Equal(lacks ? "review-reason-missing" : null, why?.Code);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("stopped", "review-closed")]
    [InlineData("closed", "review-closed")]
    [InlineData("closed silent", null)]
    [InlineData("no item", "review-no-item")]
    [InlineData("own", "review-own")]
    [InlineData("of others", "review-not-yours")]
    [InlineData("of nobody", "review-not-yours")]
    [InlineData("decided", "review-decided")]
    [InlineData("owner unsure", "review-owner-decides")]
    [InlineData("not removable", "review-not-removable")]
    [InlineData("unexplained", "review-nothing-gives")]
    [InlineData("hidden reason", "review-reason")]
    public void An_answer_is_refused_for_one_reason(string with, string? code)
    {
        var round = Round(ReviewSilence.Keep);
        if (with.StartsWith("closed", StringComparison.Ordinal) || with == "stopped")
            round = round with { ClosedAt = Now, Stopped = with == "stopped" ? "why" : null };
        if (with == "owner unsure")
            round = round with { EscalatedOn = A.April };
        var item = new ReviewItem(
            with == "no item" ? new(Other, A.Mail) : Item,
            A.Tax,
            Guid.NewGuid(),
            with == "unexplained" ? Duty with { Cause = "Unexplained" } : Duty,
            with == "not removable" ? "dynamic" : null
        );
        var said = with switch
        {
            "decided" => [Answer(ReviewChoice.Keep, Chief)],
            "closed silent" => [Answer(ReviewChoice.Keep, null)],
            _ => (ReviewAnswer[])[],
        };
        var by = with == "own" ? Clerk : Chief;
        EmployeeId? reviewer = with switch
        {
            "of others" => Other,
            "of nobody" => null,
            _ => by,
        };
        var choice = with switch
        {
            "owner unsure" => ReviewChoice.Unsure,
            "not removable" => ReviewChoice.Remove,
            _ => ReviewChoice.Keep,
        };
        var answer = Answer(choice, by) with { Reason = with == "hidden reason" ? "a\u202Eb" : "" };
        Assert.Equal(code, ReviewDecider.CannotAnswer(State(round, [item], said), answer, reviewer, with != "given no more")?.Code);
    }

    [Fact]
    public void Whoever_does_not_know_hands_it_to_the_owner_and_who_decided_takes_back_until_its_day()
    {
        var (round, items) = (Round(ReviewSilence.Keep), new[] { OfItem(Item) });
        Assert.Equal(ReviewStage.Head, State(round, items).StageOf(Item));
        var unsure = State(round, items, Answer(ReviewChoice.Unsure, Chief));
        Assert.Equal(ReviewStage.Owner, unsure.StageOf(Item));
        Assert.False(unsure.IsDecided(Item));
        Assert.Single(unsure.Undecided);
        Assert.Equal(ReviewStage.Owner, State(round with { Rule = round.Rule with { OwnerFirst = true } }, items).StageOf(Item));
        var removed = State(round, items, Answer(ReviewChoice.Remove, Chief));
        Assert.Equal((1, true), (removed.Decided, removed.IsDecidedBySomebody(Item)));
        Assert.Null(ReviewDecider.CannotTakeBack(removed, Item, Chief, A.April));
        Assert.Equal("review-not-yours", ReviewDecider.CannotTakeBack(removed, Item, Other, A.April)?.Code);
        Assert.Equal("review-in-effect", ReviewDecider.CannotTakeBack(removed, Item, Chief, A.Day(4, 5))?.Code);
        Assert.Equal("review-nothing-to-take-back", ReviewDecider.CannotTakeBack(unsure, Item, Chief, A.April)?.Code);
        var kept = State(round, items, Answer(ReviewChoice.Keep, Chief));
        Assert.Null(ReviewDecider.CannotTakeBack(kept, Item, Chief, A.Day(4, 5)));
        Assert.Equal("review-not-yours", ReviewDecider.CannotTakeBack(kept, Item, Other, A.April)?.Code);
        var closed = State(round with { ClosedAt = default(DateTimeOffset) }, items, Answer(ReviewChoice.Keep, Chief));
        Assert.Equal("review-closed", ReviewDecider.CannotTakeBack(closed, Item, Chief, A.April)?.Code);
        Assert.Null(removed.Find(new(Other, A.Mail)));
        Assert.Null(removed.LastOf(new(Other, A.Mail)));
    }

    [Fact]
    public void Silence_takes_only_what_was_told_and_leaves_every_right_a_holder() =>
        Gen.Select(Gen.Int[0, 3].Array[1, 12], Gen.Int[0, 3].Array[1, 12], Gen.Int[0, 2], Gen.Int[0, 2])
            .Sample(
                (kinds, answers, what, inquiry) =>
                {
                    EntitlementId[] rights = [A.Mail, A.TaxInquiry];
                    ReviewItem[] items =
                    [
                        .. kinds.Select(
                            (k, i) =>
                                OfItem(new(new EmployeeId($"{i + 10}"), rights[i % 2])) with
                                {
                                    NotRemovable = k == 0 ? "dynamic" : null,
                                }
                        ),
                    ];
                    // What silence means differs by the zone of the right.
                    var round = Round((ReviewSilence)what) with
                    {
                        Rule = Rule((ReviewSilence)what) with { SilenceFor = [new(Zone.MyNumber, (ReviewSilence)inquiry, [A.TaxInquiry])] },
                    };
                    ReviewAnswer[] said =
                    [
                        .. items
                            .Select((item, i) => (item, Choice: answers[i % answers.Length]))
                            .Where(a => a.Choice < 3)
                            .Select(a => Answer((ReviewChoice)a.Choice, Chief) with { Item = a.item.Id }),
                    ];
                    var state = State(round, items, said);
                    var takes = ReviewDecider.TakenBySilence(state, _ => true);
                    Assert.All(takes, t => Assert.Equal(ReviewSilence.Remove, (ReviewSilence)(t.Right == A.Mail ? what : inquiry)));
                    foreach (var (right, means) in new[] { (A.Mail, what), (A.TaxInquiry, inquiry) })
                    {
                        var open = items.Count(i => i.Id.Right == right && i.NotRemovable is null && state.LastOf(i.Id) is null);
                        var all = means == (int)ReviewSilence.Remove ? open : 0;
                        Assert.InRange(takes.Count(t => t.Right == right), Math.Max(0, all - 1), all);
                    }
                    Assert.All(takes, t => Assert.True(state.LastOf(t) is null && state.Find(t)!.NotRemovable is null));
                    var told = takes.Skip(1).ToHashSet();
                    var taken = state
                        .Undecided.Select(i => ReviewDecider.Silent(state, i.Id, takes.ToHashSet(), told, Now))
                        .Where(a => a.Choice == ReviewChoice.Remove)
                        .ToArray();
                    Assert.All(taken, a => Assert.True(told.Contains(a.Item) && a.By is null && state.LastOf(a.Item) is null));
                    // Whom reviewers left it stays with them; silence never takes it from everybody.
                    foreach (var right in items.GroupBy(i => i.Id.Right))
                    {
                        var removed = right.Count(i => state.LastOf(i.Id) is ({ Choice: ReviewChoice.Remove }, _));
                        if (removed < right.Count())
                            Assert.True(removed + taken.Count(a => a.Item.Right == right.Key) < right.Count());
                    }
                    Assert.Empty(ReviewDecider.TakenBySilence(state, _ => false));
                    Assert.All(
                        state.Undecided,
                        i => Assert.Equal(ReviewChoice.Keep, ReviewDecider.Silent(state, i.Id, takes.ToHashSet(), null, Now).Choice)
                    );
                },
                iter: Cases.Count
            );

    [Theory]
    [InlineData(ReviewSilence.Keep, 21, false, false)]
    [InlineData(ReviewSilence.Keep, 22, false, true)]
    [InlineData(ReviewSilence.Remove, 13, false, false)]
    [InlineData(ReviewSilence.Remove, 14, true, false)]
    [InlineData(ReviewSilence.Remove, 22, true, false)]
    public void A_round_is_told_a_week_before_its_end_and_over_after_it(ReviewSilence silence, int day, bool tells, bool isOver)
    {
        var (round, today) = (Round(silence), A.April.AddDays(day));
        Assert.Equal((tells, isOver), (ReviewDecider.IsToTell(round, today), ReviewDecider.IsOver(round, A.Mail, today)));
        Assert.False(
            ReviewDecider.IsToTell(round with { ClosedAt = Now }, today)
                || ReviewDecider.IsOver(round with { ClosedAt = Now }, A.Mail, today)
        );
    }

    [Fact]
    public void After_an_outage_silence_waits_until_it_was_shown_for_a_week()
    {
        var round = Round(ReviewSilence.Remove) with { ToldOn = A.April.AddDays(40) };
        Assert.False(ReviewDecider.IsToTell(round, A.April.AddDays(41)));
        Assert.False(ReviewDecider.IsOver(round, A.Mail, A.April.AddDays(46)));
        Assert.True(ReviewDecider.IsOver(round, A.Mail, A.April.AddDays(47)));
    }

    [Fact]
    public void Where_reviewers_are_silent_the_owners_have_as_many_days_again()
    {
        var round = Round(ReviewSilence.Escalate);
        Assert.False(ReviewDecider.IsToEscalate(State(round, [OfItem(Item)]), A.April.AddDays(21)));
        Assert.True(ReviewDecider.IsToEscalate(State(round, [OfItem(Item)]), A.April.AddDays(22)));
        Assert.False(ReviewDecider.IsOver(round, A.Mail, A.April.AddDays(60)));
        var escalated = round with { EscalatedOn = A.April.AddDays(22) };
        Assert.False(ReviewDecider.IsToEscalate(State(escalated, [OfItem(Item)]), A.April.AddDays(30)));
        Assert.False(ReviewDecider.IsOver(escalated, A.Mail, A.April.AddDays(43)));
        Assert.True(ReviewDecider.IsOver(escalated, A.Mail, A.April.AddDays(44)));
        Assert.Equal(ReviewStage.Owner, State(escalated, [OfItem(Item)]).StageOf(Item));
    }

    [Theory]
    [InlineData("2026-03-31", null)]
    [InlineData("2026-04-01", "2026-04-01")]
    [InlineData("2026-06-30", "2026-04-01")]
    [InlineData("2026-07-01", "2026-07-01")]
    [InlineData("2027-01-15", "2027-01-01")]
    public void Rounds_begin_on_their_day_every_so_many_months(string on, string? first) =>
        Assert.Equal(first is null ? null : DateOnly.Parse(first), Rule(ReviewSilence.Keep).RoundOf(DateOnly.Parse(on)));

    [Fact]
    public void A_receipt_can_be_written_down() =>
        Assert.Equal("mail-20260401-0007", new ReviewSubmission("mail-20260401", 7, Chief, Now, "", 1, 0, 0, A.April).Receipt);

    private static bool IsProtected(World world, Core.Directory.DirectoryAccount account) =>
        world.Policy.ProtectedAccounts.Any(p =>
            p.ObjectId == account.ObjectId
            || string.Equals(p.UserPrincipalName, account.UserPrincipalName, StringComparison.OrdinalIgnoreCase)
        );

    private static ReviewRule Rule(ReviewSilence silence) =>
        new(new RuleId("mail"), "棚卸し", [A.Mail], A.April, 3, 21, 3, false, silence, new Article("第6(2)"));

    internal static ReviewRound Round(ReviewSilence silence) =>
        new("mail-20260401", Rule(silence), A.April, A.April.AddDays(21), "population", 1, "snapshot");

    internal static ReviewItem OfItem(ReviewItemId id) => new(id, A.Tax, Guid.NewGuid(), Duty, null);

    private static ReviewAnswer Answer(ReviewChoice choice, EmployeeId? by) => new(Item, choice, by, Now, "", false, 0);

    private static ReviewState State(ReviewRound round, IReadOnlyList<ReviewItem> items, params ReviewAnswer[] said) =>
        new(
            round,
            items,
            said.Select(
                (a, i) =>
                    (
                        new ReviewSubmission(round.Id, i + 1, a.By, Now, "", 0, 0, 0, A.Day(4, 5)),
                        (IReadOnlyList<ReviewAnswer>)[a, a with { Item = new(new EmployeeId("none"), A.Mail) }]
                    )
            )
        );
}
