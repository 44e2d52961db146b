using System.Globalization;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Settings;

/// <summary>Reads the section <c>portal</c>.</summary>
internal static class PortalSettingsReader
{
    /// <summary>App roles; the last part of each key is the application's own word.</summary>
    private const string AppRoles = "portal:appRoles";

    /// <summary>Keys of the section.</summary>
    public static readonly string[] Keys =
    [
        "portal:address",
        "portal:cityName",
        "portal:signIn",
        "portal:clientId",
        "portal:clientSecretFile",
        "portal:managedIdentityClientId",
        "portal:authority",
        "portal:passMinutes",
        AppRoles + ":ROLE",
    ];

    public static PortalSettings Read(IConfiguration values, string folder, Func<string, Uri?> uriAt, SettingsFaults faults)
    {
        var address = uriAt("portal:address");
        if (address is { PathAndQuery: not "/" })
            faults.Add(Wording.Of("Settings.portal-address", "portal:address", address));
        var word = values["portal:signIn"] ?? "entra";
        var signIn = word == "key" ? PortalSignIn.Key : PortalSignIn.Entra;
        if (word is not ("entra" or "key"))
            faults.Add(Wording.Of("Settings.unknown-word", "portal:signIn", word, "entra, key"));
        var isEntra = address is not null && signIn == PortalSignIn.Entra;
        var clientId = values["portal:clientId"] ?? "";
        if (isEntra && clientId.Length == 0)
            faults.Add(Wording.Of("Settings.portal-without-client"));
        var tenant = values["directory:tenantId"] ?? "";
        var authority = uriAt("portal:authority");
        if (isEntra && (authority is null ? !Guid.TryParse(tenant, out _) : tenant.Length == 0))
            faults.Add(Wording.Of("Settings.portal-without-tenant"));
        var pass = PassDecider.MostMinutes;
        if (
            values["portal:passMinutes"] is { } minutes
            && (
                !int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out pass)
                || pass is < PassDecider.FewestMinutes or > PassDecider.MostMinutes
            )
        )
            faults.Add(Wording.Of("Settings.number", "portal:passMinutes", minutes, PassDecider.FewestMinutes, PassDecider.MostMinutes));
        var managed = values["portal:managedIdentityClientId"] ?? "";
        if (managed.Length > 0 && (!Guid.TryParse(managed, out _) || signIn != PortalSignIn.Entra))
            faults.Add(Wording.Of("Settings.managed-identity", managed));
        if (managed.Length > 0 && values["portal:clientSecretFile"] is not null)
            faults.Add(Wording.Of("Settings.identity-and-secret"));
        return new PortalSettings
        {
            Address = address,
            CityName = values["portal:cityName"] ?? "",
            SignIn = signIn,
            ClientId = clientId,
            ClientSecretFile = SettingsReader.ExistingFile(values, "portal:clientSecretFile", folder, faults),
            ManagedIdentityClientId = managed,
            Authority = authority,
            AppRoles = ReadAppRoles(values, signIn, faults),
            PassMinutes = pass,
        };
    }

    private static Dictionary<string, OperatorRole> ReadAppRoles(IConfiguration values, PortalSignIn signIn, SettingsFaults faults)
    {
        var roles = new Dictionary<string, OperatorRole>(StringComparer.Ordinal);
        foreach (var entry in values.GetSection(AppRoles).GetChildren().Where(e => !faults.IsTold(e.Path)))
        {
            var isKnown = OperatorRoleCodes.TryReadWritten(entry.Value ?? "", out var role);
            if (isKnown && role is OperatorRole.Operator or OperatorRole.Auditor)
                roles.Add(entry.Key, role);
            else if (isKnown)
                faults.Add(Wording.Of("Settings.approving-app-role", $"{AppRoles}:{entry.Key}", entry.Value, "operator, auditor"));
            else
                faults.Add(OperatorSettings.UnknownRole(entry.Path, entry.Value, [OperatorRole.Operator, OperatorRole.Auditor]));
        }
        if (roles.Count > 0 && signIn != PortalSignIn.Entra)
            faults.Add(Wording.Of("Settings.app-roles-without-entra"));
        return roles;
    }
}
