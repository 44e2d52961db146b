using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Settings;

/// <summary>Reads settings strictly: an unknown key is an error, because a misspelt limit must not silently be the default.</summary>
public static partial class SettingsReader
{
    /// <summary>Environment variable with the path of the settings file.</summary>
    public const string FileVariable = "ACCESSGOV_SETTINGS";

    /// <summary>Environment variables that override the file start with this; <c>__</c> separates sections.</summary>
    public const string EnvironmentPrefix = "ACCESSGOV__";

    internal static readonly string[] Keys =
    [
        "policyFile",
        "profileFolder",
        "signingKeyFile",
        "signingKeySecretUri",
        "language",
        "planValidHours",
        "storage:kind",
        "storage:folder",
        "storage:connectionString",
        "storage:accountName",
        "directory:baseUri",
        "directory:tokenUri",
        "directory:tenantId",
        "directory:notificationUrl",
        "directory:registrationReport",
        "directory:signInActivity",
        "webauthn:metadataRootsFile",
        "webauthn:attestationRootsFile",
        .. LdapSettingsReader.Keys,
        .. IdentitySettings.Keys,
        .. ApiSettingsReader.Keys,
        .. PortalSettingsReader.Keys,
        .. MailSettingsReader.Keys,
        .. LogSettingsReader.Keys,
        .. NodeSettingsReader.Keys,
    ];

    /// <summary>The language that the settings ask for; Japanese when they cannot be read.</summary>
    /// <param name="path">Path of the JSON file.</param>
    public static string LanguageOf(string path) => Read(path).Settings?.Language ?? "ja";

