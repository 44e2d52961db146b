using System.Globalization;

namespace AccessGov.App.Storage.Sqlite;

/// <summary>Queues in the SQLite file; those that have been due longest are received first.</summary>
/// <param name="file">The file; its owner disposes it.</param>
/// <param name="clock">Tells when messages become visible.</param>
public sealed class SqliteWorkQueue(SqliteFile file, TimeProvider clock) : IWorkQueue
{
    /// <inheritdoc/>
    public Task SendAsync(QueueName queue, string body, TimeSpan? visibleAfter, CancellationToken cancellation)
    {
        QueueLimits.CheckBody(body);
        QueueLimits.CheckDelay(visibleAfter ?? TimeSpan.Zero);
        var now = Now();
        return file.WriteAsync(
            connection =>
            {
                var command = connection.Command(
                    "INSERT INTO message (queue, body, visible, hold, received, inserted) VALUES ($q,$b,$v,0,0,$n)",
                    ("$q", queue.Value),
                    ("$b", body),
                    ("$v", After(now, visibleAfter ?? TimeSpan.Zero)),
                    ("$n", now)
                );
                return (true, command.ExecuteNonQuery());
            },
            cancellation
        );
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<QueueMessage>> ReceiveAsync(
        QueueName queue,
        int max,
        TimeSpan visibilityFor,
        CancellationToken cancellation
    )
    {
        QueueLimits.CheckReceive(max, visibilityFor);
        cancellation.ThrowIfCancellationRequested();
        var now = Now();
        // A poll of an empty queue, the usual one, takes no write lock.
        if (!file.Read(connection => IsDue(connection, queue, now)))
            return [];
        return await file.WriteAsync<IReadOnlyList<QueueMessage>>(
                connection =>
                {
                    var command = connection.Command(
                        """
                        UPDATE message SET visible=$u, hold=hold+1, received=received+1
                        WHERE number IN (SELECT number FROM message WHERE queue=$q AND visible<=$n ORDER BY visible, number LIMIT $m)
                        RETURNING number, hold, body, received, inserted
                        """,
                        ("$q", queue.Value),
                        ("$n", now),
                        ("$u", After(now, visibilityFor)),
                        ("$m", max)
                    );
                    using var reader = command.ExecuteReader();
                    var messages = new List<QueueMessage>();
                    while (reader.Read())
                        messages.Add(
                            new(
                                Text(reader.GetInt64(0)),
                                Text(reader.GetInt64(1)),
                                reader.GetString(2),
                                reader.GetInt64(3),
                                DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4))
                            )
                        );
                    return (messages.Count > 0, messages);
                },
                cancellation
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(QueueName queue, QueueMessage message, CancellationToken cancellation) =>
        file.WriteAsync(
            connection =>
                Hold(connection, queue, message) switch
                {
                    null => (false, true),
                    var hold when hold != message.PopReceipt => (false, false),
                    _ => (true, connection.Run("DELETE FROM message WHERE number=$i", ("$i", message.Id)) == 1),
                },
            cancellation
        );

    /// <inheritdoc/>
    public Task<QueueMessage?> ExtendAsync(QueueName queue, QueueMessage message, TimeSpan visibleAfter, CancellationToken cancellation)
    {
        QueueLimits.CheckDelay(visibleAfter);
        var until = After(Now(), visibleAfter);
        return file.WriteAsync(
            connection =>
            {
                if (Hold(connection, queue, message) is not { } hold || hold != message.PopReceipt)
                    return (false, (QueueMessage?)null);
                connection.Run("UPDATE message SET visible=$u, hold=hold+1 WHERE number=$i", ("$u", until), ("$i", message.Id));
                return (true, message with { PopReceipt = Text(long.Parse(hold, CultureInfo.InvariantCulture) + 1) });
            },
            cancellation
        );
    }

    /// <inheritdoc/>
    public Task<long> PeekCountAsync(QueueName queue, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(
            file.Read(connection =>
            {
                var command = connection.Command("SELECT count(*) FROM message WHERE queue=$q", ("$q", queue.Value));
                return (long)command.ExecuteScalar()!;
            })
        );
    }

    private static bool IsDue(KeptConnection connection, QueueName queue, long now)
    {
        var command = connection.Command("SELECT 1 FROM message WHERE queue=$q AND visible<=$n LIMIT 1", ("$q", queue.Value), ("$n", now));
        return command.ExecuteScalar() is not null;
    }

    private static string? Hold(KeptConnection connection, QueueName queue, QueueMessage message)
    {
        var command = connection.Command("SELECT hold FROM message WHERE number=$i AND queue=$q", ("$i", message.Id), ("$q", queue.Value));
        return command.ExecuteScalar() is long hold ? Text(hold) : null;
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private static long After(long now, TimeSpan span) => now + (long)Math.Ceiling(span.TotalMilliseconds);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
