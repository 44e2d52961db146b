using AccessGov.App.Failures;
using AccessGov.App.Mailing;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Campaign;
using AccessGov.Core.Desired;

namespace AccessGov.App.Enrolment;

/// <summary>未登録者 as the campaign's pages count them, and to whom of them a mail is due.</summary>
public static class Reminders
{
    /// <summary>Looks; the directory is read when a mail is due to anybody at all.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Everybody who needs a key and has none, by unit and number.</returns>
    /// <exception cref="OutsideFailureException">The directory did not answer whole: nobody is written to on half of it.</exception>
    public static async Task<IReadOnlyList<ReminderLine>> LookAsync(Workspace workspace, CancellationToken ct)
    {
        var desired = await workspace.Present.OfAsync(workspace, ct);
        var history = await MailRows.AllAsync(workspace, MailMatter.Keys, "", ct);
        var lines = new List<ReminderLine>();
        foreach (var person in await MissingKeys.StuckAsync(workspace, null, ct))
        {
            var desire = desired.Facts.Roster.Find(person.Worker) is { } worker ? desired.Of(worker) : null;
            var past = history.GetValueOrDefault(person.Worker, MailHistory.None);
            var at = new ReminderDecider.Case(person.IsUnknown, desire is { Standing: Standing.OnDuty }, desire?.Held is not null, past);
            lines.Add(
                new ReminderLine(
                    person.Worker,
                    person.Unit,
                    desire?.Worker.DisplayName ?? "",
                    ReminderDecider.WhyNot(at, workspace.Now),
                    null,
                    person.InHand is not null,
                    past.MailedAt,
                    past.Times
                )
            );
        }
        if (lines.All(l => l.Why is not null))
            return lines;
        var addresses = await MailAddresses.ReadAsync(workspace, ct);
        return
        [
            .. lines.Select(line =>
                line.Why is null && addresses.Of(line.Worker) is var (why, to) ? line with { Why = why, Address = to } : line
            ),
        ];
    }
}
