using AccessGov.App.Failures;
using Microsoft.Data.Sqlite;

namespace AccessGov.App.Storage.Sqlite;

/// <summary>SQLite's result codes (sqlite.org/rescode.html) as outside failures; null where the code means a bug of ours.</summary>
internal static class SqliteFailures
{
    public static OutsideFailure? Classify(SqliteException e) =>
        e.SqliteErrorCode switch
        {
            // 15: two programs meet while one recovers the log of a third that was killed.
            5 or 6 or 15 => new OutsideFailure.Transient("store-busy"),
            13 => new OutsideFailure.Permanent("disk-full"),
            10 => new OutsideFailure.Permanent("disk-faulty"),
            3 or 8 or 14 or 23 => new OutsideFailure.Permanent("store-forbidden"),
            11 or 26 => new OutsideFailure.Permanent("store-damaged"),
            _ => null,
        };

    public static string Damaged(string path) => $"The store '{path}' is damaged or is no SQLite file. Restore it from the backup.";

    public static string Message(SqliteException e, string path) =>
        e.SqliteErrorCode switch
        {
            5 or 6 or 15 => $"The store '{path}' is locked by another process; nothing was written.",
            13 => $"There is no room left for the store '{path}'; nothing was written. Free disk space, then run again.",
            10 => $"The disk failed under the store '{path}' (SQLite {e.SqliteExtendedErrorCode}). Check the disk and the system log.",
            11 or 26 => Damaged(path),
            _ =>
                $"The store '{path}' may not be opened or written (SQLite {e.SqliteExtendedErrorCode}). Check the owner and rights of "
                    + $"the file and its folder.",
        };
}
