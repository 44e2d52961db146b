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

    public static ApiSettings Read(IConfiguration values, string folder, Func<string, Uri?> uriAt, SettingsFaults faults)
    {
        var callers = values.GetSection("callers").GetChildren().Select(c => Caller(c, folder, faults)).OfType<CallerSettings>().ToList();
        var settings = new ApiSettings
        {
            Callers = callers,
            Audience = values["api:audience"] is { Length: > 0 } audience ? audience : null,
            Authority = uriAt("api:authority"),
            TokenTenant = values["directory:tenantId"] ?? "",
        };
        var apps = callers.Where(c => c.Proof is CallerProof.App).ToList();
        if (apps.Count > 0 && (settings.Audience is null || values["directory:tenantId"] is null or ""))
            faults.Add(Wording.Of("Settings.app-without-audience", apps[0].Name));
        foreach (var twice in apps.GroupBy(c => c.Proof).Where(g => g.Count() > 1))
            faults.Add(Wording.Of("Settings.app-twice", twice.Select(c => c.Name)));
        return settings;
    }

    private static CallerSettings? Caller(IConfigurationSection section, string folder, SettingsFaults faults)
    {
        var before = faults.All.Count;
        if (faults.IsTold(section.Path))
            return null;
        if (!Name().IsMatch(section.Key))
            faults.Add(Wording.Of("Settings.caller-name", section.Key));
        // One id is a text, several are a list, or in the environment a text with commas.
        var ids = (section["source"]?.Split(',') ?? [.. section.GetSection("source").GetChildren().Select(c => c.Value ?? "")])
            .Select(s => s.Trim())
            .ToArray();
        if ((ids.Length == 0 || ids.Any(string.IsNullOrEmpty)) && !faults.IsTold($"{section.Path}:source"))
            faults.Add(Wording.Of("Settings.caller-source", section.Key));
        var proof = ProofOf(section, folder, faults);
        return faults.All.Count > before || proof is null ? null : new(section.Key, Sources(ids), proof);
    }

    private static CallerProof? ProofOf(IConfigurationSection section, string folder, SettingsFaults faults)
    {
        CallerProof? Fault(Wording what)
        {
            faults.Add(what);
            return null;
        }

        string[] kinds = ["keyFile", "appId", "tokenFile"];
        if (kinds.Any(k => faults.IsTold($"{section.Path}:{k}")))
            return null;
        var (file, app, token) = (section["keyFile"] ?? "", section["appId"] ?? "", section["tokenFile"] ?? "");
        if (new[] { file, app, token }.Count(v => v.Length > 0) != 1)
            return Fault(Wording.Of("Settings.caller-proof", section.Key));
        if (app.Length > 0)
            return Guid.TryParse(app, out var id)
                ? new CallerProof.App(id)
                : Fault(Wording.Of("Settings.caller-app", section.Key, app));
        var isKey = file.Length > 0;
        var (kind, secret) = (isKey ? "keyFile" : "tokenFile", Path.GetFullPath(isKey ? file : token, folder));
        if (System.IO.Directory.Exists(secret))
            return Fault(Wording.Of("Settings.file-is-folder", $"callers:{section.Key}:{kind}", secret));
        if (!File.Exists(secret))
            return Fault(
                Wording.Of(
                    "Settings.caller-file",
                    section.Key,
                    kind,
                    secret,
                    isKey ? "openssl rand -out FILE 32" : "openssl rand -base64 -out FILE 48"
                )
            );
        var (least, most) = isKey
            ? (CallerProof.KeyFile.Least, CallerProof.KeyFile.Most)
            : (CallerProof.TokenFile.Least, CallerProof.TokenFile.Most);
        return new FileInfo(secret).Length is var length && length >= least && length <= most
            ? isKey ? new CallerProof.KeyFile(secret) : new CallerProof.TokenFile(secret)
            : Fault(Wording.Of("Settings.caller-file-size", section.Key, kind, secret, length, least, most));
    }

    private static SourceId[] Sources(string[] ids) => [.. ids.Distinct(StringComparer.Ordinal).Select(i => new SourceId(i))];

    [GeneratedRegex(@"^[a-z0-9-]{1,40}\z")]
    private static partial Regex Name();
}
