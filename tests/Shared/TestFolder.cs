namespace AccessGov.Tests;

/// <summary>A folder of its own for one test, removed afterwards.</summary>
public sealed class TestFolder : IDisposable
{
    public string Path { get; } = System.IO.Directory.CreateTempSubdirectory("accessgov-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => System.IO.Directory.Delete(Path, recursive: true);
}
