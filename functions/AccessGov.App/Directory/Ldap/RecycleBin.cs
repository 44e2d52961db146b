using AccessGov.App.Directory.Ldap.Wire;

namespace AccessGov.App.Directory.Ldap;

/// <summary>
/// An optional feature of the whole forest (MS-ADTS 3.1.1.9): what is deleted keeps its attributes and memberships for a time.
/// </summary>
internal static class RecycleBin
{
    /// <summary>What the server is asked for first, and the attribute that lists what is switched on.</summary>
    public const string Asked = "configurationNamingContext",
        Features = "msDS-EnabledFeature";

    /// <summary>The object with <see cref="Features"/>.</summary>
    /// <param name="configuration">The value of <see cref="Asked"/>.</param>
    /// <exception cref="FormatException">There is none.</exception>
    public static string PlaceOf(string? configuration) =>
        $"CN=Partitions,{LdapNames.Plain(configuration ?? throw new FormatException("No configuration."))}";

    /// <summary>Whether it is on. Who may not read that is told no.</summary>
    public static bool IsOn(LdapEntry? partitions) =>
        partitions?.Texts(Features).Any(f => LdapNames.Plain(f).StartsWith("CN=Recycle Bin Feature,", StringComparison.OrdinalIgnoreCase))
            is true;
}
