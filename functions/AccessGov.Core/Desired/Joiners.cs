using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Core.Desired;

/// <summary>
/// Accounts of people who began a short while ago and are seen open: remembered, so that who shuts one of them later is not taken for
/// whoever made it ready.
/// </summary>
public static class Joiners
{
    /// <summary>What is newly to be remembered of them.</summary>
    /// <param name="desired">What should be.</param>
    /// <param name="snapshot">What was read, today.</param>
    /// <param name="past">What is remembered.</param>
    /// <param name="only">The one worker whose vicinity was read; null for everybody.</param>
    public static IReadOnlyList<AccountPast> SeenOpen(
        DesiredState desired,
        DirectorySnapshot snapshot,
        AccountHistory past,
        EmployeeId? only
    )
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(past);
        var news = new List<AccountPast>();
        var roster = desired.Facts.Roster;
        IEnumerable<Worker> looked =
            only is not { } one ? roster.Workers
            : roster.Find(one) is { } found ? [found]
            : [];
        foreach (var worker in looked)
        {
            if (!AccountGrounds.BeganLately(worker, desired.On))
                continue;
            for (var i = snapshot.IndexOf(worker.Id); i >= 0 && i < snapshot.Accounts.Count; i++)
            {
                var account = snapshot.Accounts[i];
                if (account.EmployeeId != worker.Id)
                    break;
                if (account.Enabled && past.Find(account.ObjectId) is null)
                    news.Add(new AccountPast(account.ObjectId, true, desired.On, false, true));
            }
        }
        return news;
    }
}
