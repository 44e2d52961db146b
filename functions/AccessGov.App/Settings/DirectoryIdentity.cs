namespace AccessGov.App.Settings;

/// <summary>The application that one role signs in as. Not a record: a printed record would show the secret.</summary>
/// <param name="role">What this application is for: reading, writing, or credentials.</param>
/// <param name="clientId">Application (client) id.</param>
/// <param name="secret">Client secret; null: managed identity.</param>
/// <param name="secretVariable">Environment variable that the secret is taken from; for messages.</param>
public sealed class DirectoryIdentity(DirectoryRole role, string clientId, string? secret, string secretVariable)
{
    /// <summary>What this application is for: reading, writing, or credentials.</summary>
    public DirectoryRole Role { get; } = role;

    /// <summary>Application (client) id; empty: the system-assigned managed identity.</summary>
    public string ClientId { get; } = clientId;

    /// <summary>Client secret; null: managed identity.</summary>
    public string? Secret { get; } = secret;

    /// <summary>Where a secret would have come from.</summary>
    public string SecretVariable { get; } = secretVariable;
}
