using AccessGov.App.Emergency;
using AccessGov.Core.Safeguards;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>How it stands with sealed accounts.</summary>
internal static class EmergencyText
{
    private const int MostPast = 20;

    public static void Show(Session session, EmergencyBook book)
    {
        var entries = session.Workspace.Policy.ProtectedAccounts.Where(a => a.IsSealed).ToArray();
        var wishes = book.Wishes.Values.Where(w => EmergencyDecider.Stands(w, session.Workspace.Now)).ToArray();
        if (session.IsJson)
        {
            session.WriteJson(
                new
                {
                    accounts = entries.Select(e => new
                    {
                        account = EmergencyBook.NameOf(e.UserPrincipalName!),
                        maxHours = e.MaxHours,
                        note = e.Note,
                    }),
                    asked = wishes,
                    openings = book.Openings,
                }
            );
            return;
        }
        var ui = session.UiTexts;
        if (entries.Length == 0)
            session.Say(ui["Cli.EmergencyNone"]);
        foreach (var entry in entries)
            session.Say(ui.Of("Cli.EmergencyAccount", EmergencyBook.NameOf(entry.UserPrincipalName!), entry.MaxHours, entry.Note));
        foreach (var wish in wishes)
            session.Say(
                ui.Of(
                    "Cli.EmergencyWish",
                    wish.Account,
                    wish.By,
                    Time(session, wish.At),
                    wish.Hours,
                    wish.Reason,
                    Time(session, wish.At + EmergencyDecider.AskedFor)
                )
            );
        foreach (var opening in book.Openings.Reverse().OrderBy(o => o.AwaitsReview ? 0 : 1).Take(MostPast))
            session.Say(
                ui.Of(
                    $"Cli.EmergencyLine.{StateOf(opening)}",
                    opening.Id,
                    opening.Account,
                    opening.Wish.By,
                    opening.AgreedBy,
                    Time(session, opening.AgreedAt),
                    Time(session, opening.EndedAt ?? opening.Until),
                    opening.Wish.Reason,
                    opening.ReviewedBy,
                    opening.Result
                )
            );
    }

    private static string StateOf(EmergencyOpening opening) =>
        opening.FailedAt is not null ? "failed"
        : opening.ReviewedAt is not null ? "reviewed"
        : opening.EndedAt is not null ? "ended"
        : opening.ClosingAt is not null ? "closing"
        : opening.OpenedAt is not null ? "open"
        : "intended";

    private static string Time(Session session, DateTimeOffset at) => $"{session.Workspace.Local(at):yyyy-MM-dd HH:mm}";
}
