namespace AccessGov.App.Settings;

/// <summary>How to reach the directory. Not a record: a printed record would show the secret.</summary>
public sealed class DirectorySettings
{
    /// <summary>
    /// Environment variable with the client secret of <see cref="ClientId"/>; a role's own ends in its name: <c>…_WRITER</c>.
    /// </summary>
    public const string SecretVariable = "ACCESSGOV_DIRECTORY_SECRET";

    /// <summary>Active Directory, where that is the directory; null: Entra, through Graph.</summary>
    public LdapSettings? Ldap { get; init; }

    /// <summary>Graph's root, exactly <c>…/v1.0</c>: the SDK cuts batch URLs at that length.</summary>
    public Uri BaseUri { get; init; } = new("https://graph.microsoft.com/v1.0");

    /// <summary>Token endpoint for plain client credentials; null: Microsoft Entra through Azure.Identity.</summary>
    public Uri? TokenUri { get; init; }

    /// <summary>Entra tenant.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>Application (client) id of the roles that have none of their own; empty with a system-assigned managed identity.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>Client secret of <see cref="ClientId"/>; null: managed identity.</summary>
    public string? Secret { get; init; } = Credential.Find(SecretVariable);

    /// <summary>The application of each role that has its own.</summary>
    public IReadOnlyDictionary<DirectoryRole, string> RoleClientIds { get; init; } = new Dictionary<DirectoryRole, string>();

    /// <summary>Client secret of a role's own application, from the environment; null: managed identity.</summary>
    public Func<DirectoryRole, string?> SecretOf { get; init; } = role => Credential.Find(SecretVariableOf(role));

    /// <summary>One application may hold several roles: for trying things out, never where real people depend on it.</summary>
    public bool AllowOneIdentity { get; init; }

    /// <summary>The portal's public base address, where Graph sends change notifications; null: none are subscribed to.</summary>
    public Uri? NotificationUri { get; init; }

    /// <summary>True: Entra's report of registered methods is read each night; it needs <c>AuditLog.Read.All</c>.</summary>
    public bool RegistrationReport { get; init; }

    /// <summary>True: when accounts last signed in is read each night; it needs <c>AuditLog.Read.All</c> and a premium licence.</summary>
    public bool SignInActivity { get; init; }

    /// <summary>
    /// Groups that are read at the same time, 1 to 64, beside the users. 32 requests that take 0.2 s each cost 320 resource units a second:
    /// what Graph allows the smallest tenants (3,500 in 10 s) with room for the users. Whoever is nearer waits for the quota.
    /// </summary>
    public int GroupsAtATime { get; init; } = 32;

    /// <summary>Times that a read or a sub-request is tried.</summary>
    public int Attempts { get; init; } = 8;

    /// <summary>How long one call may wait for the directory's quotas in all before it gives up or defers.</summary>
    public TimeSpan PatienceFor { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Resource units in 10 s; null: by the number of accounts seen (3,500, 5,000, 8,000; learn.microsoft.com, throttling limits,
    /// 2026-02-06).
    /// </summary>
    public int? ResourceUnitsPer10Seconds { get; init; }

    /// <summary>Writes in 150 s for this application in this tenant (same source).</summary>
    public int WritesPer150Seconds { get; init; } = 3_000;

    /// <summary>Where licences of new accounts are used, ISO 3166 alpha-2; Entra refuses licences without it.</summary>
    public string UsageLocation { get; init; } = "JP";

    /// <summary>Who signs in for a role. A role's own application has its own secret; it never borrows the common one.</summary>
    /// <param name="role">The role.</param>
    public DirectoryIdentity IdentityOf(DirectoryRole role) =>
        RoleClientIds.TryGetValue(role, out var own)
            ? new DirectoryIdentity(role, own, SecretOf(role), SecretVariableOf(role))
            : new DirectoryIdentity(role, ClientId, Secret, SecretVariable);

    /// <summary>Whether two roles sign in as the same application.</summary>
    /// <param name="one">A role.</param>
    /// <param name="other">Another role.</param>
    public bool Share(DirectoryRole one, DirectoryRole other) =>
        string.Equals(IdentityOf(one).ClientId, IdentityOf(other).ClientId, StringComparison.OrdinalIgnoreCase);

    /// <summary>Environment variable with the secret of a role's own application.</summary>
    /// <param name="role">The role.</param>
    public static string SecretVariableOf(DirectoryRole role) => $"{SecretVariable}_{DirectoryRoleCodes.Of(role).ToUpperInvariant()}";
}
