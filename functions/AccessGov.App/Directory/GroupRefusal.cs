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

    /// <summary>Active Directory protects it: its members are administrators (<c>adminCount</c>, or one of its own).</summary>
    Protected,

    /// <summary>One of the server's own groups (<c>CN=Builtin</c>).</summary>
    BuiltIn,

    /// <summary>A list for mail that gives no right (<c>groupType</c> without the bit of security).</summary>
    Distribution,

    /// <summary>It lies in a group that Active Directory protects: its members would be administrators.</summary>
    NestedInProtected,
}
