using static AccessGov.Sandbox.Tenant.Schema.PropertyKind;

namespace AccessGov.Sandbox.Tenant.Schema;

/// <summary>
/// microsoft.graph.user as far as the emulator goes. Defaults: the properties that the "user resource type" page lists as
/// returned without $select; on-premises mastered: the properties that Entra Connect writes.
/// </summary>
internal static class UserSchema
{
    public static ResourceSchema Instance { get; } = new("User", "users", "#microsoft.graph.user", Properties());

    private static IEnumerable<SchemaProperty> Properties() =>
        [
            // The order is the order on the wire.
            new("businessPhones", Texts) { Default = true, OnPremisesMastered = true },
            new("displayName")
            {
                Default = true,
                OnPremisesMastered = true,
                Required = true,
                MaxLength = 256,
            },
            new("givenName")
            {
                Default = true,
                OnPremisesMastered = true,
                MaxLength = 64,
            },
            new("jobTitle")
            {
                Default = true,
                OnPremisesMastered = true,
                MaxLength = 128,
            },
            new("mail") { Default = true, OnPremisesMastered = true },
            new("mobilePhone")
            {
                Default = true,
                OnPremisesMastered = true,
                MaxLength = 64,
            },
            new("officeLocation") { Default = true, OnPremisesMastered = true },
            new("preferredLanguage") { Default = true, OnPremisesMastered = true },
            new("surname")
            {
                Default = true,
                OnPremisesMastered = true,
                MaxLength = 64,
            },
            new("userPrincipalName")
            {
                Default = true,
                OnPremisesMastered = true,
                Required = true,
                MaxLength = 113,
            },
            new("id") { Default = true, ReadOnly = true },
            new("deletedDateTime", Instant) { ReadOnly = true },
            new("accountEnabled", Flag) { OnPremisesMastered = true, Required = true },
            new("city") { OnPremisesMastered = true, MaxLength = 128 },
            new("companyName") { OnPremisesMastered = true, MaxLength = 64 },
            new("country") { OnPremisesMastered = true, MaxLength = 128 },
            new("createdDateTime", Instant) { ReadOnly = true },
            new("department") { OnPremisesMastered = true, MaxLength = 64 },
            // user-update (learn, 2026-07-04): not writable by an application on its own.
            new("employeeHireDate", Instant) { DelegatedOnly = true },
            // user resource type: at most 16 characters.
            new("employeeId") { OnPremisesMastered = true, MaxLength = 16 },
            new("employeeLeaveDateTime", Instant),
            new("employeeOrgData", Complex) { Members = ["costCenter", "division"] },
            new("employeeType"),
            new("externalUserState") { ReadOnly = true },
            new("faxNumber") { OnPremisesMastered = true },
            new("lastPasswordChangeDateTime", Instant) { ReadOnly = true },
            new("mailNickname")
            {
                OnPremisesMastered = true,
                Required = true,
                MaxLength = 64,
            },
            new("onPremisesDistinguishedName") { ReadOnly = true },
            new("onPremisesDomainName") { ReadOnly = true },
            new("onPremisesExtensionAttributes", Complex)
            {
                OnPremisesMastered = true,
                Members = [.. Enumerable.Range(1, 15).Select(n => $"extensionAttribute{n}")],
            },
            new("onPremisesImmutableId"),
            new("onPremisesLastSyncDateTime", Instant) { ReadOnly = true },
            new("onPremisesSamAccountName") { ReadOnly = true },
            new("onPremisesSecurityIdentifier") { ReadOnly = true },
            new("onPremisesSyncEnabled", Flag) { ReadOnly = true },
            new("onPremisesUserPrincipalName") { ReadOnly = true },
            new("otherMails", Texts),
            new("passwordPolicies"),
            new("passwordProfile", Complex)
            {
                WriteOnly = true,
                Members = ["password"],
                FlagMembers = ["forceChangePasswordNextSignIn", "forceChangePasswordNextSignInWithMfa"],
            },
            new("postalCode") { OnPremisesMastered = true, MaxLength = 40 },
            new("proxyAddresses", Texts) { ReadOnly = true },
            new("securityIdentifier") { ReadOnly = true },
            new("showInAddressList", Flag),
            new("signInActivity", Complex)
            {
                ReadOnly = true,
                Members =
                [
                    "lastSignInDateTime",
                    "lastSignInRequestId",
                    "lastNonInteractiveSignInDateTime",
                    "lastNonInteractiveSignInRequestId",
                    "lastSuccessfulSignInDateTime",
                    "lastSuccessfulSignInRequestId",
                ],
            },
            new("signInSessionsValidFromDateTime", Instant) { ReadOnly = true },
            new("state") { OnPremisesMastered = true, MaxLength = 128 },
            new("streetAddress") { OnPremisesMastered = true },
            new("usageLocation") { MaxLength = 2 },
            new("userType"),
        ];
}
