using System.Runtime.Versioning;
using AccessGov.App.Audit;
using AccessGov.App.Settings;
using AccessGov.App.Storage;

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

    public static async IAsyncEnumerable<CheckResult> OfAsync(string settingsFile, AccessGovSettings settings)
    {
        foreach (var (path, unwanted, remedy) in Guarded(settingsFile, settings))
            foreach (
                var check in await Looks.AtAsync("file", path, () => OperatingSystem.IsWindows() ? [] : [Mode(path, unwanted, remedy)])
            )
                yield return check;
        // One that others can read is told above, and is to be replaced whatever it is.
        foreach (var key in Keys(settings).Where(k => File.Exists(k) && !OwnerOnly.IsExposed(k)))
            foreach (var check in await Looks.AtAsync("key", key, () => Usable(key)))
                yield return check;
        if (settings.Storage is StorageChoice.Sqlite { Folder: var state })
            foreach (var check in await Looks.AtAsync("file", state, () => [Room(state)]))
                yield return check;
    }

    /// <summary>What exists of it: what is missing is told by whoever needs it, and the signing key is made when it is needed.</summary>
    private static IEnumerable<(string Path, UnixFileMode Unwanted, string Remedy)> Guarded(string settingsFile, AccessGovSettings settings)
    {
        foreach (var open in new[] { settingsFile, settings.PolicyFile }.Where(File.Exists))
            yield return (open, OthersWrite, "go-w");
        foreach (var secret in settings.SecretFiles.Concat(Keys(settings)).Where(File.Exists))
            yield return (secret, Others, "600");
        if (settings.Storage is StorageChoice.Sqlite { Folder: var folder } && System.IO.Directory.Exists(folder))
            yield return (folder, Others, "700");
    }

    private static IEnumerable<string> Keys(AccessGovSettings settings) => [settings.SigningKeyFile, settings.Log.KeyFile];

    /// <summary>Nothing, where something can be signed with the key.</summary>
    private static IReadOnlyList<CheckResult> Usable(string key)
    {
        CheckpointSigner.Open(key).Dispose();
        return [];
    }

    [UnsupportedOSPlatform("windows")]
    private static CheckResult Mode(string path, UnixFileMode unwanted, string remedy)
    {
        var mode = File.GetUnixFileMode(path);
        if ((mode & unwanted) == 0)
            return CheckResult.Fine("file-mode", path);
        var shown = Convert.ToString((int)mode, 8).PadLeft(3, '0');
        return unwanted == Others
            ? CheckResult.Wrong("file-mode", path, shown, remedy)
            : CheckResult.Wrong("file-written", path, shown, remedy);
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
