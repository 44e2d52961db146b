using AccessGov.Core.Kernel;

namespace AccessGov.App.Yaml;

/// <summary>What most often is meant by what the parser says, which speaks English only.</summary>
internal static class YamlHints
{
    private static readonly (string Says, Wording Hint)[] All =
    [
        ("nested deeper", Wording.Of("Yaml.hint-deep")),
        ("expected ':'", Wording.Of("Yaml.hint-colon")),
        ("apping values are not allowed", Wording.Of("Yaml.hint-value")),
        ("invalid mapping", Wording.Of("Yaml.hint-value")),
        ("cannot start any token", Wording.Of("Yaml.hint-sign")),
        ("quoted scalar", Wording.Of("Yaml.hint-quote")),
        ("flow", Wording.Of("Yaml.hint-bracket")),
        ("expected ','", Wording.Of("Yaml.hint-bracket")),
        ("simple key", Wording.Of("Yaml.hint-colon")),
        ("block", Wording.Of("Yaml.hint-indent")),
        ("indicator", Wording.Of("Yaml.hint-indent")),
        ("expected key", Wording.Of("Yaml.hint-indent")),
    ];

    /// <summary>The hint for a message of the parser.</summary>
    public static Wording Of(string message)
    {
        foreach (var (says, hint) in All)
            if (message.Contains(says, StringComparison.OrdinalIgnoreCase))
                return hint;
        return Wording.Of("Yaml.hint-other");
    }
}
