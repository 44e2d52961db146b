namespace AccessGov.App.Storage;

/// <summary>Files that only their owner may read and that are gone when they are closed: what is too large to be held.</summary>
public static class TemporaryFile
{
    /// <summary>Makes an empty one, to be written and read.</summary>
    public static FileStream Create()
    {
        var options = OwnerOnly.Options(FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        options.Options = FileOptions.Asynchronous | (OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
        var path = Path.Combine(Path.GetTempPath(), $"accessgov-{Guid.NewGuid():N}");
        var file = new FileStream(path, options);
        // Gone from the folder at once, so that no kill leaves personal data behind; what is open stays readable.
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        return file;
    }
}
