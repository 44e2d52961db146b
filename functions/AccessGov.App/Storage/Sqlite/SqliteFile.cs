using System.Collections.Concurrent;
using AccessGov.App.Failures;
using AccessGov.Core.Kernel;
using Microsoft.Data.Sqlite;

namespace AccessGov.App.Storage.Sqlite;

/// <summary>
/// The one SQLite file of a server: records and queues. Write-ahead log and <c>synchronous=FULL</c>, so what was committed survives
/// a killed process and a lost current. Writers of this process queue up here; writers of other processes wait for SQLite's lock.
/// </summary>
public sealed class SqliteFile : IDisposable
{
    // "AGov" in ASCII: tells our files from any other program's.
    private const int ApplicationId = 0x41476F76;
    private const int SchemaVersion = 1;
    private const int BusySeconds = 10;

    // Every command opens the file; a larger one is looked through when 'serve' starts.
    private const long LookedAtWhole = 16L << 20;
    private const string Schema = """
        CREATE TABLE record (partition TEXT NOT NULL, row TEXT NOT NULL, version INTEGER NOT NULL, json BLOB NOT NULL,
            PRIMARY KEY (partition, row)) STRICT;
        CREATE TABLE commits (last INTEGER NOT NULL) STRICT;
        INSERT INTO commits VALUES (0);
        CREATE TABLE message (number INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, body TEXT NOT NULL, visible INTEGER NOT NULL,
            hold INTEGER NOT NULL, received INTEGER NOT NULL, inserted INTEGER NOT NULL) STRICT;
        CREATE INDEX message_due ON message (queue, visible, number);
        """;

    // As many as ever read at once; each holds up to 2 MB of pages.
    private const int MostKept = 8;

    private readonly string _connection;
    private readonly string[] _settings;
    private readonly ConcurrentBag<KeptConnection> _kept = [];
    private readonly SemaphoreSlim _writer = new(1, 1);
    private volatile bool _isClosed;

