namespace AccessGov.Tests;

/// <summary>A folder of its own for one test, removed afterwards.</summary>
public sealed class TestFolder : IDisposable
{
    public string Path { get; } = System.IO.Directory.CreateTempSubdirectory("accessgov-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a secret that nobody but its owner may read.</summary>
    public void Keep(string name, byte[] secret)
    {
        System.IO.File.WriteAllBytes(File(name), secret);
        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(File(name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void Dispose() => System.IO.Directory.Delete(Path, recursive: true);
}
