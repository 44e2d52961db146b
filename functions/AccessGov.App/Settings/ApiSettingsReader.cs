using System.Text.RegularExpressions;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Settings;

/// <summary>Reads the sections <c>api</c> and <c>callers</c>.</summary>
internal static partial class ApiSettingsReader
{
    /// <summary>Keys of the sections, as the list of known settings shows them.</summary>
    public static readonly string[] Keys =
    [
        "api:audience",
        "api:authority",
        "callers:NAME:source",
        "callers:NAME:keyFile",
        "callers:NAME:appId",
        "callers:NAME:tokenFile",
    ];

    /// <summary>True when the key may stand in a settings file.</summary>
    public static bool Knows(string key) => KnownKey().IsMatch(key);

    public static ApiSettings Read(IConfiguration values, string path, string folder, Func<string, Uri?> uriAt, List<string> faults)
    {
        var callers = values
            .GetSection("callers")
            .GetChildren()
            .Select(c => Caller(c, path, folder, faults))
            .OfType<CallerSettings>()
            .ToList();
        var settings = new ApiSettings
        {
            Callers = callers,
            Audience = values["api:audience"] is { Length: > 0 } audience ? audience : null,
            Authority = uriAt("api:authority"),
            TokenTenant = values["directory:tenantId"] ?? "",
        };
        var apps = callers.Where(c => c.Proof is CallerProof.App).ToList();
        if (apps.Count > 0 && (settings.Audience is null || values["directory:tenantId"] is null or ""))
            faults.Add(
                $"{path}: callers:{apps[0].Name}:appId needs 'api:audience' and 'directory:tenantId': without them any token would do."
            );
        foreach (var twice in apps.GroupBy(c => c.Proof).Where(g => g.Count() > 1))
            faults.Add(
                $"{path}: callers {string.Join(", ", twice.Select(c => c.Name))} have the same appId; one application is one caller."
            );
        return settings;
    }

    private static CallerSettings? Caller(IConfigurationSection section, string path, string folder, List<string> faults)
    {
        CallerSettings? Fault(string text)
        {
            faults.Add($"{path}: callers:{section.Key}{text}");
            return null;
        }

        if (!Name().IsMatch(section.Key))
            return Fault(" must be named with 1 to 40 characters of a-z, 0-9 and '-'.");
        // One id is a text, several are a list, or in the environment a text with commas.
        var ids = (section["source"]?.Split(',') ?? [.. section.GetSection("source").GetChildren().Select(c => c.Value ?? "")])
            .Select(s => s.Trim())
            .ToArray();
        if (ids.Length == 0 || ids.Any(string.IsNullOrEmpty))
            return Fault(":source is missing: say for which source of the policy it speaks.");
        var (file, app, token) = (section["keyFile"] ?? "", section["appId"] ?? "", section["tokenFile"] ?? "");
        if (new[] { file, app, token }.Count(v => v.Length > 0) != 1)
            return Fault(" needs one of 'keyFile', 'appId' and 'tokenFile', and only one.");
        if (app.Length > 0)
            return Guid.TryParse(app, out var id)
                ? new(section.Key, Sources(ids), new CallerProof.App(id))
                : Fault($":appId is '{app}', must be the client id of an application.");
        var isKey = file.Length > 0;
        var (kind, secret) = (isKey ? "keyFile" : "tokenFile", Path.GetFullPath(isKey ? file : token, folder));
        if (!File.Exists(secret))
            return Fault(
                $":{kind}: '{secret}' does not exist. Make one: openssl rand {(isKey ? "-out FILE 32" : "-base64 -out FILE 48")}."
            );
        var (least, most) = isKey
            ? (CallerProof.KeyFile.Least, CallerProof.KeyFile.Most)
            : (CallerProof.TokenFile.Least, CallerProof.TokenFile.Most);
        return new FileInfo(secret).Length is var length && length >= least && length <= most
            ? new(section.Key, Sources(ids), isKey ? new CallerProof.KeyFile(secret) : new CallerProof.TokenFile(secret))
            : Fault($":{kind}: '{secret}' has {length} bytes, must have {least} to {most}.");
    }

    private static SourceId[] Sources(string[] ids) => [.. ids.Distinct(StringComparer.Ordinal).Select(i => new SourceId(i))];

    [GeneratedRegex(@"^[a-z0-9-]{1,40}\z")]
    private static partial Regex Name();

    [GeneratedRegex(
        """
            ^(
                api : (audience|authority)
              | callers : [^:]+ ( : ( source(:\d+)? | keyFile | appId | tokenFile ) )?
            )\z
            """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex KnownKey();
}
