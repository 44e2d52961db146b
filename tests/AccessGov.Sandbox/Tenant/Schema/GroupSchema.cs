using static AccessGov.Sandbox.Tenant.Schema.PropertyKind;

namespace AccessGov.Sandbox.Tenant.Schema;

/// <summary>microsoft.graph.group as far as the emulator goes; nearly all of it is returned without $select.</summary>
internal static class GroupSchema
{
    public static ResourceSchema Instance { get; } = new("Group", "groups", "#microsoft.graph.group", Properties());

    private static IEnumerable<SchemaProperty> Properties() =>
        [
            new("id") { Default = true, ReadOnly = true },
            new("deletedDateTime", Instant) { Default = true, ReadOnly = true },
            new("classification") { Default = true },
            new("createdDateTime", Instant) { Default = true, ReadOnly = true },
            new("description") { Default = true, OnPremisesMastered = true },
            new("displayName")
            {
                Default = true,
                OnPremisesMastered = true,
                Required = true,
                MaxLength = 256,
            },
            new("expirationDateTime", Instant) { Default = true, ReadOnly = true },
            new("groupTypes", Texts) { Default = true },
            new("isAssignableToRole", Flag) { Default = true },
            new("mail") { Default = true, ReadOnly = true },
            new("mailEnabled", Flag) { Default = true, Required = true },
            new("mailNickname")
            {
                Default = true,
                OnPremisesMastered = true,
                Required = true,
                MaxLength = 64,
            },
            new("membershipRule") { Default = true },
            new("membershipRuleProcessingState") { Default = true },
            new("onPremisesLastSyncDateTime", Instant) { Default = true, ReadOnly = true },
            new("onPremisesSamAccountName") { Default = true, ReadOnly = true },
            new("onPremisesSecurityIdentifier") { Default = true, ReadOnly = true },
            new("onPremisesSyncEnabled", Flag) { Default = true, ReadOnly = true },
            new("preferredLanguage") { Default = true },
            new("proxyAddresses", Texts) { Default = true, ReadOnly = true },
            new("renewedDateTime", Instant) { Default = true, ReadOnly = true },
            new("securityEnabled", Flag) { Default = true, Required = true },
            new("securityIdentifier") { Default = true, ReadOnly = true },
            new("uniqueName") { Default = true },
            new("visibility") { Default = true },
        ];
}
