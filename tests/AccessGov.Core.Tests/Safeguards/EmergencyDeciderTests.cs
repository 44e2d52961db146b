using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;

namespace AccessGov.Core.Tests.Safeguards;

/// <summary>Who may open, shut and review a sealed account, and when it must be shut.</summary>
public sealed class EmergencyDeciderTests
{
    private const string Name = "kinkyu-juki@suzaka.example.jp";
    private static readonly Guid ObjectId = Guid.Parse("3b1f7c66-5cf9-4a0e-8b5d-2f1a5f0c9d11");
    private static readonly DateTimeOffset Now = new(2026, 4, 1, 9, 0, 0, TimeSpan.FromHours(9));
    private static readonly ProtectedAccount Entry = new(null, "Kinkyu-Juki@suzaka.example.jp", ProtectionKind.BreakGlass, "")
    {
        IsSealed = true,
        MaxHours = 4,
    };
    private static readonly DirectoryAccount Account = new(ObjectId, null, Name, false, AccountAttributes.Empty, false);
    private static readonly Approver Ann = Person("000002", OperatorRole.Operator),
        Bob = Person("000003", OperatorRole.Approver),
        Officer = Person("000004", OperatorRole.Officer);
    private static readonly EmergencyWish Wish = new(Name, Ann.Id, Now, 2, "住基端末の鍵を紛失");
    private static readonly EmergencyOpening Opening = new("20260401-1", Name, ObjectId, Wish, Bob.Id, Now, Now.AddHours(2));

    [Fact]
    public void One_asks_an_approver_agrees_in_time_one_ends_and_a_third_reviews()
    {
        Assert.Null(Ask());
        Assert.Null(Agree(now: Now + EmergencyDecider.AskedFor));
        Assert.Null(Agree(entry: Entry with { ObjectId = ObjectId }));
        Assert.Null(EmergencyDecider.CannotEnd(Ann));
        Assert.Null(EmergencyDecider.CannotWithdraw(Wish, Bob));
        Assert.Null(Review(Opening with { EndedAt = Now }));
        Assert.Same(Entry, EmergencyDecider.SealedOf([Entry with { IsSealed = false }, Entry], Name));
        Assert.Null(EmergencyDecider.SealedOf([Entry], "other@suzaka.example.jp"));
    }