    private SqliteFile(string path, int? maxPages, SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate)
    {
        FullPath = path;
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            DefaultTimeout = BusySeconds,
            Mode = mode,
            Pooling = false,
        };
        _connection = connection.ToString();
        // busy_timeout comes first: switching to WAL takes a lock too. Every setting but WAL belongs to the connection.
        _settings =
        [
            $"PRAGMA busy_timeout={BusySeconds * 1000}; PRAGMA synchronous=FULL; PRAGMA cell_size_check=ON; PRAGMA secure_delete=ON;",
            .. mode == SqliteOpenMode.ReadOnly ? Array.Empty<string>() : ["PRAGMA journal_mode=WAL"],
            .. maxPages is { } pages ? [$"PRAGMA max_page_count={pages}"] : Array.Empty<string>(),
        ];
    }

    /// <summary>Where the file lies.</summary>
    public string FullPath { get; }

    /// <summary>Opens the file, or makes it, readable by its owner alone: it holds personal data.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxPages">Most pages (4 KiB each) it may have; null for no bound but the disk's.</param>
    /// <exception cref="OutsideFailureException">It cannot be opened, is another program's, or was made by a newer version.</exception>
    public static SqliteFile Open(string path, int? maxPages = null)
    {
        var file = new SqliteFile(Path.GetFullPath(path), maxPages);
        try
        {
            OwnerOnly.MakeFolder(Path.GetDirectoryName(file.FullPath)!);
            var create = OwnerOnly.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
            using (new FileStream(file.FullPath, create)) { }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Classified(e, Wording.Of("Outside.store-unopened", file.FullPath));
        }
        try
        {
            file.Write(file.Prepare);
            if (new FileInfo(file.FullPath).Length <= LookedAtWhole)
                file.RefuseDamaged();
        }
        catch
        {
            file.Dispose();
            throw;
        }
        return file;
    }

    /// <summary>
    /// Opens the file to be looked at: SQLite itself refuses every write, and no file is made but the two of the log that readers share.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>Null when there is none, or an empty one.</returns>
    /// <exception cref="OutsideFailureException">It cannot be opened, is another program's, or was made by a newer version.</exception>
    public static SqliteFile? Look(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
            return null;
        var file = new SqliteFile(Path.GetFullPath(path), null, SqliteOpenMode.ReadOnly);
        try
        {
            if (!file.Read(file.IsOurs))
            {
                file.Dispose();
                return null;
            }
            if (new FileInfo(file.FullPath).Length <= LookedAtWhole)
                file.RefuseDamaged();
        }
        catch
        {
            file.Dispose();
            throw;
        }
        return file;
    }

    /// <summary>Looks through the whole file, which takes a second a gigabyte or so.</summary>
    /// <exception cref="OutsideFailureException">It is damaged.</exception>
    public void RefuseDamaged()
    {
        if (Read(connection => connection.OnceScalar("PRAGMA quick_check(1)") as string) is not "ok")
            throw new OutsideFailureException(new OutsideFailure.Permanent("store-damaged"), SqliteFailures.Damaged(FullPath));
    }

    /// <summary>What SQLite's own check finds wrong with the file; empty when it is sound. Reads the whole file.</summary>
    public IReadOnlyList<string> IntegrityFaults() =>
        Read(connection =>
        {
            using var reader = connection.Command("PRAGMA integrity_check").ExecuteReader();
            var faults = new List<string>();
            while (reader.Read())
                faults.Add(reader.GetString(0));
            return faults is ["ok"] ? [] : faults;
        });

    /// <summary>Closes the connections that are kept open for reuse.</summary>
    public void Dispose()
    {
        _isClosed = true;
        CloseKept();
        _writer.Dispose();
    }

    internal T Read<T>(Func<KeptConnection, T> read)
    {
        try
        {
            var connection = _kept.TryTake(out var kept) ? kept : new KeptConnection(_connection, _settings);
            try
            {
                var result = read(connection);
                GiveBack(connection);
                return result;
            }
            catch
            {
                // Nobody knows in what state it is; closing it rolls back what was begun.
                connection.Dispose();
                throw;
            }
        }
        catch (SqliteException e) when (SqliteFailures.Classify(e) is { } kind)
        {
            throw new OutsideFailureException(kind, SqliteFailures.Message(e, FullPath), e);
        }
    }

    /// <summary>Runs one write transaction; it is committed when <paramref name="write"/> says so, and rolled back otherwise.</summary>
    internal async Task<T> WriteAsync<T>(Func<KeptConnection, (bool Commit, T Result)> write, CancellationToken cancellation)
    {
        await _writer.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return Write(write);
        }
        finally
        {
            _writer.Release();
        }
    }

    private T Write<T>(Func<KeptConnection, (bool Commit, T Result)> write) =>
        Read(connection =>
        {
            connection.Run("BEGIN IMMEDIATE");
            var (commit, result) = write(connection);
            connection.Run(commit ? "COMMIT" : "ROLLBACK");
            return result;
        });

    private void GiveBack(KeptConnection connection)
    {
        if (_kept.Count >= MostKept)
        {
            connection.Dispose();
            return;
        }
        _kept.Add(connection);
        // Closed meanwhile: whoever comes last closes what is left.
        if (_isClosed)
            CloseKept();
    }

    private void CloseKept()
    {
        while (_kept.TryTake(out var connection))
            connection.Dispose();
    }

    private (bool, bool) Prepare(KeptConnection connection)
    {
        if (IsOurs(connection))
            return (false, true);
        connection.Once(Schema);
        connection.Once($"PRAGMA application_id={ApplicationId}; PRAGMA user_version={SchemaVersion};");
        return (true, true);
    }

    /// <summary>True for a store of ours, false for a file in which nothing is yet; any other is refused.</summary>
    private bool IsOurs(KeptConnection connection)
    {
        var (owner, version) = (Number(connection, "PRAGMA application_id"), Number(connection, "PRAGMA user_version"));
        if (owner == ApplicationId && version == SchemaVersion)
            return true;
        if (owner == ApplicationId)
            throw new OutsideFailureException(
                new OutsideFailure.Permanent("store-newer"),
                Wording.Of("Outside.store-newer", FullPath, version, SchemaVersion)
            );
        if (owner != 0 || Number(connection, "SELECT count(*) FROM sqlite_schema") != 0)
            throw new OutsideFailureException(new OutsideFailure.Permanent("store-foreign"), Wording.Of("Outside.store-foreign", FullPath));
        return false;
    }

    private static long Number(KeptConnection connection, string sql) => (long)connection.OnceScalar(sql)!;
}
