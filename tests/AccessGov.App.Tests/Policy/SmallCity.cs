using AccessGov.Tests;

namespace AccessGov.App.Tests.Policy;

/// <summary>The small city of docs/policy.md, and what becomes of it after one change.</summary>
internal static class SmallCity
{
    /// <summary>Stands in a replacement where the error must point to.</summary>
    public const char Here = '‸';

    public static string Docs { get; } = File.ReadAllText(Sample.InRepository("docs/policy.md"));

    public static string Text { get; } =
        string.Concat(Docs.Split("```yaml\n").Skip(1).Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)]));

    /// <summary>The city after a replacement of a text that it has once.</summary>
    public static string With(string old, string replacement)
    {
        var at = Text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The small city has no '{old}'.");
        Assert.True(Text.IndexOf(old, at + 1, StringComparison.Ordinal) < 0, $"The small city has '{old}' twice.");
        return Text[..at] + replacement + Text[(at + old.Length)..];
    }

    /// <summary>Exactly one error, at the mark in the replacement, with these words.</summary>
    public static void Refuses(string old, string replacement, string message, string remedy = "") =>
        RefusesText(With(old, replacement), message, remedy);

    /// <summary>Exactly one error, at the mark in the text, with these words.</summary>
    public static void RefusesText(string marked, string message, string remedy = "")
    {
        var at = marked.IndexOf(Here, StringComparison.Ordinal);
        var error = Assert.Single(Sample.ErrorsOf(marked.Remove(at, 1)));
        var before = marked[..at];
        Assert.Contains(message, error.Message(), StringComparison.Ordinal);
        Assert.Contains(remedy, error.Advice(), StringComparison.Ordinal);
        Assert.Equal((before.Count(c => c == '\n') + 1, at - before.LastIndexOf('\n')), (error.Line, error.Column));
        Assert.NotEmpty(error.Advice());
    }
}
