using AccessGov.App.Failures;

namespace AccessGov.App.Directory.Entra.Wire;

/// <summary>Keeps one access token until shortly before it ends.</summary>
internal sealed class TokenSource(Func<CancellationToken, Task<BearerToken>> acquire, TimeProvider clock) : IDisposable
{
    /// <summary>A token that ends while a request is under way costs a 401 and a second request.</summary>
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim gate = new(1, 1);
    private BearerToken? current;

    /// <summary>The token to send now. <paramref name="refused"/> is one that Graph did not take: never handed out again.</summary>
    /// <exception cref="OutsideFailureException">None could be had.</exception>
    public async ValueTask<BearerToken> GetAsync(BearerToken? refused, CancellationToken ct)
    {
        if (Usable(current, refused) is { } quick)
            return quick;
        await gate.WaitAsync(ct);
        try
        {
            return Usable(current, refused) ?? (current = await acquire(ct));
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private BearerToken? Usable(BearerToken? token, BearerToken? refused) =>
        token is not null && token != refused && token.ExpiresAt - RenewBefore > clock.GetUtcNow() ? token : null;
}
