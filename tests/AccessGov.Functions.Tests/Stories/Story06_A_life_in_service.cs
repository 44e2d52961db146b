using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>Joining, moving, absence, return, leaving and coming back.</summary>
public sealed class Story06_A_life_in_service
{
    private static readonly EmployeeId Joiner = new("000107"),
        Mover = new("000102"),
        Leaver = new("000106"),
        Again = new("000150");

    [Fact]
    public async Task A_joiner_of_April_is_prepared_in_March_and_enabled_on_the_first_day()
    {
        await using var village = await VillageStory.SettledAsync("2026-03-16");
        village.Put(VillageStory.Regular(Joiner.Value, "mayor", VillageStory.TaxOffice, "2026-04-01"));
        await village.DeliverAsync("mayor");
        (await village.RunAsync("plan")).Ended(ExitCodes.Done).Says("変更はありません");
        (await village.RunAsync("plan --as-of 2026-04-01 --all"))
            .Ended(ExitCodes.Done)
            .Says("アカウントを作成", "「税（課税）」を付与", "採用 2026-04-01");
        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Refused).Says("日先の計画です");
        Assert.Empty(village.Tenant.Directory.FindByEmployeeId(Joiner.Value));

        village.MoveTo("2026-03-20");
        await village.SettleAsync();
        Assert.Equal((false, 0), (village.Account(Joiner).AccountEnabled, village.RightsOf(Joiner).Count));
        village.MoveTo("2026-04-01");
        await village.SettleAsync();
        Assert.True(village.Account(Joiner).AccountEnabled);
        Assert.Contains("tax-levy", village.RightsOf(Joiner));
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task A_mover_keeps_the_old_LGWAN_right_for_seven_days_and_the_old_My_Number_right_not_one()
    {
        await using var village = await VillageStory.SettledAsync();
        village.MoveTo("2026-02-10");
        Assert.Contains("maps", village.RightsOf(Mover));
        village.Move(Mover.Value, VillageStory.Residents, "2026-02-10");
        await village.DeliverAsync();
        await village.SettleAsync();
        Assert.Contains("maps", village.RightsOf(Mover));
        Assert.Contains("juki-update", village.RightsOf(Mover));
        Assert.DoesNotContain("tax-levy", village.RightsOf(Mover));
        village.MoveTo("2026-02-16");
        await village.RunAgainChangesNothingAsync();
        village.MoveTo("2026-02-17");
        await village.SettleAsync();
        Assert.DoesNotContain("maps", village.RightsOf(Mover));
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task A_leaver_works_until_the_last_day_and_has_nothing_on_the_day_after()
    {
        await using var village = await VillageStory.SettledAsync();
        village.Leave(Leaver.Value, "2026-02-03");
        await village.DeliverAsync();
        village.MoveTo("2026-02-03");
        await village.RunAgainChangesNothingAsync();
        Assert.True(village.Account(Leaver).AccountEnabled);
        village.MoveTo("2026-02-04");
        await village.SettleAsync();
        Assert.Equal((false, 0), (village.Account(Leaver).AccountEnabled, village.RightsOf(Leaver).Count));
        Assert.NotNull(village.Account(Leaver).SessionsRevokedAt);
        await village.RunAgainChangesNothingAsync();
        village.MoveTo("2027-02-05");
        await village.DeliverAsync();
        (await village.RunAsync("plan --worker 000106")).Ended(ExitCodes.Done).Says("アカウントを削除", "承認が必要");
    }

    [Fact]
    public async Task Somebody_dismissed_at_once_is_out_at_once()
    {
        await using var village = await VillageStory.SettledAsync();
        village.Leave(Leaver.Value, "2026-03-31", atOnce: true);
        await village.DeliverAsync("mayor");
        await village.SettleAsync(" --worker 000106");
        Assert.Equal((false, 0), (village.Account(Leaver).AccountEnabled, village.RightsOf(Leaver).Count));
        Assert.NotNull(village.Account(Leaver).SessionsRevokedAt);
        await village.RunAgainChangesNothingAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_fiscal_year_term_goes_on_only_with_a_row_for_1_April(bool renewed)
    {
        var id = new EmployeeId("000160");
        await using var village = await VillageStory.SettledAsync(
            "2026-03-30",
            before: v =>
                v.Put(VillageStory.Hired(id.Value, "mayor", VillageStory.Crafts, EmploymentKind.FiscalYear, "2025-04-01", "2026-03-31"))
        );
        village.MoveTo("2026-04-01");
        if (renewed)
            village.Change(
                id.Value,
                w =>
                    w with
                    {
                        Employments =
                        [
                            .. w.Employments,
                            new Employment(
                                EmploymentKind.FiscalYear,
                                new DateSpan(VillageStory.Day("2026-04-01"), VillageStory.Day("2027-03-31"))
                            ),
                        ],
                        Postings =
                        [
                            w.Postings[0] with
                            {
                                Days = w.Postings[0].Days with { Until = VillageStory.Day("2026-03-31") },
                            },
                            w.Postings[0] with
                            {
                                Days = new DateSpan(VillageStory.Day("2026-04-01"), null),
                            },
                        ],
                    }
            );
        else
            village.Announced.Add($"{id},任期満了,2026-03-31,");
        await village.DeliverAsync();
        if (!renewed)
            (await village.RunAsync("plan --all")).Ended(ExitCodes.Done).Says("会計年度任用が 2026-03-31 で終了し、継続の発令がありません");
        await village.SettleAsync();
        Assert.Equal(renewed, village.Account(id).AccountEnabled);
        Assert.Equal(renewed, village.RightsOf(id).Count > 0);
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task Leave_takes_everything_and_return_gives_exactly_that_back()
    {
        await using var village = await VillageStory.SettledAsync();
        var before = village.RightsOf(Mover);
        village.MoveTo("2026-02-10");
        village.Change(
            Mover.Value,
            w =>
                w with
                {
                    Leaves = [new Leave(LeaveKind.Childcare, new DateSpan(VillageStory.Day("2026-02-10"), VillageStory.Day("2026-02-20")))],
                }
        );
        village.Announced.Add($"{Mover},育児休業,2026-02-10,");
        await village.DeliverAsync();
        await village.SettleAsync();
        Assert.Equal((false, 0), (village.Account(Mover).AccountEnabled, village.RightsOf(Mover).Count));
        village.MoveTo("2026-02-21");
        await village.SettleAsync();
        Assert.True(village.Account(Mover).AccountEnabled);
        Assert.Equal(before, village.RightsOf(Mover));
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task Somebody_hired_again_under_a_new_number_keeps_the_account()
    {
        await using var village = await VillageStory.SettledAsync("2026-03-31", before: v => v.Leave(Leaver.Value, "2026-03-31"));
        var account = village.Account(Leaver).Id;
        village.MoveTo("2026-04-01");
        village.Put(
            VillageStory.Hired(Again.Value, "mayor", VillageStory.Crafts, EmploymentKind.Reappointed, "2026-04-01", "2027-03-31") with
            {
                FormerId = Leaver,
            }
        );
        await village.DeliverAsync();
        await village.SettleAsync();
        Assert.Equal(account, village.Account(Again).Id);
        Assert.Empty(village.Tenant.Directory.FindByEmployeeId(Leaver.Value));
        Assert.True(village.Account(Again).AccountEnabled);
        Assert.Contains("groupware", village.RightsOf(Again));
        await village.RunAgainChangesNothingAsync();
    }
}
