namespace AccessGov.App.Yaml;

/// <summary>The keys of one kind of mapping. The JSON Schema has a definition of the same name; a test compares them.</summary>
internal sealed record KeySet(string Name, IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    public IReadOnlyList<string> All { get; } = [.. Required, .. Optional];
}
