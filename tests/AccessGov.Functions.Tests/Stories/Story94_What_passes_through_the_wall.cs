using System.Text;
using AccessGov.App.Personnel;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// The My Number zone has no line to anybody. Who works where comes by a medium with a paper; what was done goes back the same way; and
/// whatever else somebody carries in is refused, each with its own words.
/// </summary>
public sealed class Story94_What_passes_through_the_wall
{
    private static readonly EmployeeId Clerk = new("000102");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task People_are_governed_behind_the_wall_by_what_is_carried_in_and_what_was_done_is_carried_out()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        var (a, b) = (nodes.A, nodes.B);
        var first = await nodes.ExportAsync(a);
        Assert.DoesNotContain("須坂　000102", Encoding.UTF8.GetString(await File.ReadAllBytesAsync(first, Ct)), StringComparison.Ordinal);
        (await TwoNodes.ImportAsync(b, first, "check")).Ended(ExitCodes.Done).Says("取り込めます");
        (await b.RunAsync("transfer status")).Ended(ExitCodes.Done).Says("まだありません");
        (await TwoNodes.ImportAsync(b, first)).Ended(ExitCodes.Done).Says("1 号", "取り込みました");
        await b.SettleAsync();
        Assert.Contains("tax-levy", b.RightsOf(Clerk));

        nodes.MoveTo("2026-02-10");
        await a.OneMovesAndOneLeavesAsync();
        (await TwoNodes.ImportAsync(b, await nodes.ExportAsync(a))).Ended(ExitCodes.Done);
        await b.SettleAsync();
        Assert.Contains("juki-update", b.RightsOf(Clerk));
        Assert.DoesNotContain("tax-levy", b.RightsOf(Clerk));
        Assert.False(b.Account(new("000105")).AccountEnabled);

        var back = await nodes.ExportAsync(b);
        (await TwoNodes.ImportAsync(a, back)).Ended(ExitCodes.Done);
        (await a.RunAsync("transfer told mynumber"))
            .Ended(ExitCodes.Done)
            .Says("マイナンバー系の権限をもつ人", "000102", "juki-update", "はい")
            .SaysNot("True");
        (await a.RunAsync("transfer status")).Ended(ExitCodes.Done).Says("相手は 2 号まで受け取った");
        await b.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task What_nobody_should_carry_in_is_refused_by_its_own_name_and_told()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        var (a, b) = (nodes.A, nodes.B);
        var first = await nodes.ExportAsync(a);
        var second = await nodes.ExportAsync(a);
        var third = await nodes.ExportAsync(a);

        await RefusedAsync(b, second, "2 号より前の 1 号が届いていません");
        (await TwoNodes.ImportAsync(b, first)).Ended(ExitCodes.Done);
        await RefusedAsync(b, first, "すでに取り込みました");
        var altered = await File.ReadAllBytesAsync(second, Ct);
        altered[^10] ^= 1;
        await RefusedAsync(b, await ChangedAsync(nodes, altered), "署名されたものと違います");
        await RefusedAsync(b, await ChangedAsync(nodes, altered[..^1]), "長さが違います");
        await RefusedAsync(b, await ChangedAsync(nodes, "職員番号,氏名\n"u8.ToArray()), "受渡しファイルではありません");

        // Somebody else signs under the name that is believed.
        await using var other = await TwoNodes.OpenAsync();
        await other.ExportAsync(other.A);
        await RefusedAsync(b, await other.ExportAsync(other.A), "ノード一覧にない署名");

        // A was put back from a backup, and makes number 3 once more.
        File.Move(third, third + ".lost");
        File.Delete(first);
        File.Delete(Path.ChangeExtension(first, ".html"));
        (await TwoNodes.ImportAsync(b, second)).Ended(ExitCodes.Done);
        (await TwoNodes.ImportAsync(b, third + ".lost")).Ended(ExitCodes.Done);
        await Forger.EditAsync(a, "transfers", "sent:mynumber", _ => null);
        var again = await nodes.ExportAsync(a, "");
        await RefusedAsync(b, again, "中身の違う別のファイルがあります");

        nodes.MoveTo("2026-02-10");
        Assert.Contains("transfer-refused", (await b.RunAsync("incidents --json")).Text, StringComparison.Ordinal);
        (await b.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task One_that_was_long_on_its_way_is_refused_and_one_that_was_lost_is_written_again()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        var (a, b) = (nodes.A, nodes.B);
        (await TwoNodes.ImportAsync(b, await nodes.ExportAsync(a))).Ended(ExitCodes.Done);
        var second = await nodes.ExportAsync(a);
        File.Delete(second);
        var again = await nodes.ExportAsync(a, " --again 2");
        Assert.Equal(second, again);
        nodes.MoveTo("2026-02-17");
        await RefusedAsync(b, again, "14 日）が切れています");
        // The number is lost for good: two people at B say with which one it goes on.
        var third = await nodes.ExportAsync(a);
        await RefusedAsync(b, third, "3 号より前の 2 号が届いていません");
        await nodes.BelieveAsync(atB: p => p["takesFrom"] = 3);
        (await TwoNodes.ImportAsync(b, third)).Ended(ExitCodes.Done);
        (await TwoNodes.ImportAsync(b, await nodes.ExportAsync(a))).Ended(ExitCodes.Done);
        await b.SettleAsync();
        Assert.Equal(Clerk.Value, b.Account(Clerk).DisplayName);
    }

    [Fact]
    public async Task Whoever_goes_on_with_an_older_package_puts_nothing_over_a_newer_one()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        for (var i = 0; i < 2; i++)
            (await TwoNodes.ImportAsync(nodes.B, await nodes.ExportAsync(nodes.A))).Ended(ExitCodes.Done);
        using var installation = nodes.B.Open();
        var workspace = installation.Workspace;
        async Task<int> KeysAsync() => ((Known<IReadOnlyList<KeyFact>>.Whole)await ImportList.KnownKeysAsync(workspace, Ct)).Facts.Count;
        var before = await KeysAsync();
        Assert.True(before > 0);
        NodePart Part(long number) => new(workspace, new Actor.Application("node:lgwan"), number);
        await ImportList.OfNodeAsync(Part(1), new List<KeyFact>(), Ct);
        Assert.Equal(before, await KeysAsync());
        await ImportList.OfNodeAsync(Part(2), new List<KeyFact>(), Ct);
        Assert.Equal(0, await KeysAsync());

        // A third one, while a fourth has begun: nothing of it is taken, and nobody is told that it was.
        var third = await nodes.ExportAsync(nodes.A);
        await Part(4).BeginAsync(Ct);
        await RefusedAsync(nodes.B, third, "より新しい号を取り込みました");
    }

    private static async Task RefusedAsync(VillageStory at, string file, string why)
    {
        var before = await at.StateTextAsync("hr");
        (await TwoNodes.ImportAsync(at, file)).Ended(ExitCodes.Refused).Says("取り込めません", why);
        Assert.Equal(before, await at.StateTextAsync("hr"));
    }

    private static async Task<string> ChangedAsync(TwoNodes nodes, byte[] content)
    {
        var path = Path.Combine(nodes.Medium, $"{Guid.NewGuid():N}.transfer");
        await File.WriteAllBytesAsync(path, content, Ct);
        return path;
    }
}
