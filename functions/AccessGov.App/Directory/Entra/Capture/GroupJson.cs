using System.Text.Json;

namespace AccessGov.App.Directory.Entra.Capture;

/// <summary>Graph's <c>group</c>: what kind it is.</summary>
internal static class GroupJson
{
    /// <summary>Why a group as the directory shows it may not be governed; null when it may.</summary>
    public static GroupRefusal? RefusalOf(JsonElement group)
    {
        if (IsTrue("isAssignableToRole"))
            return GroupRefusal.RoleAssignable;
        if (IsTrue("onPremisesSyncEnabled"))
            return GroupRefusal.SyncedFromOnPremises;
        return group.TryGetProperty("groupTypes", out var types) && types.EnumerateArray().Any(t => t.ValueEquals("DynamicMembership"))
            ? GroupRefusal.Dynamic
            : null;

        bool IsTrue(string name) => group.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
    }
}
