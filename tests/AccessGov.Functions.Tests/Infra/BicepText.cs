using System.Text.RegularExpressions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Infra;

/// <summary>Reads main.bicep as plain text: there is no compiler here, and the file is kept plain for this.</summary>
internal static partial class BicepText
{
    /// <summary>The file.</summary>
    public static string Whole { get; } = File.ReadAllText(Sample.InRepository("infra/main.bicep"));

    /// <summary>Without comments and multi-line texts.</summary>
    public static string Code { get; } = LineComments().Replace(MultiLine().Replace(Whole, "''"), "");

    /// <summary>Without any text: what is left are words and signs. What stands in <c>${…}</c> is kept.</summary>
    public static string Bare { get; } =
        Texts().Replace(Code, m => string.Concat(Interpolations().Matches(m.Value).Select(i => $" {i.Groups[1].Value} ")));

    /// <summary>App settings by name, their values as written.</summary>
    public static IReadOnlyDictionary<string, string> AppSettings { get; } =
        Settings().Matches(Code).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value.Trim());

    /// <summary>The words of <c>var NAME = [ 'a' 'b' ]</c>.</summary>
    public static string[] List(string name)
    {
        var found = Regex.Match(Code, $@"^var {name} = \[([^\]]*)\]", RegexOptions.Multiline);
        Assert.True(found.Success, $"main.bicep has no list '{name}'.");
        return [.. UiTexts().Matches(found.Groups[1].Value).Select(m => m.Groups[1].Value)];
    }

    /// <summary>The text of <c>NAME = 'text'</c>.</summary>
    public static string Text(string declaration) =>
        Regex.Match(Code, $"^{Regex.Escape(declaration)} = '([^']*)'", RegexOptions.Multiline) is { Success: true } found
            ? found.Groups[1].Value
            : throw new InvalidOperationException($"main.bicep has no '{declaration}'.");

    /// <summary>Names that are declared: parameters, variables, resources, and variables of loops.</summary>
    public static IReadOnlySet<string> Declared { get; } =
        Declarations()
            .Matches(Code)
            .Select(m => m.Groups[1].Value)
            .Concat(Loops().Matches(Code).Select(m => m.Groups[1].Value))
            .ToHashSet();

    [GeneratedRegex("'''.*?'''", RegexOptions.Singleline)]
    private static partial Regex MultiLine();

    // An address in a text has slashes too: a comment begins at the line's beginning or after a space.
    [GeneratedRegex(@"(?<=^|\s)//.*$", RegexOptions.Multiline)]
    private static partial Regex LineComments();

    [GeneratedRegex(@"'(?:[^'\\\n]|\\.)*'")]
    private static partial Regex Texts();

    [GeneratedRegex(@"\$\{([^}]*)\}")]
    private static partial Regex Interpolations();

    [GeneratedRegex(@"\{ name: '([^']+)', value: (.+) \}")]
    private static partial Regex Settings();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex UiTexts();

    [GeneratedRegex(@"^(?:param|var|resource) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declarations();

    [GeneratedRegex(@"\[for (\w+) in")]
    private static partial Regex Loops();
}
