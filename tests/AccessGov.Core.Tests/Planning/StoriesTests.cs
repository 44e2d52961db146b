using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Planning;

/// <summary>Single lives through the days of a year. Every story ends "run again: no changes".</summary>
public sealed class StoriesTests
{
    private static World Next(World world, DateOnly on)
    {
        var settled = (world with { On = on }).Settled();
        Assert.Empty(settled.Plan().Actions);
        return settled;
    }

    [Fact]
    public void A_joiner_is_prepared_disabled_and_without_rights_and_starts_on_the_day()
    {
        var world = Next(
            A.City(A.April, A.Worker("1", [A.Term(new DateSpan(A.April, null))], [A.At(A.Tax, new DateSpan(A.April, null))])),
            A.Day(3, 17)
        );
        Assert.Empty(world.Tenant.Of(new EmployeeId("1")));
        world = Next(world, A.Day(3, 18));
        Assert.False(world.AccountOf("1").Enabled);
        Assert.Empty(world.RightsOf("1"));
        world = Next(world, A.April);
        Assert.True(world.AccountOf("1").Enabled);
        Assert.Equal([A.Mail, A.TaxInquiry], world.RightsOf("1"));
    }

    [Fact]
    public void A_mover_keeps_a_right_for_its_zones_overlap_and_never_one_of_My_Number()
    {
        var world = Next(
            A.City(
                A.Day(3, 31),
                A.Worker(
                    "1",
                    postings:
                    [
                        A.At(A.Tax, A.Until(A.Day(3, 31))),
                        A.At(A.Juki, A.Until(A.Day(3, 31)), PostingKind.Concurrent),
                        A.At(A.Station, new DateSpan(A.April, null)),
                    ]
                )
            ),
            A.Day(3, 31)
        );
        Assert.Equal([A.JukiInquiry, A.Mail, A.TaxInquiry], world.RightsOf("1"));
        world = Next(world, A.April);
        Assert.Equal([A.Siren, A.TaxInquiry], world.RightsOf("1"));
        Assert.Equal([A.Siren, A.TaxInquiry], Next(world, A.Day(4, 7)).RightsOf("1"));
        Assert.Equal([A.Siren], Next(world, A.Day(4, 8)).RightsOf("1"));
    }

    [Fact]
    public void Somebody_rehired_later_does_not_get_the_old_posts_rights_by_overlap()
    {
        var worker = A.Worker(
            "1",
            [A.Term(A.Until(A.Day(3, 31))), A.Term(new DateSpan(A.Day(4, 3), null))],
            [A.At(A.Tax, A.Until(A.Day(3, 31))), A.At(A.Juki, new DateSpan(A.Day(4, 3), null))]
        );
        Assert.Equal([A.JukiInquiry, A.Mail], Next(Next(A.City(A.Day(3, 31), worker), A.Day(3, 31)), A.Day(4, 3)).RightsOf("1"));
    }

    [Fact]
    public void A_leaver_loses_everything_the_day_after_and_the_account_after_retention()
    {
        var world = Next(A.City(A.Day(3, 31), A.Worker("1", [A.Term(A.Until(A.Day(3, 31)))])), A.Day(3, 31));
        Assert.True(world.AccountOf("1").Enabled);
        world = Next(world, A.April);
        Assert.False(world.AccountOf("1").Enabled);
        Assert.Empty(world.RightsOf("1"));
        // Counted from the day it was shut, 1 April.
        world = Next(world, A.Day(4, 1, 2027));
        Assert.NotNull(world.AccountOf("1"));
        Assert.Empty(Next(world, A.Day(4, 2, 2027)).Tenant.Accounts);
    }

    [Fact]
    public void An_at_once_leaver_with_the_last_day_of_the_calendar_is_disabled_and_kept()
    {
        var world = Next(A.City(A.April, A.Worker("1")), A.April);
        world = Next(world.Says(A.Worker("1", [A.Term(A.Until(DateOnly.MaxValue), atOnce: true)])), A.April);
        Assert.False(world.AccountOf("1").Enabled);
    }

    [Fact]
    public void A_fiscal_year_worker_without_a_new_row_is_reported_and_returns_when_it_comes_late()
    {
        var old = A.Term(A.Until(A.Day(3, 31)), EmploymentKind.FiscalYear);
        var world = Next(A.City(A.Day(3, 31), A.Worker("1", [old])), A.Day(3, 31));
        Assert.Contains(
            (world with { On = A.April }).Plan().Findings,
            f => f.Kind == FindingKind.TermNotContinued && f.Detail == "2026-03-31"
        );
        world = Next(world, A.April);
        Assert.False(world.AccountOf("1").Enabled);
        Assert.DoesNotContain((world with { On = A.Day(5, 2) }).Plan().Findings, f => f.Kind == FindingKind.TermNotContinued);
        world = Next(
            world.Says(A.Worker("1", [old, A.Term(new DateSpan(A.April, A.Day(3, 31, 2027)), EmploymentKind.FiscalYear)])),
            A.Day(4, 6)
        );
        Assert.True(world.AccountOf("1").Enabled);
        Assert.Equal([A.Mail, A.TaxInquiry], world.RightsOf("1"));
    }

