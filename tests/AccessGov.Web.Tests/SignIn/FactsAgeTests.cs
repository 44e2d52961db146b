using AccessGov.App.Texts;
using AccessGov.App.Transfers;
using AccessGov.App.Work;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Kernel;
using AccessGov.Core.Transfers;

namespace AccessGov.Web.Tests.SignIn;

/// <summary>Behind a wall every page says of when what it shows of people is.</summary>
public sealed class FactsAgeTests
{
    private static readonly UiTexts Ja = new("ja");

    [Fact]
    public async Task Every_page_says_how_old_what_another_node_told_is()
    {
        await using var stage = await PortalStage.OpenAsync();
        using var visitor = stage.NewVisitor();
        await visitor.SignInAsync(stage.AccountOf(PortalStage.Staff));
        var sentence = Ja.Of("Portal.FactsNone", "lgwan");
        Assert.DoesNotContain(sentence, (await visitor.GetAsync("/portal/me")).Body, StringComparison.Ordinal);
        stage.Believe(Peer("trainings"));
        Assert.DoesNotContain(sentence, (await visitor.GetAsync("/portal/me")).Body, StringComparison.Ordinal);
        stage.Believe(Peer("people:mayor"));
        foreach (var path in (string[])["/portal/me", "/portal/keys"])
            Assert.Contains(sentence, (await visitor.GetAsync(path)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_was_not_in_the_last_package_is_older_than_it()
    {
        await using var stage = await PortalStage.OpenAsync();
        using var visitor = stage.NewVisitor();
        await visitor.SignInAsync(stage.AccountOf(PortalStage.Staff));
        stage.Believe(Peer("people:mayor", "people:water"));
        var now = stage.Workspace.Now;
        await HeardAsync(stage, new() { ["people:mayor"] = new(1, now.AddDays(-9)), ["people:water"] = new(1, now.AddDays(-9)) });
        var page = (await visitor.GetAsync("/portal/me")).Body;
        Assert.Contains("（9 日前）", page, StringComparison.Ordinal);
        Assert.DoesNotContain("lgwan（", page, StringComparison.Ordinal);
        await HeardAsync(stage, new() { ["people:mayor"] = new(1, now.AddDays(-9)), ["people:water"] = new(2, now) });
        page = (await visitor.GetAsync("/portal/me")).Body;
        foreach (var (source, days) in new[] { ("mayor", 9), ("water", 0) })
            Assert.Matches($"lgwan（{stage.Workspace.Policy.NameOf(new SourceId(source))}） から [^<]*（{days} 日前）", page);
    }

    private static async Task HeardAsync(PortalStage stage, Dictionary<string, TransferBook.Heard> heard)
    {
        var commit = await PartitionCommit.OpenAsync(stage.Workspace, Scopes.Transfers, CancellationToken.None);
        Assert.True(await commit.Put(TransferBook.HeardPrefix + "lgwan", heard).CommitAsync(CancellationToken.None));
    }

    private static TransferPeer Peer(params string[] takes) =>
        new(new NodeName("lgwan"), NoteKey.Ed25519(new NoteName("lgwan"), new byte[32]), takes, [], false);
}
