using AccessGov.App.Failures;
using AccessGov.App.Mailing;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Campaign;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Requests;

namespace AccessGov.App.Requests;

/// <summary>
/// Mail to whoever has rights by request that end: two weeks before and three days, one for all that end on a day. None of what was
/// returned, and of what the person has for longer.
/// </summary>
public static class EndingMails
{
    /// <summary>Somebody whose rights end on a day, and whether a mail is due.</summary>
    /// <param name="Worker">Who.</param>
    /// <param name="Unit">所属; null when unknown.</param>
    /// <param name="LastDay">The last day of the rights.</param>
    /// <param name="Rights">How many.</param>
    /// <param name="Why">Why no mail is due; null when one is.</param>
    /// <param name="Address">Where it goes; null when none is due.</param>
    /// <param name="MailedAt">When the person was written to last about this day; null for never.</param>
    /// <param name="Times">How often.</param>
    public sealed record Line(
        EmployeeId Worker,
        OrgCode? Unit,
        DateOnly LastDay,
        int Rights,
        NoMail? Why,
        string? Address,
        DateTimeOffset? MailedAt,
        int Times
    );

    /// <summary>Looks; the directory is read when a mail is due to anybody at all.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="outbox">Says on which days something is sent; null: mail is switched off.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Everybody whose rights end within two weeks, by day and number.</returns>
    /// <exception cref="OutsideFailureException">The directory did not answer whole: nobody is written to on half of it.</exception>
    public static async Task<IReadOnlyList<Line>> LookAsync(Workspace workspace, Outbox? outbox, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var (desired, lines) = (await workspace.Present.OfAsync(workspace, ct), new List<Line>());
        foreach (var day in (await EndingAsync(workspace, outbox, ct)).GroupBy(r => r.Until).OrderBy(d => d.Key))
        {
            var history = await MailRows.AllAsync(workspace, MailMatter.Endings, AboutOf(day.Key), ct);
            foreach (var holder in day.GroupBy(r => r.Subject).OrderBy(h => h.Key))
                lines.Add(LineOf(holder.Key, day.Key, RightsIn(holder), history.GetValueOrDefault(holder.Key, MailHistory.None)));
        }
        if (lines.All(l => l.Why is not null))
            return lines;
        var addresses = await MailAddresses.ReadAsync(workspace, ct);
        return [.. lines.Select(l => l.Why is null && addresses.Of(l.Worker) is var (why, to) ? l with { Why = why, Address = to } : l)];

        Line LineOf(EmployeeId holder, DateOnly until, int rights, MailHistory past)
        {
            var desire = desired.Facts.Roster.Find(holder) is { } worker ? desired.Of(worker) : null;
            var at = new GrantEndingDecider.Case(
                until,
                desire is { Standing: Standing.OnDuty },
                desire?.Held is not null,
                past,
                past.MailedAt is { } mailed ? DateOnly.FromDateTime(workspace.Local(mailed).DateTime) : null
            );
            var why = GrantEndingDecider.WhyNot(at, workspace.Now, workspace.Today, Outbox.HoursOf(outbox).AreOn);
            return new Line(holder, desire?.Org, until, rights, why, null, past.MailedAt, past.Times);
        }
    }

    internal static async Task<IReadOnlyList<RightRequest>> EndingAsync(Workspace workspace, Outbox? outbox, CancellationToken ct) =>
        GrantEndingDecider.Ending((await RequestScenes.NowAsync(workspace, ct)).Ledger, workspace.Today, Outbox.HoursOf(outbox).AreOn);

    internal static int RightsIn(IEnumerable<RightRequest> requests) => requests.Select(r => r.Right).Distinct().Count();

    internal static string AboutOf(DateOnly day) => $"{day:yyyy-MM-dd}";
}
