namespace AccessGov.Core.Directory;

/// <summary>
/// What the product remembers of accounts (<see cref="AccountPast"/>). An account that is not in it was never seen shut. What follows from
/// it counts from what was seen or done, never from what a file tells.
/// </summary>
public sealed class AccountHistory
{
    private readonly Dictionary<Guid, AccountPast> pasts;

    /// <summary>Makes a history.</summary>
    /// <param name="pasts">What is remembered, once an account.</param>
    public AccountHistory(IEnumerable<AccountPast> pasts) => this.pasts = pasts.ToDictionary(p => p.ObjectId);

    /// <summary>Nothing is remembered: an installation on its first day.</summary>
    public static AccountHistory Empty { get; } = new([]);

    /// <summary>What is remembered of an account, or null.</summary>
    /// <param name="account">Its object id.</param>
    public AccountPast? Find(Guid account) => pasts.GetValueOrDefault(account);

    /// <summary>Since when, and by whom, an account that was just read as shut is shut.</summary>
    /// <param name="account">The account, disabled.</param>
    /// <param name="on">The day it was read.</param>
    public AccountPast OfShut(DirectoryAccount account, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(account);
        var before = Find(account.ObjectId);
        return AccountPast.Seen(before, account, on) ?? before ?? new AccountPast(account.ObjectId, false, on, false);
    }

    /// <summary>What is newly to be remembered after a read: accounts that carry a number and were shut or opened since.</summary>
    /// <param name="snapshot">What was read.</param>
    /// <param name="on">The day it was read.</param>
    public IReadOnlyList<AccountPast> News(DirectorySnapshot snapshot, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var news = new List<AccountPast>();
        foreach (var account in snapshot.Accounts)
            if (account.EmployeeId is not null && AccountPast.Seen(Find(account.ObjectId), account, on) is { } changed)
                news.Add(changed);
        return news;
    }

    /// <summary>The same with some of it replaced.</summary>
    /// <param name="news">What is newly remembered.</param>
    public AccountHistory With(IEnumerable<AccountPast> news)
    {
        var all = new Dictionary<Guid, AccountPast>(pasts);
        foreach (var past in news)
            all[past.ObjectId] = past;
        return new AccountHistory(all.Values);
    }
}
