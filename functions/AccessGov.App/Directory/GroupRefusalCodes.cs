using AccessGov.Core.Codes;

namespace AccessGov.App.Directory;

/// <summary>Codes of why a group cannot be governed.</summary>
public static class GroupRefusalCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<GroupRefusal> All { get; } =
        new(
            (GroupRefusal.Missing, "Missing"),
            (GroupRefusal.RoleAssignable, "RoleAssignable"),
            (GroupRefusal.SyncedFromOnPremises, "SyncedFromOnPremises"),
            (GroupRefusal.Dynamic, "Dynamic"),
            (GroupRefusal.Protected, "Protected"),
            (GroupRefusal.BuiltIn, "BuiltIn"),
            (GroupRefusal.Distribution, "Distribution"),
            (GroupRefusal.NestedInProtected, "NestedInProtected")
        );

    /// <summary>The code of one.</summary>
    public static string Of(GroupRefusal value) => All.Of(value);
}
