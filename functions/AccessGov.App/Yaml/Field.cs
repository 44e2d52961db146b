namespace AccessGov.App.Yaml;

/// <summary>A value in the file and its path.</summary>
internal sealed record Field(YamlNode Node, string Path)
{
    public Place At => Node.At;
}
