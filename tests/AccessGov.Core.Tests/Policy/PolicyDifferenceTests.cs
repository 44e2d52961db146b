using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Policy;

/// <summary>What takes effect because somebody edited a file, and what another person must agree to.</summary>
public sealed class PolicyDifferenceTests
{
    /// <summary>The change, and the key that it changes; backwards each of them loosens.</summary>
    public static TheoryData<string, Func<GovernancePolicy, GovernancePolicy>> Stricter { get; } =
        new()
        {
            { "entitlements.mail.review-every-months", p => With(p, A.Mail, r => r with { ReviewEveryMonths = r.ReviewEveryMonths - 1 }) },
            { "entitlements.mail.gates.MfaKey", p => With(p, A.Mail, r => r with { Gates = [Gate.MfaKey] }) },
            { "sources.mayor.max-age-days", p => p with { Sources = [p.Sources[0] with { MaxAgeDays = 7 }, p.Sources[1]] } },
            { "limits.max-shrink-share", p => p with { Limits = p.Limits with { MaxShrinkShare = p.Limits.MaxShrinkShare / 2 } } },
            { "limits.window-days", p => p with { Limits = p.Limits with { WindowDays = p.Limits.WindowDays + 1 } } },
            { "key-models", p => p with { KeyModels = [] } },
            { "timing.retention-days", p => p with { Timing = p.Timing with { RetentionDays = p.Timing.RetentionDays + 1 } } },
            { "timing.overlap-days.Lgwan", p => p with { Timing = p.Timing with { OverlapDays = new Dictionary<Zone, int>() } } },
            { "timing.on-leave.Other", p => p with { Timing = p.Timing with { OnLeave = Withholding } } },
            { "separation-rules.apart", p => p with { SeparationRules = [Apart] } },
            { "approvals.named.市長", p => p with { Approvals = p.Approvals with { Named = ["市長"] } } },
            { "birthright-rules.tax.grants.mail", p => p with { BirthrightRules = [.. p.BirthrightRules.Select(WithoutMail)] } },
        };

    private static Dictionary<LeaveKind, LeaveTreatment> Withholding =>
        new() { [LeaveKind.Suspension] = LeaveTreatment.Withhold, [LeaveKind.Other] = LeaveTreatment.Withhold };

    private static SeparationRule Apart => new(new RuleId("apart"), A.TaxInquiry, A.JukiInquiry, new Article("第7"));

    [Theory]
    [MemberData(nameof(Stricter), DisableDiscoveryEnumeration = true)]
    public void Only_the_stricter_direction_of_a_key_needs_nobody(string key, Func<GovernancePolicy, GovernancePolicy> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var stricter = change(A.Policy);
        var there = PolicyDifference.Between(A.Policy, stricter);
        Assert.Equal([key], there.Changed);
        Assert.Empty(there.Loosened);
        var back = PolicyDifference.Between(stricter, A.Policy);
        Assert.Equal([key], back.Changed);
        Assert.Equal([key], back.Loosened);
    }

    [Fact]
    public void One_model_of_keys_more_or_another_or_every_one_loosens_and_fewer_do_not()
    {
        var one = new AllowedKeyModel(Guid.Parse("00000000-0000-0000-0000-00000000000a"), "A");
        var two = new AllowedKeyModel(Guid.Parse("00000000-0000-0000-0000-00000000000b"), "B");
        Assert.Empty(Loosened(null, [one]));
        Assert.Empty(Loosened([one, two], [two]));
        Assert.Empty(Loosened([one], [one with { Name = "C" }]));
        Assert.Equal(["key-models"], Loosened([one], [one, two]));
        Assert.Equal(["key-models"], Loosened([one], [two]));
        Assert.Equal(["key-models"], Loosened([one], null));

        static IReadOnlyList<string> Loosened(AllowedKeyModel[]? former, AllowedKeyModel[]? now) =>
            PolicyDifference.Between(A.Policy with { KeyModels = former }, A.Policy with { KeyModels = now }).Loosened;
    }

    [Fact]
    public void Nobody_alone_leads_those_who_are_locked_out_elsewhere()
    {
        var desk = new HelpDesk("情報政策課", "内線 2345", null);
        var now = A.Policy with { HelpDesk = desk };
        Assert.Equal(["help-desk.name", "help-desk.phone"], PolicyDifference.Between(A.Policy, now).Loosened);
        Assert.Empty(PolicyDifference.Between(now, now with { HelpDesk = desk with { Name = "情報システム課" } }).Loosened);
        Assert.Equal(
            ["help-desk.phone"],
            PolicyDifference.Between(now, now with { HelpDesk = desk with { Phone = "090-0000-0000" } }).Loosened
        );
        Assert.Equal(
            ["help-desk.mail"],
            PolicyDifference.Between(now, now with { HelpDesk = desk with { Mail = "a@b.example" } }).Loosened
        );
    }

    [Fact]
    public void What_may_be_asked_for_comes_by_two_people_and_goes_by_one()
    {
        var offers = With(A.Policy, A.Mail, r => r with { IsRequestable = true });
        Assert.Equal(["entitlements.mail.requestable"], PolicyDifference.Between(A.Policy, offers).Loosened);
        Assert.Equal(["entitlements.mail.requestable"], PolicyDifference.Between(offers, A.Policy).Changed);
        Assert.Empty(PolicyDifference.Between(offers, A.Policy).Loosened);
    }

