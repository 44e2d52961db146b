using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AccessGov.App.Settings;

/// <summary>Reads settings strictly: an unknown key is an error, because a misspelt limit must not silently be the default.</summary>
public static class SettingsReader
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
        .. IdentitySettings.Keys,
        .. ApiSettingsReader.Keys,
        .. PortalSettingsReader.Keys,
        .. MailSettingsReader.Keys,
        .. LogSettingsReader.Keys,
    ];

    /// <summary>Reads a settings file and what the environment overrides.</summary>
    /// <param name="path">Path of the JSON file.</param>
    /// <returns>The settings, or every fault found.</returns>
    public static (AccessGovSettings? Settings, IReadOnlyList<string> Faults) Read(string path)
    {
        if (!File.Exists(path))
            return (
                null,
                [
                    $"Settings file '{path}' does not exist. Copy accessgov.sample.json to it (docs/operations.md explains every key), "
                        + $"or name one with --settings or ACCESSGOV_SETTINGS.",
                ]
            );
        IConfigurationRoot values;
        try
        {
            values = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path)).AddEnvironmentVariables(EnvironmentPrefix).Build();
        }
        catch (InvalidDataException e)
        {
            return (null, [$"Settings file '{path}' is not JSON: {e.InnerException?.Message ?? e.Message}"]);
        }
        var faults = new List<string>();
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        foreach (var (key, value) in values.AsEnumerable())
            if (
                value is not null
                && !Keys.Contains(key, StringComparer.OrdinalIgnoreCase)
                && !key.StartsWith(OperatorSettings.Prefix, StringComparison.OrdinalIgnoreCase)
                && !ApiSettingsReader.Knows(key)
                && !PortalSettingsReader.Knows(key)
            )
                faults.Add($"{path}: unknown setting '{key}'. Known: {string.Join(", ", Keys)}, operators:<user>.");

        string At(string key, string? fallback = null)
        {
            if (values[key] is { Length: > 0 } value)
                return value;
            if (fallback is null)
                faults.Add($"{path}: setting '{key}' is missing.");
            return fallback ?? "";
        }

        string PathAt(string key, string fallback) => Path.GetFullPath(At(key, fallback), folder);

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
            return Fault<Uri>(
                faults,
                $"{path}: {key} is '{text}', must be the address of a Key Vault secret: https://VAULT.vault.azure.net/secrets/NAME."
            );
        }

        StorageChoice? storage = null;
        try
        {
            storage = StorageChoice.Of(values.GetSection("storage"));
            if (storage is StorageChoice.Sqlite { Folder: var state })
                storage = new StorageChoice.Sqlite(Path.GetFullPath(state, folder));
        }
        catch (ArgumentException e)
        {
            faults.Add($"{path}: {e.Message}");
        }
        var operators = OperatorSettings.Read(values, path, faults);
        var language = At("language", "ja");
        if (language is not ("ja" or "en"))
            faults.Add($"{path}: language is '{language}', must be 'ja' or 'en'.");
        if (!double.TryParse(At("planValidHours", "24"), out var hours) || hours is <= 0 or > 168)
            faults.Add($"{path}: planValidHours is '{values["planValidHours"]}', must be a number of hours above 0, at most 168.");
        var settings = new AccessGovSettings
        {
            PolicyFile = PathAt("policyFile", "policy.yaml"),
            ProfileFolder = PathAt("profileFolder", "profiles"),
            SigningKeyFile = PathAt("signingKeyFile", "signing-key.pem"),
            SigningKeySecretUri = SecretAt("signingKeySecretUri"),
            Storage = storage ?? new StorageChoice.Sqlite(folder),
            Directory = ReadDirectory(values, path, faults),
            Api = ApiSettingsReader.Read(values, path, folder, key => UriAt(values, key, path, faults), faults),
            Portal = PortalSettingsReader.Read(values, path, folder, key => UriAt(values, key, path, faults), faults),
            Mail = MailSettingsReader.Read(
                values,
                path,
                (key => ExistingFile(values, key, path, folder, faults), key => CertificateFile(values, key, path, folder, faults)),
                faults
            ),
            Log = LogSettingsReader.Read(values, path, folder, (SecretAt, key => ExistingFile(values, key, path, folder, faults)), faults),
            WebAuthn = new WebAuthnSettings
            {
                MetadataRootsFile = CertificateFile(values, "webauthn:metadataRootsFile", path, folder, faults),
                AttestationRootsFile = CertificateFile(values, "webauthn:attestationRootsFile", path, folder, faults),
            },
            Operators = operators,
            Language = language,
            PlanValidFor = TimeSpan.FromHours(hours is > 0 and <= 168 ? hours : 24),
        };
        // A host whose key is in a vault has no disk: each of its processes would make a key of its own for the log.
        if (settings.SigningKeySecretUri is not null && settings.Log.KeySecretUri is null)
            faults.Add($"{path}: log:keySecretUri is missing: where signingKeySecretUri is set, the log's key is in a vault too.");
        if (settings.SigningKeySecretUri is not null && settings.Log.MemoryBlobUri is null)
            faults.Add($"{path}: log:memoryBlobUri is missing: where signingKeySecretUri is set, no disk of the host remembers the log.");
        return faults.Count == 0 ? (settings, []) : (null, faults);
    }

    private static DirectorySettings ReadDirectory(IConfiguration values, string path, List<string> faults)
    {
        Uri? UriAt(string key) => SettingsReader.UriAt(values, key, path, faults);
        var notifications = UriAt("directory:notificationUrl");
        if (notifications is { PathAndQuery: not "/" })
            faults.Add(
                $"{path}: directory:notificationUrl is '{notifications}', must be the portal's public address without a path; /portal/… "
                    + $"is added."
            );
        var standard = new DirectorySettings();
        var baseUri = UriAt("directory:baseUri") ?? standard.BaseUri;
        if (!baseUri.AbsoluteUri.EndsWith("/v1.0", StringComparison.Ordinal))
            faults.Add($"{path}: directory:baseUri is '{baseUri}', must end in /v1.0 and nothing after it.");
        bool IsSet(string key) => SettingsReader.IsSet(values, key, path, faults);
        var (roleClientIds, allowOne) = IdentitySettings.Read(values, path, faults);
        return new DirectorySettings
        {
            BaseUri = baseUri,
            TokenUri = UriAt("directory:tokenUri"),
            TenantId = values["directory:tenantId"] ?? "",
            ClientId = values["directory:clientId"] ?? "",
            RoleClientIds = roleClientIds,
            AllowOneIdentity = allowOne,
            NotificationUri = notifications,
            RegistrationReport = IsSet("directory:registrationReport"),
            SignInActivity = IsSet("directory:signInActivity"),
        };
    }

    /// <summary>True where a setting says true; what is neither true nor false is a fault.</summary>
    private static bool IsSet(IConfiguration values, string key, string path, List<string> faults)
    {
        if (values[key] is not (null or "" or "true" or "false" or "True" or "False") and var text)
            faults.Add($"{path}: {key} is '{text}', must be true or false.");
        return values[key] is "true" or "True";
    }

    private static Uri? UriAt(IConfiguration values, string key, string path, List<string> faults)
    {
        if (values[key] is not { Length: > 0 } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback))
            return uri;
        return Fault<Uri>(faults, $"{path}: {key} is '{text}', must be an https address (http only on this machine).");
    }

    /// <summary>A file that a setting names, as an absolute path; one that is not there is a fault.</summary>
    internal static string? ExistingFile(IConfiguration values, string key, string path, string folder, List<string> faults)
    {
        if (values[key] is not { Length: > 0 } text)
            return null;
        var file = Path.GetFullPath(text, folder);
        if (!File.Exists(file))
            faults.Add($"{path}: {key}: '{file}' does not exist.");
        return file;
    }

    /// <summary>Looked into at the start: later it would be found by whoever has a key in hand.</summary>
    private static string? CertificateFile(IConfiguration values, string key, string path, string folder, List<string> faults)
    {
        var file = ExistingFile(values, key, path, folder, faults);
        if (!File.Exists(file))
            return file;
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(File.ReadAllText(file));
            if (certificates.Count == 0)
                faults.Add($"{path}: {key}: '{file}' holds no certificate (PEM).");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            faults.Add($"{path}: {key}: the certificates of '{file}' cannot be read: {e.Message}");
        }
        foreach (var certificate in certificates)
            certificate.Dispose();
        return file;
    }

    private static T Fault<T>(List<string> faults, string text)
        where T : class
    {
        faults.Add(text);
        return null!;
    }
}
