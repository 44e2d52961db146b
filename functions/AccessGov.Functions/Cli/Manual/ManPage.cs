using System.Text;
using AccessGov.App.Settings;
using AccessGov.App.Texts;

namespace AccessGov.Functions.Cli.Manual;

/// <summary>The manual page accessgov(1): what the help says, all of it.</summary>
internal static class ManPage
{
    /// <summary>The day on which what the page says was changed last, or the version was released: a reader sees how old it is.</summary>
    public const string ChangedOn = "2026-11-28";

    /// <summary>The page, in roff.</summary>
    /// <param name="root">The command <c>accessgov</c>, described.</param>
    /// <param name="texts">The language of its headings.</param>
    /// <param name="version">The version that it describes.</param>
    public static string Of(CommandNode root, UiTexts texts, string version)
    {
        var page = new StringBuilder();
        // Not today: the same build makes the same page. Where lines of Japanese may break, groff knows by a file of its own.
        Add(
            $"""
            .TH ACCESSGOV 1 "{Roff.Inline(ChangedOn)}" "AccessGov {Roff.Inline(version)}" "AccessGov"
            .if \n(.g .mso ja.tmac
            .ad l
            .SH {texts["Man.Name"]}
            accessgov \- {Roff.Inline(texts["Man.Purpose"])}
            .SH {texts["Man.Synopsis"]}
            {Roff.Bold("accessgov")} {Roff.Italic(texts["Man.Command"])} [{Roff.Italic(texts["Man.OptionWord"])}]
            .SH {texts["Man.Description"]}
            """
        );
        var lines = root.Description.ReplaceLineEndings("\n").Split('\n');
        var blank = Array.IndexOf(lines, "");
        var prose = blank < 0 ? lines : lines[..blank];
        foreach (var line in prose)
            Add(Roff.Line(line));
        if (blank >= 0)
        {
            // Written in columns.
            Add(".PP\n.nf");
            foreach (var line in lines[(blank + 1)..])
                Add(Roff.Line(line));
            Add(".fi");
        }
        Add($".SH {texts["Man.Options"]}");
        foreach (var option in root.Options)
            Option(option);
        Add($".SH {texts["Man.Commands"]}");
        foreach (var command in root.All().Where(c => c != root))
            Command(command);
        Add($".SH {texts["Man.Environment"]}");
        Term(Roff.Bold(SettingsReader.FileVariable), texts["Man.Environment.Settings"]);
        Term(Roff.Bold(SettingsReader.EnvironmentPrefix + "language"), texts["Man.Environment.Language"]);
        Add($".SH {texts["Man.Files"]}");
        Term(Roff.Bold("accessgov.json"), texts["Man.Files.Settings"]);
        return page.ToString();

        void Add(string line) => page.Append(line.ReplaceLineEndings("\n")).Append('\n');

        void Command(CommandNode command)
        {
            var usage = new List<string> { Roff.Bold($"accessgov {command.Path}") };
            if (command.Below.Count > 0 && command.Arguments.Count == 0)
                usage.Add(Roff.Italic(texts["Man.Command"]));
            usage.AddRange(command.Arguments.Select(Usage));
            usage.AddRange(command.Options.OrderByDescending(o => o.IsNeeded).Select(o => o.IsNeeded ? Written(o) : $"[{Written(o)}]"));
            Add($".SS {Roff.Inline(command.Path)}");
            Add(string.Join(' ', usage));
            Add(".PP");
            foreach (var line in command.Description.ReplaceLineEndings("\n").Split('\n'))
                Add(line.Length == 0 ? ".PP" : Roff.Line(line));
            foreach (var argument in command.Arguments)
                Term(Roff.Italic(argument.Name), With(argument.Description, argument));
            foreach (var option in command.Options)
                Option(option);
        }

        void Option(OptionNode option) => Term(Written(option), With(option.Description, option.Value));

        void Term(string term, string description)
        {
            Add(".TP");
            Add(term);
            foreach (var line in description.ReplaceLineEndings("\n").Split('\n'))
                Add(line.Length == 0 ? ".IP" : Roff.Line(line));
        }

        string With(string description, ValueNode? value) =>
            value is { Words.Count: > 0 } ? $"{description} ({string.Join(", ", value.Words)})" : description;
    }

    private static string Usage(ValueNode argument)
    {
        var name = Roff.Italic(argument.Name) + (argument.IsRepeated ? "..." : "");
        return argument.IsNeeded ? name : $"[{name}]";
    }

    private static string Written(OptionNode option) =>
        option.Value is { } value ? $"{Roff.Bold(option.Name)} {Roff.Italic(value.Name)}" : Roff.Bold(option.Name);
}