    [Fact]
    public void A_rehired_person_keeps_the_account_under_the_new_number()
    {
        var old = A.Worker("1", [A.Term(A.Until(A.Day(3, 31)))]);
        var next = A.Worker("2", [A.Term(new DateSpan(A.April, null), EmploymentKind.Reappointed)], former: "1");
        var world = Next(A.City(A.Day(3, 1), old), A.Day(3, 1));
        var account = world.AccountOf("1");
        world = Next(world.Says(old, next), A.Day(3, 31));
        Assert.Equal(["1"], world.Tenant.Accounts.Values.Select(a => a.EmployeeId!.Value.Value).Order());
        world = Next(world, A.April);
        Assert.Equal(account.ObjectId, world.AccountOf("2").ObjectId);
        Assert.True(world.AccountOf("2").Enabled);
        Assert.Equal([A.Mail, A.TaxInquiry], world.RightsOf("2"));
    }

    [Fact]
    public void A_rehired_person_on_leave_is_renumbered_before_the_account_is_disabled()
    {
        var old = A.Worker("1", [A.Term(A.Until(A.Day(3, 31)))]);
        var next = A.Worker(
            "2",
            [A.Term(new DateSpan(A.April, null))],
            leaves: [new Leave(LeaveKind.Childcare, A.Since(2026))],
            former: "1"
        );
        var world = Next(A.City(A.Day(3, 1), old), A.Day(3, 1)).Says(old, next) with { On = A.April };
        Assert.Equal(
            ["ChangeAttributes", "DisableAccount", "RevokeSessions", "RemoveMember", "RemoveMember"],
            world.Plan().Actions.Select(a => a.GetType().Name)
        );
        Assert.False(Next(world, A.April).AccountOf("2").Enabled);
    }

    [Fact]
    public void An_account_waits_under_its_former_number_while_the_new_one_has_no_posting()
    {
        var old = A.Worker("1", [A.Term(A.Until(A.Day(3, 31)))]);
        var world = Next(A.City(A.Day(3, 1), old), A.Day(3, 1)) with { On = A.April };
        var plan = world.Says(old, A.Worker("2", [A.Term(new DateSpan(A.April, null))], [], former: "1")).Plan();
        Assert.Empty(plan.Actions);
        Assert.Contains(plan.Findings, f => f.Kind == FindingKind.NoPosting && f.Worker == new EmployeeId("2"));
    }

    [Fact]
    public void Two_who_claim_one_former_number_leave_its_account_as_it_is()
    {
        var left = A.Worker("1", [A.Term(A.Until(A.Day(3, 31)))]);
        var world = Next(A.City(A.Day(3, 31), left), A.Day(3, 31)) with { On = A.April };
        var plan = world.Says(left, A.Worker("2", former: "1"), A.Worker("3", former: "1"), A.Worker("4", former: "1")).Plan();
        Assert.Empty(plan.Actions);
        Assert.Equal(["2", "3", "4"], plan.Findings.Where(f => f.Kind == FindingKind.ContestedWorker).Select(f => f.Worker!.Value.Value));
    }

    [Fact]
    public void A_key_that_lapses_takes_the_My_Number_right_and_an_enrolled_one_gives_it_back()
    {
        var world = Next(A.City(A.April, A.Worker("1", postings: [A.At(A.Juki)])), A.April);
        Assert.Contains(A.JukiInquiry, world.RightsOf("1"));
        var without = Next(world with { Gates = world.Gates with { Keys = A.Whole<KeyFact>([]) } }, A.April);
        Assert.DoesNotContain(A.JukiInquiry, without.RightsOf("1"));
        Assert.Contains(A.JukiInquiry, Next(without with { Gates = A.AllKeys }, A.April).RightsOf("1"));
    }

    [Fact]
    public void A_missing_list_of_keys_neither_gives_nor_takes()
    {
        var unknown = A.AllKeys with { Keys = new Known<IReadOnlyList<KeyFact>>.Missing("not delivered") };
        var worker = A.Worker("1", postings: [A.At(A.Juki)]);
        Assert.DoesNotContain(A.JukiInquiry, Next(A.City(A.April, worker) with { Gates = unknown }, A.April).RightsOf("1"));
        Assert.Contains(A.JukiInquiry, Next(Next(A.City(A.April, worker), A.April) with { Gates = unknown }, A.April).RightsOf("1"));
    }

    [Fact]
    public void A_request_holds_to_its_last_day_and_leaves_with_its_reason()
    {
        var grant = new Grant(new EmployeeId("1"), A.Siren, GrantKind.Request, A.Until(A.Day(3, 31)), "申請1");
        var world = Next(A.City(A.Day(3, 31), A.Worker("1")) with { Grants = [grant] }, A.Day(3, 31));
        Assert.Contains(A.Siren, world.RightsOf("1"));
        var removal = Assert.Single((world with { On = A.April }).Plan().Actions);
        Assert.Equal(new Cause.GrantExpired(grant), removal.Because.Cause);
        Assert.DoesNotContain(A.Siren, Next(world, A.April).RightsOf("1"));
    }

    [Fact]
    public void An_account_that_changed_while_the_directory_was_read_makes_no_snapshot()
    {
        var account = new DirectoryAccount(
            Names.AccountNo(1),
            new EmployeeId("1"),
            "1@city.example.jp",
            true,
            AccountAttributes.Empty,
            false
        );
        Assert.Single(Tenant.Snapshot([account, account], [], [], []).Accounts);
        foreach (
            var other in new[]
            {
                account with
                {
                    Enabled = false,
                },
                account with
                {
                    EmployeeId = new EmployeeId("2"),
                },
                account with
                {
                    EmployeeId = null,
                },
            }
        )
            Assert.Throws<InvalidOperationException>(() => Tenant.Snapshot([account, other], [], [], []));
    }
}
