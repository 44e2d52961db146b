using AccessGov.Sandbox.Tenant.Schema;
using AccessGov.Sandbox.Tenant.State;

namespace AccessGov.Sandbox.Tenant;

/// <summary>A group of the emulated tenant; members are users.</summary>
public sealed class TenantGroup : TenantObject
{
    /// <summary>A cloud-only security group that belongs to no tenant yet; see <see cref="TenantDirectory.Add(TenantGroup)"/>.</summary>
    public TenantGroup(string displayName, string? mailNickname = null, string? id = null)
        : base(GroupSchema.Instance, id ?? Guid.NewGuid().ToString())
    {
        this["displayName"] = displayName;
        this["mailNickname"] = mailNickname ?? Id;
        this["groupTypes"] = Array.Empty<string>();
        this["mailEnabled"] = false;
        this["securityEnabled"] = true;
    }

    /// <summary>Shown name.</summary>
    public string DisplayName
    {
        get => Text("displayName")!;
        set => this["displayName"] = value;
    }

    /// <summary>Mail alias.</summary>
    public string MailNickname
    {
        get => Text("mailNickname")!;
        set => this["mailNickname"] = value;
    }

    /// <summary>Role-assignable: membership is refused to applications without a role.</summary>
    public bool RoleAssignable
    {
        get => this["isAssignableToRole"] is true;
        set => this["isAssignableToRole"] = value ? true : null;
    }

    /// <summary>Synced from on-premises: membership is mastered there.</summary>
    public bool Synced
    {
        get => this["onPremisesSyncEnabled"] is true;
        set => this["onPremisesSyncEnabled"] = value ? true : null;
    }

    /// <summary>Number of direct members.</summary>
    public int MemberCount => Members.Count;

    internal OrderedBag<TenantUser> Members { get; } = new();

    internal bool Dynamic => this["groupTypes"] is string[] types && types.Contains("DynamicMembership");
}
