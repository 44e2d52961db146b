using AccessGov.Core.Kernel;

namespace AccessGov.App.Yaml;

/// <summary>The keys of one kind of mapping. The JSON Schema has a definition of the same name; a test compares them.</summary>
internal sealed record KeySet(string Name, IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    public IReadOnlyList<string> All { get; } = [.. Required, .. Optional];

    /// <summary>What people call such a mapping.</summary>
    public Wording Called => NameOf(Name);

    /// <summary>What people call a kind of mapping, or what a registry of the file names.</summary>
    /// <param name="kind">Its code, kebab-case.</param>
    public static Wording NameOf(string kind) => Wording.Of($"Yaml.of-{kind}");
}
