namespace AccessGov.App.Directory.Ldap.Wire;

/// <summary>
/// A connection that is opened when it is needed and anew after it broke or lay idle; one flow at a time has it. Domain controllers end
/// idle connections after 15 minutes, and a request on such a one would be lost with its effect unknown.
/// </summary>
/// <param name="server">The domain controller.</param>
/// <param name="name">Who binds.</param>
/// <param name="password">Gives the password when a connection is opened.</param>
/// <param name="clock">What the time is.</param>
internal sealed class LdapLink(LdapServer server, string name, Func<string> password, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim one = new(1);
    private LdapConnection? open;
    private long lastUsed;

    public LdapServer Server => server;

    /// <summary>Does something on the connection. Nothing is tried again: only the caller knows whether it may be.</summary>
    /// <exception cref="Failures.OutsideFailureException">No connection, no answer, or none that can be read.</exception>
    public async Task<T> UseAsync<T>(Func<LdapConnection, CancellationToken, Task<T>> use, CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            if (open is not null && (open.IsBroken || clock.GetElapsedTime(lastUsed) > LongestIdle))
            {
                open.Dispose();
                open = null;
            }
            open ??= await LdapConnection.OpenAsync(server, name, password(), ct);
            return await use(open, ct);
        }
        // An object that lacks what every one has, or has it in no form of its own.
        catch (FormatException e)
        {
            throw LdapFailures.Unreadable(server, e);
        }
        finally
        {
            lastUsed = clock.GetTimestamp();
            one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        open?.Dispose();
        one.Dispose();
    }
}
