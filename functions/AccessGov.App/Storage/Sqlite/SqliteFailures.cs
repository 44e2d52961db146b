using AccessGov.App.Failures;
using AccessGov.Core.Kernel;
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

    public static Wording Damaged(string path) => Wording.Of("Outside.store-damaged", path);

    public static Wording Message(SqliteException e, string path) =>
        e.SqliteErrorCode switch
        {
            5 or 6 or 15 => Wording.Of("Outside.store-busy", path),
            13 => Wording.Of("Outside.store-full", path),
            10 => Wording.Of("Outside.disk-faulty", path, e.SqliteExtendedErrorCode),
            11 or 26 => Damaged(path),
            _ => Wording.Of("Outside.store-forbidden", path, e.SqliteExtendedErrorCode),
        };
}
