using System.Text;

namespace AccessGov.App.Yaml;

/// <summary>Errors of a YAML file as text for a console.</summary>
public static class YamlReport
{
    private const string Remedy = "\n    → ",
        End = " is refused as a whole.";

    /// <summary>The errors of a report one by one, a line each; any other text stays as it is.</summary>
    /// <param name="report">What <see cref="Render"/> gave.</param>
    public static IEnumerable<string> ErrorsOf(string report) =>
        report
            .Replace(Remedy, " → ", StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.EndsWith(End, StringComparison.Ordinal));

    /// <summary>
    /// Two lines an error, e.g. <c>suzaka.yaml:12:5 …</c> which editors and terminals make a link, and a last line with the count.
    /// </summary>
    /// <param name="name">File name as the reader of the text knows it.</param>
    /// <param name="kind">What the file is: policy, profile.</param>
    /// <param name="errors">At least one, by line and column.</param>
    public static string Render(string name, string kind, IReadOnlyList<YamlError> errors)
    {
        var text = new StringBuilder();
        foreach (var error in errors)
        {
            text.Append(name).Append(':').Append(error.Line).Append(':').Append(error.Column).Append(' ');
            if (error.Path.Length > 0)
                text.Append(error.Path).Append(": ");
            text.Append(error.Message).Append(Remedy).Append(error.Remedy).Append('\n');
        }
        return text.Append(errors.Count)
            .Append(errors.Count == 1 ? " error" : " errors")
            .Append("; the ")
            .Append(kind)
            .Append(End)
            .Append('\n')
            .ToString();
    }
}
