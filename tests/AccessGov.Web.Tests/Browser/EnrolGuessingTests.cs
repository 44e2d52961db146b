using System.Net;
using System.Text.RegularExpressions;
using AccessGov.App.Texts;
using AccessGov.Core.Enrolment;
using AccessGov.Sandbox.Identity;
using static AccessGov.Web.Tests.Browser.KeyCounter;

namespace AccessGov.Web.Tests.Browser;

/// <summary>What somebody who guesses learns of the form that asks for a ticket and a serial.</summary>
public sealed class EnrolGuessingTests
{
    private static readonly UiTexts Ja = new("ja");

    /// <summary>The abuse: somebody types any ticket and one serial after the other, and reads off who has which key.</summary>
    [Fact]
    public async Task A_wrong_ticket_does_not_tell_which_keys_are_lent_out()
    {
        await using var counter = await OpenAsync();
        await counter.DoneAsync(PortalStage.Operator, new KeyCommand.AddToStock(new KeySerial("5F-0031900"), "Sandbox Key 5", null));
        var ticket = await counter.TicketAsync();
        var (other, page) = await counter.VisitAsync(PortalStage.Operator);
        using var _ = other;
        foreach (var wrong in (string[])["22222222", ticket])
        {
            // Lent to somebody, in stock, known to nobody.
            var said = new HashSet<string>();
            foreach (var serial in (string[])[Serial, "5F-0031900", "9Z-1"])
            {
                var shown = await other.PostFormAsync(page, "/portal/keys/enrol", ("ticket", wrong), ("serial", serial));
                Assert.Contains(Ja.Of("Refusal.ticket-unknown", 0, 1, wrong), TextOf(shown), StringComparison.Ordinal);
                said.Add(TextOf(shown).Replace(serial, "", StringComparison.Ordinal));
                said.Add(WhyOf(await other.PostFormAsync(page, "/portal/keys/enrol/begin", ("ticket", wrong), ("serial", serial))));
            }
            Assert.True(said.Count == 2, string.Join("\n----\n", said));
        }

        static string TextOf(PlainAnswer answer) =>
            Regex.Replace(WebUtility.HtmlDecode(answer.Is(HttpStatusCode.OK).Body), "<input name=\"f\" [^>]*>", "");
    }
}
