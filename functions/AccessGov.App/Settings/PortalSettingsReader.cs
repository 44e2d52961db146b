using System.Globalization;
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

    /// <summary>True for keys with a role in them, which no list of keys can name.</summary>
    public static bool Knows(string key) => key.StartsWith(AppRoles + ":", StringComparison.OrdinalIgnoreCase);

    public static PortalSettings Read(IConfiguration values, string path, string folder, Func<string, Uri?> uriAt, List<string> faults)
    {
        var address = uriAt("portal:address");
        if (address is { PathAndQuery: not "/" })
            faults.Add($"{path}: portal:address is '{address}', must be the portal's public address without a path; /portal is added.");
        var word = values["portal:signIn"] ?? "entra";
        var signIn = word == "key" ? PortalSignIn.Key : PortalSignIn.Entra;
        if (word is not ("entra" or "key"))
            faults.Add($"{path}: portal:signIn is '{word}', known are entra, key.");
        var isEntra = address is not null && signIn == PortalSignIn.Entra;
        var clientId = values["portal:clientId"] ?? "";
        if (isEntra && clientId.Length == 0)
            faults.Add($"{path}: portal:address needs 'portal:clientId': the application in Entra by which people sign in.");
        var tenant = values["directory:tenantId"] ?? "";
        var authority = uriAt("portal:authority");
        if (isEntra && (authority is null ? !Guid.TryParse(tenant, out _) : tenant.Length == 0))
            faults.Add(
                $"{path}: portal:address needs the tenant's id in 'directory:tenantId' (a GUID; a domain name will not do): only its "
                    + "accounts are let in."
            );
        var pass = PassDecider.MostMinutes;
        if (
            values["portal:passMinutes"] is { } minutes
            && (
                !int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out pass)
                || pass is < PassDecider.FewestMinutes or > PassDecider.MostMinutes
            )
        )
            faults.Add(
                $"{path}: portal:passMinutes is '{minutes}', must be a number of minutes from {PassDecider.FewestMinutes} to "
                    + $"{PassDecider.MostMinutes}."
            );
        var managed = values["portal:managedIdentityClientId"] ?? "";
        if (managed.Length > 0 && (!Guid.TryParse(managed, out _) || signIn != PortalSignIn.Entra))
            faults.Add(
                $"{path}: portal:managedIdentityClientId is '{managed}', must be the client id (a GUID) of a managed identity, and "
                    + "portal:signIn 'entra'."
            );
        if (managed.Length > 0 && values["portal:clientSecretFile"] is not null)
            faults.Add($"{path}: portal:managedIdentityClientId stands for a secret: leave out portal:clientSecretFile.");
        return new PortalSettings
        {
            Address = address,
            CityName = values["portal:cityName"] ?? "",
            SignIn = signIn,
            ClientId = clientId,
            ClientSecretFile = SettingsReader.ExistingFile(values, "portal:clientSecretFile", path, folder, faults),
            ManagedIdentityClientId = managed,
            Authority = authority,
            AppRoles = ReadAppRoles(values, path, signIn, faults),
            PassMinutes = pass,
        };
    }

    private static Dictionary<string, OperatorRole> ReadAppRoles(
        IConfiguration values,
        string path,
        PortalSignIn signIn,
        List<string> faults
    )
    {
        var roles = new Dictionary<string, OperatorRole>(StringComparer.Ordinal);
        foreach (var entry in values.GetSection(AppRoles).GetChildren())
        {
            var isKnown = OperatorRoleCodes.All.TryRead(entry.Value ?? "", out var role);
            if (isKnown && role is OperatorRole.Operator or OperatorRole.Auditor)
                roles.Add(entry.Key, role);
            else if (isKnown)
                faults.Add(
                    $"{path}: {AppRoles}:{entry.Key} is '{entry.Value}': one person alone gives app roles in Entra, so who approves stands "
                        + "in 'operators' only, to which two people agree. Write operator or auditor."
                );
            else
                faults.Add($"{path}: {AppRoles}:{entry.Key} is '{entry.Value}', known are operator, auditor.");
        }
        if (roles.Count > 0 && signIn != PortalSignIn.Entra)
            faults.Add($"{path}: {AppRoles} are Entra's, and portal:signIn is 'key'. Leave one of them out.");
        return roles;
    }
}
