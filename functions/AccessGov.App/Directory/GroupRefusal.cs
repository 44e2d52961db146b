using AccessGov.Core.Codes;

namespace AccessGov.App.Directory;

/// <summary>Why a group cannot be governed.</summary>
[CodedBy(typeof(GroupRefusalCodes))]
public enum GroupRefusal
{
    /// <summary>No such group.</summary>
    Missing,

    /// <summary>Its members hold Entra roles (<c>isAssignableToRole</c>): an application without a role may not change it.</summary>
    RoleAssignable,

    /// <summary>An on-premises directory masters it (<c>onPremisesSyncEnabled</c>).</summary>
    SyncedFromOnPremises,

    /// <summary>A rule of Entra fills it (<c>groupTypes</c> has <c>DynamicMembership</c>).</summary>
    Dynamic,
}
