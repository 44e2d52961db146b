using Microsoft.Data.Sqlite;

namespace AccessGov.App.Storage.Sqlite;

/// <summary>
/// A connection that stays open and is used by one caller at a time: its settings are made once, and each statement is prepared once.
/// </summary>
internal sealed class KeptConnection : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);

    /// <summary>Opens it.</summary>
    /// <param name="connectionString">Without a pool: whoever keeps this is the pool.</param>
    /// <param name="settings">Statements that belong to the connection, in their order.</param>
    public KeptConnection(string connectionString, IEnumerable<string> settings)
    {
        connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            foreach (var sql in settings)
                Once(sql);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Runs statements that nobody will run again on this connection.</summary>
    public void Once(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>One result or null of a statement that is not asked for again and again.</summary>
    public object? OnceScalar(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>The prepared statement, which must have ended before it is asked for again; the connection disposes it.</summary>
    /// <param name="sql">Its text, a constant: each one is kept.</param>
    /// <param name="parameters">All of its parameters, always in the same order.</param>
    public SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        if (prepared.TryGetValue(sql, out var known))
        {
            for (var i = 0; i < parameters.Length; i++)
                known.Parameters[i].Value = parameters[i].Value;
            return known;
        }
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        prepared.Add(sql, command);
        command.Prepare();
        return command;
    }

    /// <summary>Runs a prepared statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run(string sql, params ReadOnlySpan<(string Name, object Value)> parameters) => Command(sql, parameters).ExecuteNonQuery();

    /// <summary>The first result of a prepared statement; null for none.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object Value)> parameters) =>
        Command(sql, parameters).ExecuteScalar();

    /// <summary>Closes it. What was not committed is rolled back.</summary>
    public void Dispose()
    {
        foreach (var command in prepared.Values)
            command.Dispose();
        connection.Dispose();
    }
}
