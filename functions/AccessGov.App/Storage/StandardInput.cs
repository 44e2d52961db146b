using System.Runtime.InteropServices;

namespace AccessGov.App.Storage;

/// <summary>What was handed to this process to be read, if anything was.</summary>
public static partial class StandardInput
{
    // fcntl(2), alike on Linux and macOS.
    private const int Descriptor = 0,
        GetFlags = 1,
        CloseOnExec = 1;

    /// <summary>
    /// True when the process was started with its standard input closed. Then descriptor 0 is nothing, or something of the runtime's own,
    /// such as a pipe on which nothing for us ever comes: what was inherited is never one that closes on exec, and the runtime opens no
    /// other. On Windows such an input is empty, and is told as an empty file.
    /// </summary>
    public static bool IsClosed =>
        !OperatingSystem.IsWindows() && Control(Descriptor, GetFlags) is var flags && (flags < 0 || (flags & CloseOnExec) != 0);

    /// <summary>True when a folder was handed over (<c>&lt; /tmp</c>): nothing can be read of it.</summary>
    public static bool IsFolder => !OperatingSystem.IsWindows() && System.IO.Directory.Exists("/dev/stdin");

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int descriptor, int command);
}
