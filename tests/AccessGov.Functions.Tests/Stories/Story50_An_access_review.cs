using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>A quarterly review of the My Number zone: opened, answered by the 課長, taken, read back, and not given back by a rule.</summary>
public sealed class Story50_An_access_review
{
    private static readonly EmployeeId Chief = new("000103"),
        Clerk = new("000102");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_head_removes_is_gone_after_its_day_read_back_and_two_runs_later_still_gone()
    {
        await using var village = await OpenAsync();
        var rights = village.RightsOf(Clerk);
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done).Says("my-number-20260202", "2026-02-23");
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done).Says("すでに開始");
        var items = (await village.RunAsync("review show my-number-20260202 --mine --json", Chief))
            .Ended(ExitCodes.Done)
            .Json.EnumerateArray()
            .ToArray();
        Assert.Contains(items, i => i.GetProperty("worker").GetString() == Clerk.Value);
        Assert.DoesNotContain(items, i => i.GetProperty("worker").GetString() == Chief.Value);
        var right = items.First(i => i.GetProperty("worker").GetString() == Clerk.Value).GetProperty("right").GetString()!;
        Assert.Contains(right, rights);

        await AnswerAsync(village, right, "remove", Chief, ExitCodes.Done);
        await AnswerAsync(village, right, "remove", Clerk, ExitCodes.Refused, "自分の権限");
        await AnswerAsync(village, right, "keep", new EmployeeId("000104"), ExitCodes.Refused, "別の人");
        // Nothing comes of it before it is handed in.
        (await village.RunAsync("plan")).Says("変更はありません");
        (await village.RunAsync("review submit my-number-20260202", Chief))
            .Ended(ExitCodes.Done)
            .Says("受付番号 my-number-20260202-0001", "2026-02-05");
        (await village.RunAsync("review submit my-number-20260202", Chief)).Ended(ExitCodes.Refused);
        (await village.RunAsync("plan")).Says("変更はありません");

        village.MoveTo("2026-02-05");
        await village.DeliverAsync();
        (await village.RunAsync("review list")).Ended(ExitCodes.Done).Says("未反映 1 件、最長 0 日");
        await village.SettleAsync();
        Assert.Equal(rights.Where(r => r != right), village.RightsOf(Clerk));
        await village.RunAgainChangesNothingAsync();
        await village.RunAgainChangesNothingAsync();
        (await village.RunAsync("review list")).Ended(ExitCodes.Done).SaysNot("未反映");
        (await village.RunAsync("review show my-number-20260202")).Says("反映・確認済");
        (await village.RunAsync($"explain {Clerk}")).Ended(ExitCodes.Done).Says("棚卸しにより停止", "利用申請");
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        var told = await RecordScript.AgreesAsync(
            village,
            "report",
            $"report --person {Chief}",
            $"report --person {Clerk}",
            "report --on 2026-02-02"
        );
        Assert.Contains($"{Chief} が my-number-20260202: 提出（", told, StringComparison.Ordinal);
        Assert.Contains("受付番号 my-number-20260202-0001、続ける 0、やめる 1、わからない 0", told, StringComparison.Ordinal);
        Assert.Contains("反映・確認済（対象 1 件", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_decided_takes_it_back_until_its_day_and_nobody_else_does()
    {
        await using var village = await OpenAsync();
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        var right = await FirstRightAsync(village);
        await AnswerAsync(village, right, "remove", Chief, ExitCodes.Done);
        (await village.RunAsync("review submit my-number-20260202", Chief)).Ended(ExitCodes.Done);
        var back = $"review take-back my-number-20260202 {Clerk} {right}";
        (await village.RunAsync(back, VillageStory.Author)).Ended(ExitCodes.Refused).Says("別の人");
        (await village.RunAsync(back, Chief)).Ended(ExitCodes.Done).Says("もう一度");
        // It is decided anew.
        Assert.Contains(
            (await village.RunAsync("review show my-number-20260202 --mine --json", Chief)).Json.EnumerateArray(),
            i => i.GetProperty("worker").GetString() == Clerk.Value && i.GetProperty("right").GetString() == right
        );
        village.MoveTo("2026-02-05");
        await village.DeliverAsync();
        await village.RunAgainChangesNothingAsync();
        Assert.Contains(right, village.RightsOf(Clerk));
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task Whoever_kept_what_should_go_decides_anew_while_the_round_is_open_and_nobody_else_does()
    {
        await using var village = await OpenAsync();
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        var right = await FirstRightAsync(village);
        await AnswerAsync(village, right, "keep", Chief, ExitCodes.Done);
        (await village.RunAsync("review submit my-number-20260202", Chief)).Ended(ExitCodes.Done);
        await AnswerAsync(village, right, "remove", Chief, ExitCodes.Refused);
        var back = $"review take-back my-number-20260202 {Clerk} {right}";
        (await village.RunAsync(back, VillageStory.Author)).Ended(ExitCodes.Refused).Says("別の人");
        (await village.RunAsync(back, Chief)).Ended(ExitCodes.Done).Says("もう一度");
        (await village.RunAsync(back, Chief)).Ended(ExitCodes.Refused).Says("取り消せる回答はありません");
        // What was taken back is not handed in by itself: it waits for an answer.
        (await village.RunAsync("review submit my-number-20260202", Chief)).Ended(ExitCodes.Refused);
        await AnswerAsync(village, right, "remove", Chief, ExitCodes.Done);
        (await village.RunAsync("review submit my-number-20260202", Chief)).Ended(ExitCodes.Done).Says("0003");
        village.MoveTo("2026-02-05");
        await village.DeliverAsync();
        await village.SettleAsync();
        Assert.DoesNotContain(right, village.RightsOf(Clerk));
        await village.RunAgainChangesNothingAsync();
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        await RecordScript.AgreesAsync(village, "report", $"report --person {Clerk}");
    }

    [Fact]
    public async Task What_was_opened_again_and_not_answered_is_silence_at_the_end()
    {
        await using var village = await OpenAsync();
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        var right = await FirstRightAsync(village);
        await AnswerAsync(village, right, "keep", Chief, ExitCodes.Done);
        (await village.RunAsync("review submit my-number-20260202", Chief)).Ended(ExitCodes.Done);
        (await village.RunAsync($"review take-back my-number-20260202 {Clerk} {right}", Chief)).Ended(ExitCodes.Done);
        foreach (var day in new[] { "2026-02-16", "2026-02-24" })
        {
            village.MoveTo(day);
            await village.DeliverAsync();
            using var installation = village.Open();
            await installation.RefreshAsync(new Actor.Trigger("test"), Ct);
            await ReviewNightly.RunAsync(installation.Workspace, new Actor.Trigger("ReconcileNightly"), Ct);
        }
        using var end = village.Open();
        var book = await ReviewBook.ReadAsync(end.Workspace, Ct);
        var state = await book.StateAsync(end.Workspace, book.Find("my-number-20260202")!, Ct);
        Assert.False(state.Round.IsOpen);
        Assert.True(state.LastOf(new(Clerk, new(right))) is ({ By: null }, _));
    }

    [Fact]
    public async Task Silence_takes_what_was_shown_a_week_before_and_never_the_last_holder()
    {
        await using var village = await OpenAsync();
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        var before = village.Staff.Keys.ToDictionary(id => id, village.RightsOf);
        foreach (var day in new[] { "2026-02-15", "2026-02-16", "2026-02-23", "2026-02-24" })
        {
            village.MoveTo(day);
            await village.DeliverAsync();
            using var installation = village.Open();
            await installation.RefreshAsync(new Actor.Trigger("test"), Ct);
            await ReviewNightly.RunAsync(installation.Workspace, new Actor.Trigger("ReconcileNightly"), Ct);
            var round = (await ReviewBook.ReadAsync(installation.Workspace, Ct)).Find("my-number-20260202")!;
            Assert.Equal(day == "2026-02-15" ? null : new DateOnly(2026, 2, 16), round.ToldOn);
            Assert.Equal(day != "2026-02-24", round.IsOpen);
            Assert.Equal(day == "2026-02-24", (await ReviewBook.ReadAsync(installation.Workspace, Ct)).Removals.Count > 0);
        }
        (await village.RunAsync("incidents")).SaysNot("このまま回答がないと");
        (await village.RunAsync("incidents --all")).Says("このまま回答がないと");
        await village.SettleAsync();
        var reviewed = village.Policy.Reviews.First(r => r.Id.Value == "my-number").Rights.Select(r => r.Value).ToHashSet();
        foreach (var right in before.Values.SelectMany(r => r).Distinct())
        {
            var (held, holds) = (
                before.Count(b => b.Value.Contains(right)),
                village.Staff.Keys.Count(id => village.RightsOf(id).Contains(right))
            );
            Assert.Equal(reviewed.Contains(right) ? 1 : held, holds);
        }
        await village.RunAgainChangesNothingAsync();
    }

    private static async Task<VillageStory> OpenAsync() =>
        await VillageStory.SettledAsync(before: v => v.Change("000103", w => w with { Postings = [w.Postings[0] with { Post = "課長" }] }));

    private static async Task<string> FirstRightAsync(VillageStory village) =>
        (await village.RunAsync("review show my-number-20260202 --mine --json", Chief))
            .Json.EnumerateArray()
            .First(i => i.GetProperty("worker").GetString() == Clerk.Value)
            .GetProperty("right")
            .GetString()!;

    private static async Task AnswerAsync(VillageStory village, string right, string choice, EmployeeId by, int code, string says = "") =>
        (await village.RunAsync($"review answer my-number-20260202 {Clerk} {right} {choice}", by)).Ended(code).Says(says);
}
