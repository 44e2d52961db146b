using System.Runtime.InteropServices;

namespace AccessGov.App.Storage.Sqlite;

/// <summary>
/// Gives a finished file its name unless the name is taken, in one step. <see cref="File.Move(string, string, bool)"/> does so on
/// Windows; elsewhere it looks first and renames afterwards, and of two senders at once the second would overwrite the first.
/// </summary>
internal static partial class ExclusiveRename
{
    // errno of Linux and macOS alike.
    private const int Exists = 17;

    /// <summary>False when the name is taken; the temporary file is then still there.</summary>
    public static bool Try(string temporary, string target)
    {
        if (OperatingSystem.IsWindows())
        {
            if (Path.Exists(target))
                return false;
            File.Move(temporary, target, overwrite: false);
            return true;
        }
        if (Link(temporary, target) != 0)
            return Marshal.GetLastPInvokeError() == Exists
                ? false
                : throw new IOException(
                    $"The file could not be given its name: {Marshal.GetLastPInvokeErrorMessage()}.",
                    Marshal.GetLastPInvokeError()
                );
        File.Delete(temporary);
        return true;
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string existing, string added);
}
