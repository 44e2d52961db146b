namespace AccessGov.App.Yaml;

/// <summary>A YAML document as a tree that knows the place of each node.</summary>
internal abstract record YamlNode
{
    private YamlNode(Place at) => At = at;

    public Place At { get; }

    /// <param name="At">First character.</param>
    /// <param name="Text">Value without quotes.</param>
    /// <param name="Plain">True when it was written without quotes.</param>
    public sealed record Scalar(Place At, string Text, bool Plain) : YamlNode(At);

    public sealed record Sequence(Place At, IReadOnlyList<YamlNode> Items) : YamlNode(At);

    public sealed record Mapping(Place At, IReadOnlyList<Entry> Entries) : YamlNode(At);

    public sealed record Entry(Scalar Key, YamlNode Value);
}
