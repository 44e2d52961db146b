using System.Text.RegularExpressions;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Failures;

/// <summary>The file system's errors as outside failures.</summary>
internal static partial class FileFailures
{
    // ENOSPC 28 and EDQUOT 122 on Linux; ERROR_HANDLE_DISK_FULL 39 and ERROR_DISK_FULL 112 on Windows, as HRESULTs.
    private static readonly int[] Full = OperatingSystem.IsWindows() ? [unchecked((int)0x80070027), unchecked((int)0x80070070)] : [28, 122];

    // EACCES 13, ENOTDIR 20, EISDIR 21, EROFS 30, ENAMETOOLONG 36, ELOOP 40: time changes none of them.
    private static readonly int[] Lasting = OperatingSystem.IsWindows() ? [] : [13, 20, 21, 30, 36, 40];

    /// <summary>Where nobody knows at what it was met but the error itself, whose message quotes the path.</summary>
    public static OutsideFailureException Classified(Exception e) =>
        Classified(
            e,
            QuotedPath().Match(e.Message) is { Success: true } path
                ? Wording.Of("Outside.at", path.Groups[1].Value)
                : Wording.Of("Outside.some-file")
        );

    public static OutsideFailureException Classified(Exception e, Wording what) =>
        e switch
        {
            IOException when Full.Contains(e.HResult) => new(
                new OutsideFailure.Permanent("disk-full"),
                Wording.Of("Outside.disk-full", what),
                e
            ),
            UnauthorizedAccessException => new(new OutsideFailure.Permanent("file-forbidden"), Wording.Of("Outside.file-denied", what), e),
            DirectoryNotFoundException or FileNotFoundException => new(
                new OutsideFailure.Permanent("file-missing"),
                Wording.Of("Outside.file-missing", what),
                e
            ),
            IOException when Lasting.Contains(e.HResult) => new(
                new OutsideFailure.Permanent("file-forbidden"),
                Wording.Of("Outside.file-forbidden", what, e.HResult & 0xffff, e.Message),
                e
            ),
            _ => new(new OutsideFailure.Transient("file-busy"), Wording.Of("Outside.file-busy", what, e.HResult & 0xffff, e.Message), e),
        };

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex QuotedPath();
}
