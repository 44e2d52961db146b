using AccessGov.Sandbox.Tenant.Wire;

namespace AccessGov.Sandbox.Tenant.Quota;

/// <summary>
/// What reading <c>signInActivity</c> of users takes besides reading users (user-list, signinactivity): the permission AuditLog.Read.All,
/// a premium licence, and a limit of its own.
/// </summary>
internal static class SignInActivity
{
    public static bool IsAsked(GraphRequest request) =>
        request is { Method: "GET", Segments: ["users", ..] } && (Names(request, "$select") || Names(request, "$filter"));

    /// <summary>The refusal as the service words it; null when it may be read.</summary>
    public static GraphReply? Refuse(GraphRequest request, TenantOptions options)
    {
        if (!IsAsked(request))
            return null;
        if (!options.IsPremium)
            return GraphReply.Refused(
                403,
                "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
                "Neither tenant is B2C or tenant doesn't have premium license"
            );
        return options.MayReadSignIns(request.Client)
            ? null
            : GraphReply.Refused(
                403,
                "Authentication_MSGraphPermissionMissing",
                "The principal does not have required Microsoft Graph permission(s): AuditLog.Read.All to call this API."
            );
    }

    private static bool Names(GraphRequest request, string option) =>
        request.Query.TryGetValue(option, out var text) && text.Contains("signInActivity", StringComparison.Ordinal);
}
