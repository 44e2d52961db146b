using AccessGov.Core.Personnel;

namespace AccessGov.Sandbox.City.Files;

/// <summary>The extracts of every source for one day.</summary>
internal sealed class ExtractFolder : IDisposable
{
    private readonly List<ExtractFile> _files = [];

    /// <summary>Opens the files below the root.</summary>
    public ExtractFolder(string root, string name, DateOnly asOf, CitySettings settings, Action<InjectedFault> injected)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, name)).FullName;
        foreach (var format in ExtractFormat.All)
            _files.Add(new ExtractFile(Path.Combine(folder, format.Source + ".csv"), name, format, asOf, settings, injected));
    }

    /// <summary>Data rows by source.</summary>
    public IReadOnlyDictionary<string, int> Rows => _files.Zip(ExtractFormat.All).ToDictionary(p => p.Second.Source, p => p.First.Rows);

    /// <summary>Writes what each source says about the worker.</summary>
    public void Add(Person person, Worker worker)
    {
        foreach (var file in _files)
            file.Add(person, worker);
    }

    /// <inheritdoc/>
    public void Dispose() => _files.ForEach(f => f.Dispose());
}
