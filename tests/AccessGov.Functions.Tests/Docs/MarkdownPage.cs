using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AccessGov.App.Texts;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Docs;

/// <summary>A page, as far as two languages must agree and links must lead somewhere.</summary>
internal sealed partial class MarkdownPage
{
    /// <summary>What stands further in is the second line of a remark beside a command.</summary>
    private const int DeepestCode = 20;

    private MarkdownPage(string path) => Path = path;

    /// <summary>From the root of the repository.</summary>
    public string Path { get; }

    /// <summary>What stands before the first heading is the first.</summary>
    public List<MarkdownSection> Sections { get; } = [new(0, "")];

    /// <summary>Where links of prose lead, as they are written.</summary>
    public List<string> Links { get; } = [];

    /// <summary>A command as a Japanese page writes it: what stands behind it is named as the help names it.</summary>
    /// <param name="command">The command, or a part of it.</param>
    public static string InJapanese(string command) => Place().Replace(command, m => Japanese.Find($"HelpName.{m.Value}") ?? m.Value);

    private static readonly UiTexts Japanese = new("ja");

    public static MarkdownPage Read(string path)
    {
        var page = new MarkdownPage(path);
        var inFence = false;
        foreach (var line in File.ReadLines(Sample.InRepository(path)))
        {
            var isFence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            if (isFence)
                inFence = !inFence;
            if (inFence || isFence)
                page.Sections[^1].Code.AddRange(Code(line));
            else
                page.AddProse(line);
        }
        Assert.False(inFence, $"{path}: a block of code has no end.");
        return page;
    }

    /// <summary>As GitHub makes them: small letters, no marks but '-' and '_', what comes again gets a number.</summary>
    public IEnumerable<string> Anchors()
    {
        var seen = new Dictionary<string, int>();
        foreach (var section in Sections.Skip(1))
        {
            var text = Linked().Replace(section.Heading, "$1").Trim().ToLowerInvariant();
            var anchor = new StringBuilder();
            foreach (var rune in text.EnumerateRunes())
                if (rune.Value is ' ' or '-')
                    anchor.Append('-');
                else if (IsKept(Rune.GetUnicodeCategory(rune)))
                    anchor.Append(rune);
            var name = anchor.ToString();
            var before = seen.GetValueOrDefault(name);
            seen[name] = before + 1;
            yield return before == 0 ? name : $"{name}-{before}";
        }
    }

    private static bool IsKept(UnicodeCategory category) =>
        category
            is UnicodeCategory.LowercaseLetter
                or UnicodeCategory.UppercaseLetter
                or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter
                or UnicodeCategory.OtherLetter
                or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.LetterNumber
                or UnicodeCategory.OtherNumber
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.ConnectorPunctuation;

    private void AddProse(string line)
    {
        if (Heading().Match(line) is { Success: true } heading)
            Sections.Add(new(heading.Groups[1].Length, heading.Groups[2].Value));
        var section = Sections[^1];
        section.Words.UnionWith(Ticked().Matches(line).Select(m => m.Groups[1].Value));
        if (line.StartsWith('|'))
            section.Rows++;
        Links.AddRange(Link().Matches(Ticked().Replace(line, "")).Select(m => m.Groups[1].Value));
    }

    /// <summary>A line of code without its remarks: behind '#', or behind two spaces; of a drawing the names in it.</summary>
    private static IEnumerable<string> Code(string line)
    {
        if (line.Contains('─', StringComparison.Ordinal))
            return Names().Matches(line).Select(m => m.Value);
        var text = line.TrimStart();
        var depth = line.Length - text.Length;
        text = Remark().Replace(text, "").TrimEnd();
        return text.Length == 0 || depth >= DeepestCode ? [] : [line[..depth] + text];
    }

    // Not in a path, an address, the value of an option or a word (緊急用ID), and not of Entra ID.
    [GeneratedRegex(@"(?<![\p{L}0-9_.=:/-]|Entra )[A-Z]+(?![\p{L}0-9_./-])")]
    private static partial Regex Place();

    [GeneratedRegex("^(#{1,6}) (.*)$")]
    private static partial Regex Heading();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Ticked();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Linked();

    [GeneratedRegex(@"(^|\s)#\s.*$|\s{2,}.*$")]
    private static partial Regex Remark();

    [GeneratedRegex("[a-z]+(-[a-z]+)+|[A-Z][a-z]+([A-Z][a-z]+)+|[A-Z]+_[A-Z]+")]
    private static partial Regex Names();
}

/// <summary>What stands under one heading.</summary>
internal sealed record MarkdownSection(int Level, string Heading)
{
    /// <summary>What stands in backticks: names of the product, which no language translates.</summary>
    public SortedSet<string> Words { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows of tables, heads and rules included.</summary>
    public int Rows { get; set; }

    /// <summary>Lines of blocks of code, the fences included.</summary>
    public List<string> Code { get; } = [];
}
