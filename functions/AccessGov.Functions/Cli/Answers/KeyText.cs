using AccessGov.App.Enrolment;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>What became of something that was done to a key, and how a key stands.</summary>
internal static class KeyText
{
    /// <summary>Says it; the exit code tells whether it was done.</summary>
    public static async Task<int> ShowAsync(Session session, KeyDecision decision, CancellationToken ct)
    {
        switch (decision)
        {
            case KeyDecision.Refused(var why):
                return Refuse(session, why);
            case KeyDecision.Already:
                session.Say(session.UiTexts["Cli.KeyAlready"]);
                return ExitCodes.Done;
            case KeyDecision.Done(var happened):
                var ticket = happened switch
                {
                    KeyEvent.TicketIssued(_, var issued) => issued,
                    KeyEvent.TicketConfirmed(_, var id, _, _) => await KeyRegister.FindAsync(session.Workspace, id, ct),
                    _ => null,
                };
                if (session.IsJson)
                    session.WriteJson(happened);
                else
                    session.Say(
                        session.UiTexts.Of(
                            $"Cli.KeySaid.{KeyEventCodes.Of(happened)}",
                            happened.Serial,
                            ticket?.Person
                                ?? (happened as KeyEvent.HandedOut)?.Person
                                ?? (happened as KeyEvent.WasEnrolled)?.Person
                                ?? default,
                            ticket?.Id.Value ?? "",
                            session.Workspace.Local(ticket?.ValidUntil ?? session.Workspace.Now)
                        )
                    );
                return ExitCodes.Done;
            case var other:
                throw new InvalidOperationException(other.GetType().Name);
        }
    }

    /// <summary>Says why not.</summary>
    public static int Refuse(Session session, Refusal why) =>
        session.Complain(
            session.UiTexts.Of("Cli.KeyRefused", session.Text.Of(why)),
            why.Code is "key-unknown" or "ticket-unknown" or "key-holder-unknown" ? ExitCodes.NotFound : ExitCodes.Refused
        );

    /// <summary>A key on one line.</summary>
    public static string LineOf(Session session, SecurityKey key) =>
        session.UiTexts.Of(
            "Cli.KeyLine",
            key.Serial,
            key.Model,
            session.UiTexts[$"Cli.KeyState.{KeyStateCodes.Of(key.State)}"],
            key.Since,
            key.Holder?.Value ?? session.UiTexts["Cli.KeyInStock"]
        );
}
