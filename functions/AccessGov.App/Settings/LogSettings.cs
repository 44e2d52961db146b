using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Settings;

/// <summary>What outsiders hold of the record: its log's name and key, its memory outside the store, its witnesses.</summary>
public sealed class LogSettings
{
    /// <summary>Name of the log, which never changes once it has begun; null for <c>audit.TENANT.lg.jp/accessgov/1</c>.</summary>
    public string? Origin { get; init; }

    /// <summary>PEM file with the ECDSA P-256 key that signs the log; made on first use. Another than the chain's.</summary>
    public required string KeyFile { get; init; }

    /// <summary>Key Vault secret with that key instead of the file; null for the file.</summary>
    public Uri? KeySecretUri { get; init; }

    /// <summary>File that remembers outside the store how far the log was signed; best on another disk.</summary>
    public required string MemoryFile { get; init; }

    /// <summary>Blob that remembers instead of the file, best in another storage account; null for the file.</summary>
    public Uri? MemoryBlobUri { get; init; }

    /// <summary>Witness policy (c2sp.org/tlog-policy) with those who are asked; null for nobody.</summary>
    public string? WitnessPolicyFile { get; init; }
}

/// <summary>Reads <c>log:…</c>.</summary>
internal static class LogSettingsReader
{
    public static readonly string[] Keys =
    [
        "log:origin",
        "log:keyFile",
        "log:keySecretUri",
        "log:memoryFile",
        "log:memoryBlobUri",
        "log:witnessPolicyFile",
    ];

    public static LogSettings Read(
        IConfiguration values,
        string folder,
        (Func<string, Uri?> Secret, Func<string, string?> File) at,
        SettingsFaults faults
    )
    {
        string PathOf(string key, string usual)
        {
            var file = Path.GetFullPath(values[key] is { Length: > 0 } text ? text : usual, folder);
            if (System.IO.Directory.Exists(file))
                faults.Add(Wording.Of("Settings.file-is-folder", key, file));
            return file;
        }

        if (values["log:origin"] is { Length: > 0 } named && !NoteName.TryParse(named, out _))
            faults.Add(Wording.Of("Settings.log-origin", named));
        Uri? blob = null;
        if (
            values["log:memoryBlobUri"] is { Length: > 0 } address
            && !(
                Uri.TryCreate(address, UriKind.Absolute, out blob)
                && blob is { Query: "", Segments.Length: >= 3 }
                && (blob.Scheme == Uri.UriSchemeHttps || blob.IsLoopback)
            )
        )
            faults.Add(Wording.Of("Settings.log-memory"));
        return new LogSettings
        {
            Origin = values["log:origin"] is { Length: > 0 } origin ? origin : null,
            KeyFile = PathOf("log:keyFile", "log-key.pem"),
            KeySecretUri = at.Secret("log:keySecretUri"),
            MemoryFile = PathOf("log:memoryFile", "log-memory"),
            MemoryBlobUri = blob,
            WitnessPolicyFile = at.File("log:witnessPolicyFile"),
        };
    }
}
