namespace AccessGov.App.Yaml;

/// <summary>Where in the file; both count from 1.</summary>
internal sealed record SourcePosition(int Line, int Column)
{
    public static SourcePosition Start { get; } = new(1, 1);
}
