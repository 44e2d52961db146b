namespace AccessGov.App.Storage;

/// <summary>Files that only their owner may read and that are gone when they are closed: what is too large to be held.</summary>
public static class TemporaryFile
{
    /// <summary>Makes an empty one, to be written and read.</summary>
    public static FileStream Create()
    {
        var options = OwnerOnly.Options(FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        options.Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous;
        return new FileStream(Path.Combine(Path.GetTempPath(), $"accessgov-{Guid.NewGuid():N}"), options);
    }
}
