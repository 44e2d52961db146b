namespace AccessGov.App.Yaml;

/// <summary>A YAML document as a tree that knows the place of each node.</summary>
internal abstract record YamlNode
{
    private YamlNode(SourcePosition at) => At = at;

    public SourcePosition At { get; }

    /// <param name="At">First character.</param>
    /// <param name="Text">Value without quotes.</param>
    /// <param name="Plain">True when it was written without quotes.</param>
    public sealed record Scalar(SourcePosition At, string Text, bool Plain) : YamlNode(At);

    public sealed record Sequence(SourcePosition At, IReadOnlyList<YamlNode> Items) : YamlNode(At);

    public sealed record Mapping(SourcePosition At, IReadOnlyList<Entry> Entries) : YamlNode(At);

    public sealed record Entry(Scalar Key, YamlNode Value);
}