    /// <summary>Reads a settings file and what the environment overrides.</summary>
    /// <param name="path">Path of the JSON file.</param>
    /// <returns>The settings, or every fault found.</returns>
    public static (AccessGovSettings? Settings, IReadOnlyList<Wording> Faults) Read(string path)
    {
        var (file, fault) = SettingsFile.Read(path);
        if (file is null)
            return (null, [fault!]);
        var values = new ConfigurationBuilder().AddInMemoryCollection(file.Values).AddEnvironmentVariables(EnvironmentPrefix).Build();
        var faults = new SettingsFaults(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        foreach (var key in file.Twice)
            faults.Add(Wording.Of("Settings.twice", key));
        new SettingsShape(file, faults).Check(values);

        string At(string key, string? fallback = null)
        {
            if (values[key] is { Length: > 0 } value)
                return value;
            if (fallback is null)
                faults.Add(Wording.Of("Settings.missing-key", key));
            return fallback ?? "";
        }

        string PathAt(string key, string fallback, bool isFolder = false)
        {
            var at = Path.GetFullPath(At(key, fallback), folder);
            if (isFolder ? File.Exists(at) : System.IO.Directory.Exists(at))
                faults.Add(Wording.Of(isFolder ? "Settings.folder-is-file" : "Settings.file-is-folder", key, at));
            return at;
        }

        Uri? SecretAt(string key)
        {
            if (values[key] is not { Length: > 0 } text)
                return null;
            if (
                Uri.TryCreate(text, UriKind.Absolute, out var uri)
                && uri.Scheme == Uri.UriSchemeHttps
                && uri.Segments is [_, "secrets/", _, ..]
            )
                return uri;
            return Fault<Uri>(faults, Wording.Of("Settings.secret-address", key, text));
        }

        var (storage, flaws) = StorageChoice.Of(values.GetSection("storage"));
        foreach (var flaw in flaws)
            faults.Add(flaw);
        if (storage is StorageChoice.Sqlite { Folder: var state })
        {
            storage = new StorageChoice.Sqlite(Path.GetFullPath(state, folder));
            if (File.Exists(Path.GetFullPath(state, folder)))
                faults.Add(Wording.Of("Settings.folder-is-file", "storage:folder", Path.GetFullPath(state, folder)));
        }
        var operators = OperatorSettings.Read(values, faults);
        var language = At("language", "ja");
        if (language is not ("ja" or "en"))
            faults.Add(Wording.Of("Settings.unknown-word", "language", language, "ja, en"));
        if (!double.TryParse(At("planValidHours", "24"), out var hours) || hours is <= 0 or > 168)
            faults.Add(Wording.Of("Settings.plan-hours", values["planValidHours"], 168));
        var settings = new AccessGovSettings
        {
            PolicyFile = PathAt("policyFile", "policy.yaml"),
            ProfileFolder = PathAt("profileFolder", "profiles", isFolder: true),
            SigningKeyFile = PathAt("signingKeyFile", "signing-key.pem"),
            SigningKeySecretUri = SecretAt("signingKeySecretUri"),
            Storage = storage ?? new StorageChoice.Sqlite(folder),
            Directory = ReadDirectory(values, key => CertificateFile(values, key, folder, faults), faults),
            Api = ApiSettingsReader.Read(values, folder, key => UriAt(values, key, faults), faults),
            Portal = PortalSettingsReader.Read(values, folder, key => UriAt(values, key, faults), faults),
            Mail = MailSettingsReader.Read(
                values,
                (key => ExistingFile(values, key, folder, faults), key => CertificateFile(values, key, folder, faults)),
                faults
            ),
            Log = LogSettingsReader.Read(values, folder, (SecretAt, key => ExistingFile(values, key, folder, faults)), faults),
            WebAuthn = new WebAuthnSettings
            {
                MetadataRootsFile = CertificateFile(values, "webauthn:metadataRootsFile", folder, faults),
                AttestationRootsFile = CertificateFile(values, "webauthn:attestationRootsFile", folder, faults),
            },
            Operators = operators,
            Node = NodeSettingsReader.Read(values, folder, faults),
            Language = language,
            PlanValidFor = TimeSpan.FromHours(hours is > 0 and <= 168 ? hours : 24),
        };
        // A host whose key is in a vault has no disk: each of its processes would make a key of its own for the log.
        if (settings.SigningKeySecretUri is not null && settings.Log.KeySecretUri is null)
            faults.Add(Wording.Of("Settings.log-key-missing"));
        if (settings.SigningKeySecretUri is not null && settings.Log.MemoryBlobUri is null)
            faults.Add(Wording.Of("Settings.log-memory-missing"));
        return faults.All.Count == 0 ? (settings, []) : (null, faults.All);
    }

    private static DirectorySettings ReadDirectory(IConfiguration values, Func<string, string?> certificates, SettingsFaults faults)
    {
        Uri? UriAt(string key) => SettingsReader.UriAt(values, key, faults);
        var notifications = UriAt("directory:notificationUrl");
        if (notifications is { PathAndQuery: not "/" })
            faults.Add(Wording.Of("Settings.portal-address", "directory:notificationUrl", notifications));
        var standard = new DirectorySettings();
        var baseUri = UriAt("directory:baseUri") ?? standard.BaseUri;
        if (!baseUri.AbsoluteUri.EndsWith("/v1.0", StringComparison.Ordinal))
            faults.Add(Wording.Of("Settings.graph-address", baseUri));
        bool IsSet(string key) => SettingsReader.IsSet(values, key, faults);
        var (roleClientIds, allowOne) = IdentitySettings.Read(values, faults);
        return new DirectorySettings
        {
            Ldap = LdapSettingsReader.Read(values, certificates, faults),
            BaseUri = baseUri,
            TokenUri = UriAt("directory:tokenUri"),
            TenantId = Tenant(values, faults),
            ClientId = values["directory:clientId"] ?? "",
            RoleClientIds = roleClientIds,
            AllowOneIdentity = allowOne,
            NotificationUri = notifications,
            RegistrationReport = IsSet("directory:registrationReport"),
            SignInActivity = IsSet("directory:signInActivity"),
        };
    }

    /// <summary>A tenant is asked for by its id or by one of its domains; any other word is found only when somebody signs in.</summary>
    private static string Tenant(IConfiguration values, SettingsFaults faults)
    {
        var tenant = values["directory:tenantId"] ?? "";
        if (tenant.Length > 0 && !Guid.TryParse(tenant, out _) && !IsDomain().IsMatch(tenant))
            faults.Add(Wording.Of("Settings.tenant", "directory:tenantId", tenant));
        return tenant;
    }

    /// <summary>True where a setting says true; what is neither true nor false is a fault.</summary>
    internal static bool IsSet(IConfiguration values, string key, SettingsFaults faults)
    {
        if (values[key] is not (null or "" or "true" or "false" or "True" or "False") and var text)
            faults.Add(Wording.Of("Settings.not-yes-no", key, text));
        return values[key] is "true" or "True";
    }

    private static Uri? UriAt(IConfiguration values, string key, SettingsFaults faults)
    {
        if (values[key] is not { Length: > 0 } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback))
            return uri;
        return Fault<Uri>(faults, Wording.Of("Settings.https-address", key, text));
    }

    /// <summary>A file that a setting names, as an absolute path; one that is not there is a fault.</summary>
    internal static string? ExistingFile(IConfiguration values, string key, string folder, SettingsFaults faults)
    {
        if (values[key] is not { Length: > 0 } text)
            return null;
        var file = Path.GetFullPath(text, folder);
        if (!File.Exists(file))
            faults.Add(Wording.Of(System.IO.Directory.Exists(file) ? "Settings.file-is-folder" : "Settings.no-file", key, file));
        return file;
    }

    /// <summary>Looked into at the start: later it would be found by whoever has a key in hand.</summary>
    private static string? CertificateFile(IConfiguration values, string key, string folder, SettingsFaults faults)
    {
        var file = ExistingFile(values, key, folder, faults);
        if (!File.Exists(file))
            return file;
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(File.ReadAllText(file));
            if (certificates.Count == 0)
                faults.Add(Wording.Of("Settings.no-certificate", key, file));
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            faults.Add(Wording.Of("Settings.bad-certificate", key, file));
        }
        foreach (var certificate in certificates)
            certificate.Dispose();
        return file;
    }

    // A domain name: labels of letters, digits and hyphens, at least two (RFC 1123 §2.1).
    [GeneratedRegex(
        @"^(?=.{1,253}\z)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex IsDomain();

    private static T Fault<T>(SettingsFaults faults, Wording what)
        where T : class
    {
        faults.Add(what);
        return null!;
    }
}
