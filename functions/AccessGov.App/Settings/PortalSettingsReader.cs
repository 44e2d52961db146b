namespace AccessGov.App.Settings;

/// <summary>Reads the section <c>portal</c>.</summary>
internal static class PortalSettingsReader
{
    /// <summary>Keys of the section.</summary>
    public static readonly string[] Keys = ["portal:address", "portal:cityName", "portal:clientId", "portal:clientSecretFile", "portal:authority"];

    public static PortalSettings Read(IConfiguration values, string path, string folder, Func<string, Uri?> uriAt, List<string> faults)
    {
        var address = uriAt("portal:address");
        if (address is { PathAndQuery: not "/" })
            faults.Add($"{path}: portal:address is '{address}', must be the portal's public address without a path; /portal is added.");
        var clientId = values["portal:clientId"] ?? "";
        if (address is not null && clientId.Length == 0)
            faults.Add($"{path}: portal:address needs 'portal:clientId': the application in Entra by which people sign in.");
        string? secret = null;
        if (values["portal:clientSecretFile"] is { Length: > 0 } file)
        {
            secret = Path.GetFullPath(file, folder);
            if (!File.Exists(secret))
                faults.Add($"{path}: portal:clientSecretFile: '{secret}' does not exist.");
        }
        return new PortalSettings
        {
            Address = address,
            CityName = values["portal:cityName"] ?? "",
            ClientId = clientId,
            ClientSecretFile = secret,
            Authority = uriAt("portal:authority"),
        };
    }
}
