using AccessGov.Core.Campaign;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Mails;

/// <summary>Words that every list of people to be written to has.</summary>
internal static class MailWords
{
    /// <summary>Why not, or that a mail is due.</summary>
    public static string Why(Session session, NoMail? why) =>
        why is { } code ? session.UiTexts[$"NoMail.{NoMailCodes.Of(code)}"] : session.UiTexts["Cli.MailGets"];

    /// <summary>When the person was written to last; empty for never.</summary>
    public static string Last(Session session, DateTimeOffset? at, int times) =>
        at is { } then ? session.UiTexts.Of("Cli.MailLast", session.Workspace.Local(then), times) : "";
}
