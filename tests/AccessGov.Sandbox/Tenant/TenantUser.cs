using AccessGov.Sandbox.Tenant.Schema;

namespace AccessGov.Sandbox.Tenant;

/// <summary>An account of the emulated tenant.</summary>
public sealed class TenantUser : TenantObject
{
    /// <summary>A user that belongs to no tenant yet; see <see cref="TenantDirectory.Add(TenantUser)"/>.</summary>
    public TenantUser(string userPrincipalName, string? id = null)
        : base(UserSchema.Instance, id ?? Guid.NewGuid().ToString())
    {
        UserPrincipalName = userPrincipalName;
        DisplayName = userPrincipalName;
        this["mailNickname"] = userPrincipalName.Split('@')[0];
        this["userType"] = "Member";
        this["businessPhones"] = Array.Empty<string>();
        AccountEnabled = true;
    }

    /// <summary>Sign-in name, unique in the tenant without regard to case.</summary>
    public string UserPrincipalName
    {
        get => Text("userPrincipalName")!;
        set => this["userPrincipalName"] = value;
    }

    /// <summary>Shown name.</summary>
    public string DisplayName
    {
        get => Text("displayName")!;
        set => this["displayName"] = value;
    }

    /// <summary>職員番号; not unique in Entra.</summary>
    public string? EmployeeId
    {
        get => Text("employeeId");
        set => this["employeeId"] = value;
    }

    /// <summary>May sign in.</summary>
    public bool AccountEnabled
    {
        get => (bool)this["accountEnabled"]!;
        set => this["accountEnabled"] = value;
    }

    /// <summary>Synced from on-premises: properties mastered there are refused.</summary>
    public bool Synced
    {
        get => this["onPremisesSyncEnabled"] is true;
        set => this["onPremisesSyncEnabled"] = value ? true : null;
    }

    /// <summary>Holds an Entra role: an application without a role may not disable, delete or restore the account.</summary>
    public bool HoldsAdminRole { get; set; }

    /// <summary>What <c>methodsRegistered</c> of the registration report says.</summary>
    public IList<string> RegisteredMethods { get; } = [];

    /// <summary>False: the report does not speak of the user, as it lags behind.</summary>
    public bool IsInRegistrationReport { get; set; } = true;

    /// <summary>App roles of the portal's application that were assigned to the account; its ID tokens name them.</summary>
    public IReadOnlyList<string> AppRoles { get; set; } = [];

    /// <summary>The Temporary Access Pass that can be used now; null for none. A new one takes its place.</summary>
    public string? TemporaryPass { get; set; }

    /// <summary>When the sessions were last revoked, or null.</summary>
    public DateTimeOffset? SessionsRevokedAt => (DateTimeOffset?)this["signInSessionsValidFromDateTime"];

    /// <summary>When the account was soft-deleted, or null.</summary>
    public DateTimeOffset? DeletedAt => (DateTimeOffset?)this["deletedDateTime"];

    /// <summary>Ids of the groups that have this user as a direct member.</summary>
    public IReadOnlyCollection<string> MemberOf => MemberOfIds;

    internal SortedSet<string> MemberOfIds { get; } = new(StringComparer.Ordinal);

    /// <summary>Groups that get the user back on restore.</summary>
    internal IReadOnlyList<string> GroupsBeforeDeletion { get; set; } = [];
}