    [Fact]
    public void A_last_holder_is_kept_by_two_people_and_let_go_by_one()
    {
        var keeps = With(A.Policy, A.Mail, r => r with { KeepsLastHolder = true });
        Assert.Equal(["entitlements.mail.last-holder"], PolicyDifference.Between(A.Policy, keeps).Loosened);
        Assert.Equal(["entitlements.mail.last-holder"], PolicyDifference.Between(keeps, A.Policy).Changed);
        Assert.Empty(PolicyDifference.Between(keeps, A.Policy).Loosened);
    }

    [Fact]
    public void What_was_asked_of_people_and_is_no_longer_asked_loosens()
    {
        var asked = A.Policy with { Limits = A.Policy.Limits with { ApproveMyNumberGrants = true, ApproveDeletions = true } };
        var not = A.Policy with { Limits = A.Policy.Limits with { ApproveMyNumberGrants = false, ApproveDeletions = false } };
        var keys = new[] { "limits.approve-deletions", "limits.approve-my-number-grants" };
        Assert.Equal(keys, PolicyDifference.Between(asked, not).Loosened);
        Assert.Equal(keys, PolicyDifference.Between(not, asked).Changed);
        Assert.Empty(PolicyDifference.Between(not, asked).Loosened);
    }

    [Fact]
    public void A_limit_that_people_are_asked_from_may_come_by_itself_and_goes_by_two_people()
    {
        var limits = A.Policy.Limits;
        var more = A.Policy with
        {
            Limits = limits with { Approval = limits.Approval with { Creations = new(5, 0.1m), Enables = new(5, 0.1m) } },
        };
        Assert.Equal(4, PolicyDifference.Between(A.Policy, more).Changed.Count);
        Assert.Empty(PolicyDifference.Between(A.Policy, more).Loosened);
        Assert.Equal(4, PolicyDifference.Between(more, A.Policy).Loosened.Count);
    }

    [Fact]
    public void A_rule_that_separates_other_rights_takes_two_people_and_a_rule_that_is_gone_gives_nothing()
    {
        var with = A.Policy with { SeparationRules = [Apart] };
        var other = A.Policy with { SeparationRules = [Apart with { Keeps = A.Mail }] };
        Assert.Equal(["separation-rules.apart"], PolicyDifference.Between(with, other).Loosened);
        var without = A.Policy with { BirthrightRules = [.. A.Policy.BirthrightRules.Where(r => r.Id.Value != "tax")] };
        Assert.Empty(PolicyDifference.Between(A.Policy, without).Loosened);
        Assert.NotEmpty(PolicyDifference.Between(without, A.Policy).Loosened);
    }

    [Fact]
    public void A_post_that_heads_units_comes_and_goes_by_two_people()
    {
        var with = A.Policy with { Heads = ["課長"] };
        Assert.Equal(["heads.課長"], PolicyDifference.Between(A.Policy, with).Loosened);
        Assert.Equal(["heads.課長"], PolicyDifference.Between(with, A.Policy).Loosened);
    }

    [Fact]
    public void A_seal_comes_goes_and_lengthens_by_two_people()
    {
        const string At = "protected-accounts.kinkyu@city.example.jp";
        var shut = new ProtectedAccount(null, "Kinkyu@city.example.jp", ProtectionKind.BreakGlass, "");
        var never = A.Policy with { ProtectedAccounts = [shut] };
        var may = A.Policy with { ProtectedAccounts = [shut with { IsSealed = true }] };
        var longer = A.Policy with { ProtectedAccounts = [shut with { IsSealed = true, MaxHours = 24 }] };
        Assert.Equal([At + ".max-hours", At + ".sealed"], PolicyDifference.Between(never, may).Loosened);
        Assert.Equal([At + ".max-hours", At + ".sealed"], PolicyDifference.Between(may, never).Loosened);
        Assert.Equal([At + ".max-hours"], PolicyDifference.Between(may, longer).Loosened);
    }

    [Fact]
    public void What_may_lock_everybody_out_takes_two_people_either_way()
    {
        var officers = A.Policy with { Approvals = Asks("restores") };
        Assert.Equal(["approvals.roles.restores"], PolicyDifference.Between(A.Policy, officers).Loosened);
        var caps = A.Policy.Limits;
        var nobody = A.Policy with
        {
            Limits = caps with { Refusal = caps.Refusal with { Disables = caps.Refusal.Disables with { Count = 0 } } },
        };
        Assert.NotEmpty(PolicyDifference.Between(A.Policy, nobody).Loosened);
        Assert.NotEmpty(PolicyDifference.Between(nobody, A.Policy).Loosened);
    }

    [Fact]
    public void A_name_is_harmless_either_way()
    {
        var renamed = With(A.Policy with { Title = "方針 改" }, A.Mail, r => r with { Name = "電子メール" });
        Assert.Empty(PolicyDifference.Between(A.Policy, renamed).Loosened);
        Assert.Empty(PolicyDifference.Between(renamed, A.Policy).Loosened);
        Assert.Equal(["entitlements.mail.name", "title"], PolicyDifference.Between(A.Policy, renamed).Changed);
    }

    private static ApprovalRules Asks(string code) => new(new Dictionary<string, OperatorRole> { [code] = OperatorRole.Officer }, []);

    private static BirthrightRule WithoutMail(BirthrightRule rule) => rule.Id.Value == "tax" ? rule with { Grants = [A.TaxInquiry] } : rule;

    private static GovernancePolicy With(GovernancePolicy policy, EntitlementId id, Func<Entitlement, Entitlement> change) =>
        policy with
        {
            Entitlements = [.. policy.Entitlements.Select(r => r.Id == id ? change(r) : r)],
        };
}
