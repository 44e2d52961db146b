using AccessGov.App.Texts;
using AccessGov.Core.Audit.Notes;
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

    private static TransferPeer Peer(string takes) =>
        new(new NodeName("lgwan"), NoteKey.Ed25519(new NoteName("lgwan"), new byte[32]), [takes], [], false);
}
