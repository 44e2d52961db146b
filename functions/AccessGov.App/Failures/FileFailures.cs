namespace AccessGov.App.Failures;

/// <summary>The file system's errors as outside failures.</summary>
internal static class FileFailures
{
    // ENOSPC 28 and EDQUOT 122 on Linux; ERROR_HANDLE_DISK_FULL 39 and ERROR_DISK_FULL 112 on Windows, as HRESULTs.
    private static readonly int[] Full = OperatingSystem.IsWindows() ? [unchecked((int)0x80070027), unchecked((int)0x80070070)] : [28, 122];

    public static OutsideFailureException Classified(Exception e, string what) =>
        e switch
        {
            IOException when Full.Contains(e.HResult) => new(
                new OutsideFailure.Permanent("disk-full"),
                $"{what}: there is no room left. Free disk space, then run again.",
                e
            ),
            UnauthorizedAccessException => new(
                new OutsideFailure.Permanent("file-forbidden"),
                $"{what}: access was denied. Check the owner and rights of the folder.",
                e
            ),
            DirectoryNotFoundException or FileNotFoundException => new(
                new OutsideFailure.Permanent("file-missing"),
                $"{what}: it went away meanwhile, or a folder above it is missing.",
                e
            ),
            _ => new(new OutsideFailure.Transient("file-busy"), $"{what}: {e.Message}", e),
        };
}
