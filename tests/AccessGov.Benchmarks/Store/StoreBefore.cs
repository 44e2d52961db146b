using System.Globalization;
using AccessGov.App.Storage;
using Microsoft.Data.Sqlite;

namespace AccessGov.Benchmarks.Store;

/// <summary>
/// Reads and commits of records as they were until 27 November 2026: the library's pool, settings made anew and statements prepared anew
/// for every call. Only what is measured; kept to be measured beside what is there now.
/// </summary>
internal sealed class StoreBefore(string path)
{
    private readonly string connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 10 }.ToString();

    public StoredRecord? Find(PartitionKey partition, string row)
    {
        using var connection = Connect();
        using var command = Command(
            connection,
            "SELECT row, version, json FROM record WHERE partition=$p AND row=$r",
            ("$p", partition.ToString()),
            ("$r", row)
        );
        using var reader = command.ExecuteReader();
        return reader.Read() ? Record(reader) : null;
    }

    public List<StoredRecord> Range(PartitionKey partition, string from, string? before)
    {
        using var connection = Connect();
        using var command = Command(
            connection,
            "SELECT row, version, json FROM record WHERE partition=$p AND row>=$f AND ($b IS NULL OR row<$b) ORDER BY row LIMIT $n",
            ("$p", partition.ToString()),
            ("$f", from),
            ("$b", (object?)before ?? DBNull.Value),
            ("$n", 256)
        );
        using var reader = command.ExecuteReader();
        var page = new List<StoredRecord>();
        while (reader.Read())
            page.Add(Record(reader));
        return page;
    }

    /// <summary>Upserts, after looking for each row as a write with a condition does.</summary>
    public void Commit(PartitionKey partition, IReadOnlyList<RecordWrite.Upsert> writes)
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction(deferred: false);
        using var count = Command(connection, "UPDATE commits SET last=last+1 RETURNING last");
        var version = (long)count.ExecuteScalar()!;
        foreach (var write in writes)
        {
            using var command = Command(
                connection,
                "INSERT INTO record VALUES ($p,$r,$v,$j) ON CONFLICT DO UPDATE SET version=excluded.version, json=excluded.json",
                ("$p", partition.ToString()),
                ("$r", write.Row),
                ("$v", version),
                ("$j", write.Json.ToArray())
            );
            command.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        Execute(connection, "PRAGMA busy_timeout=10000; PRAGMA synchronous=FULL; PRAGMA cell_size_check=ON; PRAGMA secure_delete=ON;");
        Execute(connection, "PRAGMA journal_mode=WAL");
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

    private static StoredRecord Record(SqliteDataReader reader) =>
        new(reader.GetString(0), new ETag(reader.GetInt64(1).ToString(CultureInfo.InvariantCulture)), reader.GetFieldValue<byte[]>(2));

    private static SqliteCommand Command(
        SqliteConnection connection,
        string sql,
        params ReadOnlySpan<(string Name, object Value)> parameters
    )
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}
