namespace AccessGov.App.Yaml;

/// <summary>A value in the file and its path.</summary>
internal sealed record YamlField(YamlNode Node, string Path)
{
    public SourcePosition At => Node.At;
}
