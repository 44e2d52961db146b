using AccessGov.App.Enrolment;
using AccessGov.Core.Kernel;
using Microsoft.AspNetCore.Mvc;

namespace AccessGov.Web.Pages.Keys;

/// <summary>What pages say when a key did not do.</summary>
internal static class KeyWords
{
    /// <summary>An answer to a script: why it does not go on.</summary>
    public static JsonResult Not(Notice why) => new(why) { StatusCode = StatusCodes.Status409Conflict };

    /// <summary>The own key was not proved once more.</summary>
    public static Notice NotProved(PortalContext here, Refusal why) =>
        Notice.Refused(here.Ui["Portal.KeyNotProved"], SentenceOf(here, why));

    /// <summary>Why, with the step that refused where an answer was refused.</summary>
    public static string SentenceOf(PortalContext here, Refusal why) =>
        here.Sentence(
            why.Code == "key-answer-refused"
                ? here.Ui.Of("Refusal.key-answer-refused", why.Number, why.Limit, here.Ui[$"Ceremony.{why.Subject}"])
                : here.Text.Of(why)
        );

    /// <summary>Whether somebody does what matters with a key, and whether there is none to do it with: both are never true.</summary>
    public static async Task<(bool Asks, bool Lacks)> AsksAsync(PortalContext here, CancellationToken ct) =>
        await ProveKey.LacksAsync(here.Workspace, here.Me.Id, ct)
            ? (false, true)
            : (await ProveKey.IsAskedAsync(here.Workspace, here.Me.Id, ct), false);

    /// <summary>Takes the proof for what is about to be done: null when it may go on.</summary>
    public static async Task<Notice?> UseAsync(PortalContext here, CancellationToken ct) =>
        await ProveKey.UseAsync(here.Workspace, here.Session, here.Me.Id, ct) is { } why
            ? Notice.Refused(here.Ui["Portal.KeyNotProved"], here.Sentence(here.Text.Of(why)))
            : null;
}
