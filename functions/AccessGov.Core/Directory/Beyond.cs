using AccessGov.Core.Kernel;

namespace AccessGov.Core.Directory;

/// <summary>What is known of the directory beyond one read of its accounts and groups.</summary>
public sealed record Beyond
{
    /// <summary>Nothing: as on the first day of an installation.</summary>
    public static Beyond Nothing { get; } = new();

    /// <summary>What is remembered of accounts.</summary>
    public AccountHistory Past { get; init; } = AccountHistory.Empty;

    /// <summary>
    /// Accounts that can be restored; null when nobody looked yet, and then a plan that creates somebody is not the last word.
    /// </summary>
    public IReadOnlyList<DeletedAccount>? Deleted { get; init; }

    /// <summary>Accounts outside the vicinity that was read whose number is the worker's, written otherwise.</summary>
    public IReadOnlyList<DirectoryAccount> Alike { get; init; } = [];

    /// <summary>Rights whose group may not be governed (any more), with the code of why.</summary>
    public IReadOnlyDictionary<EntitlementId, string> Ungovernable { get; init; } = new Dictionary<EntitlementId, string>();

    /// <summary>Rights of former policies whose groups still have members.</summary>
    public IReadOnlyList<RetiredRight> Retired { get; init; } = [];

    /// <summary>
    /// The day on which somebody said that the store was restored from a backup, until every source has delivered again: the directory is
    /// newer than what is known. Null mostly.
    /// </summary>
    public DateOnly? RestoredOn { get; init; }

    /// <summary>
    /// By how many days the clock is behind what is known; above 0 nothing is given, because somebody who has left since would get it.
    /// </summary>
    public int DaysBehind { get; init; }
}
