namespace AccessGov.App.Storage;

/// <summary>
/// Files and folders that nobody but their owner may read: 0600 and 0700. On Windows the folder's access list guards them.
/// </summary>
public static class OwnerOnly
{
    private const UnixFileMode Folders = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Files = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder and what is missing above it; what exists keeps its rights.</summary>
    /// <param name="path">The folder.</param>
    public static DirectoryInfo MakeFolder(string path)
    {
        var full = Path.GetFullPath(path);
        if (OperatingSystem.IsWindows())
            return System.IO.Directory.CreateDirectory(full);
        if (!System.IO.Directory.Exists(full) && Path.GetDirectoryName(full) is { } above)
        {
            MakeFolder(above);
            return System.IO.Directory.CreateDirectory(full, Folders);
        }
        return new DirectoryInfo(full);
    }

    /// <summary>How a file is opened that may have to be made.</summary>
    /// <param name="mode">New, or perhaps new.</param>
    /// <param name="access">Reading, writing or both.</param>
    /// <param name="share">What others may do meanwhile.</param>
    public static FileStreamOptions Options(FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = access,
            Share = share,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Files;
        return options;
    }

    /// <summary>True when others than the owner have rights on the file.</summary>
    /// <param name="path">A file that exists.</param>
    public static bool IsExposed(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(Files | UnixFileMode.UserExecute)) != 0;
}
