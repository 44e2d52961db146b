namespace AccessGov.App.Directory.Entra.Wire;

/// <summary>An access token. Its text never shows itself.</summary>
internal sealed class BearerToken(string secret, DateTimeOffset expiresAt)
{
    public string Secret { get; } = secret;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;
}
