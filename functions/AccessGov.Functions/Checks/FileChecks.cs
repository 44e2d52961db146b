using System.Runtime.Versioning;
using AccessGov.App.Settings;

namespace AccessGov.Functions.Checks;

/// <summary>Who else can read what only the service may, and whether there is room.</summary>
internal static class FileChecks
{
    /// <summary>Below this a plan of a large city may not fit, in bytes.</summary>
    private const long LeastRoom = 1L << 30;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute
        | UnixFileMode.GroupExecute;

    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    public static IEnumerable<CheckResult> Of(string settingsFile, AccessGovSettings settings)
    {
        if (!OperatingSystem.IsWindows())
        {
            yield return Mode(settingsFile, OthersWrite, "go-w");
            yield return Mode(settings.PolicyFile, OthersWrite, "go-w");
            foreach (var secret in settings.SecretFiles.Append(settings.SigningKeyFile).Where(File.Exists))
                yield return Mode(secret, Others, "600");
            if (settings.Storage is StorageChoice.Sqlite { Folder: var folder } && System.IO.Directory.Exists(folder))
                yield return Mode(folder, Others, "700");
        }
        if (settings.Storage is StorageChoice.Sqlite { Folder: var state })
            yield return Room(state);
    }

    [UnsupportedOSPlatform("windows")]
    private static CheckResult Mode(string path, UnixFileMode unwanted, string remedy)
    {
        var mode = File.GetUnixFileMode(path);
        return (mode & unwanted) == 0
            ? CheckResult.Fine("file-mode", path)
            : CheckResult.Wrong("file-mode", path, Convert.ToString((int)mode, 8).PadLeft(3, '0'), remedy);
    }

    private static CheckResult Room(string folder)
    {
        var at = folder;
        while (!System.IO.Directory.Exists(at) && Path.GetDirectoryName(at) is { } above)
            at = above;
        var free = new DriveInfo(at).AvailableFreeSpace;
        return new CheckResult("disk", free >= LeastRoom ? CheckState.Fine : CheckState.Wrong, folder, free >> 20, LeastRoom >> 20);
    }
}
