using AccessGov.Core.Kernel;

namespace AccessGov.App.Yaml;

/// <summary>Errors of a YAML file as sentences for people.</summary>
public static class YamlReport
{
    private const string Whole = "Yaml.refused-whole";

    /// <summary>A sentence an error, each with its place and its remedy, and a last one with their number.</summary>
    /// <param name="name">File name as the reader of the text knows it.</param>
    /// <param name="kind">What the file is: <c>policy</c> or <c>profile</c>.</param>
    /// <param name="errors">At least one, by line and column.</param>
    public static IReadOnlyList<Wording> Of(string name, string kind, IReadOnlyList<YamlError> errors) =>
        [.. errors.Select(e => e.In(name)), Wording.Of(Whole, errors.Count, KeySet.NameOf(kind))];

    /// <summary>True for the last sentence of a report, which is no error itself.</summary>
    /// <param name="sentence">A sentence of a report, or any other.</param>
    public static bool IsEnd(Wording sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        return sentence.Key == Whole;
    }
}