    [Fact]
    public void Whatever_speaks_against_asking_is_named()
    {
        Assert.Equal("emergency-not-sealed", Ask(entry: null));
        Assert.Equal("emergency-not-sealed", Ask(entry: Entry with { IsSealed = false }));
        Assert.Equal("emergency-reason", Ask(Wish with { Reason = "test" }));
        Assert.Equal("emergency-reason", Ask(Wish with { Reason = "     a" }));
        Assert.Equal("emergency-reason", Ask(Wish with { Reason = new string('長', VisibleText.LongestReason + 1) }));
        Assert.Equal("emergency-open-already", Ask(openings: [Opening]));
        Assert.Null(Ask(openings: [Opening with { EndedAt = Now }, Opening with { FailedAt = Now }, Opening with { Account = "b@c.jp" }]));
        Assert.Equal("emergency-asked-already", Ask(former: Wish with { By = Bob.Id }));
        Assert.Null(Ask(former: Wish with { Reason = "別の理由です" }));
        Assert.Null(Ask(former: Wish with { By = Bob.Id, At = Now - EmergencyDecider.AskedFor - TimeSpan.FromSeconds(1) }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(24)]
    public void Nobody_opens_for_longer_than_the_limit(int hours)
    {
        Assert.Equal("emergency-hours", Ask(Wish with { Hours = hours }));
        // The limit was lowered since.
        Assert.Equal("emergency-hours", Agree(wish: Wish with { Hours = hours }));
        Assert.Null(Agree(wish: Wish with { Hours = 4 }));
    }

    [Fact]
    public void Whoever_is_unknown_off_duty_held_or_only_reads_does_nothing()
    {
        Approver[] wrong =
        [
            Ann with { IsKnown = false },
            Ann with { IsOnDuty = false },
            Ann with { IsHeld = true },
            Ann with { Roles = new HashSet<OperatorRole> { OperatorRole.Auditor } },
            Ann with { Roles = new HashSet<OperatorRole>() },
        ];
        foreach (var person in wrong)
        {
            Assert.Equal("emergency-needs-operator", Ask(by: person));
            Assert.Equal("emergency-needs-operator", Agree(by: person with { Id = Bob.Id }));
            Assert.Equal("emergency-needs-operator", EmergencyDecider.CannotWithdraw(Wish, person)?.Code);
            Assert.Equal("emergency-needs-operator", Review(Opening with { EndedAt = Now }, person));
            Assert.Equal("emergency-asker-gone", Agree(asker: person));
        }
        // Shutting is no giving: also who is at home may do it.
        Assert.Null(EmergencyDecider.CannotEnd(wrong[1]));
        Assert.All(wrong[2..], person => Assert.Equal("emergency-needs-operator", EmergencyDecider.CannotEnd(person)?.Code));
    }

    [Fact]
    public void One_operator_alone_opens_nothing_under_two_spellings_or_two_numbers_either()
    {
        Assert.Equal("emergency-by-one", Agree(by: Bob, wish: Wish with { By = Bob.Id }));
        Assert.Equal("emergency-by-one", Agree(by: Bob with { Id = new EmployeeId("2") }));
        Assert.Equal("emergency-by-one", Agree(alsoKnownAs: [Ann.Id]));
        Assert.Equal("approver-without-role", Agree(by: Person("000009", OperatorRole.Operator)));
    }

    [Fact]
    public void A_wish_that_lapsed_was_withdrawn_or_lies_ahead_opens_nothing()
    {
        Assert.Equal("emergency-not-asked", Agree(now: Now + EmergencyDecider.AskedFor + TimeSpan.FromSeconds(1)));
        Assert.Equal("emergency-not-asked", EmergencyDecider.CannotWithdraw(null, Ann)?.Code);
        Assert.Equal("emergency-not-asked", Agree(isAsked: false));
        Assert.Equal("emergency-not-asked", AgreeOf(Wish, null, Now)?.Code);
        Assert.Equal("emergency-not-asked", AgreeOf(Wish, Ann, Now.AddSeconds(-1))?.Code);
    }

    [Fact]
    public void A_clock_that_was_set_back_opens_nothing_and_shuts_what_is_open()
    {
        Assert.Equal("emergency-clock-behind", Agree(latest: Now + EmergencyDecider.ClocksDiffer + TimeSpan.FromSeconds(1)));
        Assert.Null(Agree(latest: Now + EmergencyDecider.ClocksDiffer));
        Assert.Null(Agree(latest: default(DateTimeOffset)));
        Assert.True(EmergencyDecider.IsDue(Opening, Now, Now + EmergencyDecider.ClocksDiffer + TimeSpan.FromSeconds(1)));
        Assert.False(EmergencyDecider.IsDue(Opening, Now, Now + EmergencyDecider.ClocksDiffer));
    }

    [Fact]
    public void The_account_must_be_the_sealed_one_a_member_and_shut()
    {
        Assert.Equal("emergency-no-account", Agree(hasAccount: false));
        Assert.Equal("emergency-no-account", Agree(account: Account with { UserPrincipalName = "other@suzaka.example.jp" }));
        Assert.Equal("emergency-no-account", Agree(entry: Entry with { ObjectId = Guid.NewGuid() }));
        Assert.Equal("emergency-guest", Agree(account: Account with { IsGuest = true }));
        Assert.Equal("emergency-enabled-outside", Agree(account: Account with { Enabled = true }));
        Assert.Equal("emergency-open-already", Agree(openings: [Opening]));
        Assert.Equal("emergency-not-sealed", Agree(entry: Entry with { IsSealed = false }));
    }

    [Fact]
    public void It_is_shut_at_its_hour_or_when_somebody_wants_it_and_settled_when_nobody_told()
    {
        Assert.False(EmergencyDecider.IsDue(Opening, Opening.Until.AddSeconds(-1), Now));
        Assert.True(EmergencyDecider.IsDue(Opening, Opening.Until, Now));
        Assert.True(EmergencyDecider.IsDue(Opening with { ClosingAt = Now }, Now, Now));
        Assert.False(EmergencyDecider.IsDue(Opening with { EndedAt = Now }, Opening.Until, Now));
        var later = Now + EmergencyDecider.SettledWithin + TimeSpan.FromSeconds(1);
        Assert.True(EmergencyDecider.IsUnsettled(Opening, later));
        Assert.False(EmergencyDecider.IsUnsettled(Opening, Now));
        Assert.False(EmergencyDecider.IsUnsettled(Opening with { OpenedAt = Now }, later));
        Assert.False(EmergencyDecider.IsUnsettled(Opening with { FailedAt = Now }, later));
    }

    [Fact]
    public void Whoever_asked_or_agreed_does_not_review_and_nobody_before_the_end_or_twice()
    {
        var ended = Opening with { EndedAt = Now };
        Assert.Equal("approver-without-role", Review(ended, Person("000009", OperatorRole.Approver)));
        Assert.Equal("emergency-own-review", Review(ended, Officer with { Id = Ann.Id }));
        Assert.Equal("emergency-own-review", Review(ended, Officer with { Id = new EmployeeId("3") }));
        Assert.Equal("emergency-own-review", Review(ended, alsoKnownAs: [Bob.Id]));
        Assert.Equal("emergency-still-open", Review(Opening));
        Assert.Equal("emergency-nothing-to-review", Review(null));
        Assert.Equal("emergency-nothing-to-review", Review(ended with { ReviewedAt = Now }));
        Assert.Equal("emergency-nothing-to-review", Review(Opening with { FailedAt = Now }));
        Assert.Equal("emergency-reason", Review(ended, result: "ok"));
        Assert.Equal("emergency-reason", Review(ended, result: "制御\u0007文字あり"));
    }

    private static string? Ask(
        EmergencyWish? wish = null,
        EmergencyWish? former = null,
        EmergencyOpening[]? openings = null,
        Approver? by = null
    ) => EmergencyDecider.CannotAsk(Entry, wish ?? Wish, former, openings ?? [], by ?? Ann)?.Code;

    private static string? Ask(ProtectedAccount? entry) => EmergencyDecider.CannotAsk(entry, Wish, null, [], Ann)?.Code;

    private static string? Agree(
        EmergencyWish? wish = null,
        Approver? asker = null,
        ProtectedAccount? entry = null,
        DirectoryAccount? account = null,
        EmergencyOpening[]? openings = null,
        Approver? by = null,
        EmployeeId[]? alsoKnownAs = null,
        DateTimeOffset? now = null,
        DateTimeOffset? latest = null,
        bool isAsked = true,
        bool hasAccount = true
    ) =>
        EmergencyDecider
            .CannotAgree(
                isAsked ? wish ?? Wish : null,
                asker ?? Ann,
                entry ?? Entry,
                hasAccount ? account ?? Account : null,
                openings ?? [],
                (by ?? Bob, alsoKnownAs ?? []),
                now ?? Now,
                latest ?? Now
            )
            ?.Code;

    private static Refusal? AgreeOf(EmergencyWish wish, Approver? asker, DateTimeOffset now) =>
        EmergencyDecider.CannotAgree(wish, asker, Entry, Account, [], (Bob, []), now, now);

    private static string? Review(
        EmergencyOpening? opening,
        Approver? by = null,
        string result = "履歴を確かめ、鍵を金庫に戻した",
        EmployeeId[]? alsoKnownAs = null
    ) => EmergencyDecider.CannotReview(opening, result, (by ?? Officer, alsoKnownAs ?? []))?.Code;

    private static Approver Person(string id, OperatorRole role) =>
        new(new EmployeeId(id), true, true, new HashSet<OperatorRole> { role });
}
