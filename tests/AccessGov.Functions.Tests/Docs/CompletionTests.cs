using System.Text;
using System.Text.RegularExpressions;
using AccessGov.Core.Enrolment;
using AccessGov.Functions.Cli.Manual;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Docs;

/// <summary>What Tab says is what the command line takes.</summary>
public sealed partial class CompletionTests : IDisposable
{
    // A word that is not begun yet.
    private const string Nothing = "~";

    private static readonly string[] Everywhere = ["--settings", "--json", "--lang", "--help", "--version"];

    private readonly TestFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("hr im", "import")]
    [InlineData("ho", "hold")]
    [InlineData("hr import x.csv --so", "--source")]
    [InlineData("hr import x.csv --lang ~", "ja en")]
    [InlineData("hr import x.csv --lang = e", "en")]
    [InlineData("--lang =", "ja en")]
    [InlineData("--lang en completion ~", "bash zsh pwsh")]
    [InlineData("--settings hr pl", "plan plans")]
    [InlineData("hr import --source mayor ex", "extract one.csv|extra")]
    [InlineData("hr import --source ex", "")]
    [InlineData("audit verify --from ex", "extra")]
    [InlineData("audit verify --kept ex", "extract one.csv|extra")]
    [InlineData("audit proof a b ex", "extract one.csv|extra")]
    [InlineData("hold li", "list lift")]
    [InlineData("hold lift li", "")]
    [InlineData("findi", "findings")]
    [InlineData("findings re", "retry")]
    public async Task Bash_completes(string line, string expected)
    {
        File.WriteAllText(folder.File("extract one.csv"), "");
        System.IO.Directory.CreateDirectory(folder.File("extra"));
        var words = expected.Contains('|', StringComparison.Ordinal) ? expected.Split('|') : expected.Split(' ');
        Assert.Equal(words.Where(w => w.Length > 0).Order(StringComparer.Ordinal), (await BashAsync([line]))[0]);
    }

    [Fact]
    public async Task Bash_knows_every_command_option_and_closed_choice()
    {
        var commands = CommandTree.WithAliases().ToArray();
        var choices = commands
            .SelectMany(c =>
                c.Options.Where(o => o.Value is { Words.Count: > 0 }).Select(o => (Line: $"{c.Path} {o.Name} ~", o.Value!.Words))
            )
            .ToArray();
        Assert.Contains(commands, c => c.Path == "findings close");
        Assert.Contains(choices, c => c.Words.ToHashSet().SetEquals(KeyStateCodes.All.Codes));
        var completed = await BashAsync([
            .. commands.Select(c => $"{c.Path} --"),
            .. commands.Select(c => $"{c.Path} {Nothing}"),
            .. choices.Select(c => c.Line),
        ]);
        for (var i = 0; i < commands.Length; i++)
        {
            Assert.Equal(commands[i].Options.Select(o => o.Name).Concat(Everywhere).Order(StringComparer.Ordinal), completed[i]);
            Assert.Empty(commands[i].Below.Select(b => b.Name).Except(completed[commands.Length + i]));
        }
        for (var i = 0; i < choices.Length; i++)
            Assert.Equal(choices[i].Words.Order(StringComparer.Ordinal), completed[2 * commands.Length + i]);
    }

    /// <summary>No such shell is at hand: what its script must have to be one.</summary>
    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public async Task The_scripts_for_zsh_and_PowerShell_hold_every_word_and_close_what_they_open(string language)
    {
        var zsh = await CommandTree.SaidAsync("completion", "zsh", "--lang", language);
        Assert.StartsWith("0: #compdef accessgov\n", zsh, StringComparison.Ordinal);
        var pwsh = await CommandTree.SaidAsync("completion", "pwsh", "--lang", language);
        Assert.Contains("Register-ArgumentCompleter -Native -CommandName accessgov", pwsh, StringComparison.Ordinal);
        foreach (var command in CommandTree.WithAliases())
        {
            Assert.Contains($"\n        (' {command.Path}')\n", zsh, StringComparison.Ordinal);
            Assert.Contains($"\n    ' {command.Path}' = @{{\n", pwsh, StringComparison.Ordinal);
            foreach (var option in command.Options)
            {
                Assert.Contains($"'{option.Name}:", zsh, StringComparison.Ordinal);
                Assert.Contains($"'{option.Name}' = '", pwsh, StringComparison.Ordinal);
            }
        }
        foreach (var script in (string[])[zsh, pwsh])
        {
            // Without what is quoted and remarked, brackets answer each other.
            var bare = Remark().Replace(Quoted().Replace(script.Replace(@"'\''", "", StringComparison.Ordinal), ""), "");
            Assert.DoesNotContain('\'', bare);
            foreach (var (open, close) in (ReadOnlySpan<(char, char)>)[('(', ')'), ('{', '}'), ('[', ']')])
                Assert.Equal(bare.Count(c => c == open), bare.Count(c => c == close));
        }
    }

    /// <summary>PowerShell takes <c>.Keys</c> of a dictionary that has a key 'keys' for what lies under it; tried in 7.6.</summary>
    [Fact]
    public async Task The_script_for_PowerShell_asks_no_dictionary_for_a_member_that_a_command_is_called_by()
    {
        var script = await CommandTree.SaidAsync("completion", "pwsh");
        var asked = Member().Matches(Quoted().Replace(script, "")).Select(m => m.Groups[1].Value).Distinct().ToArray();
        Assert.Contains("Below", asked);
        var names = CommandTree.All().Select(c => c.Name).ToArray();
        Assert.Contains("keys", names);
        Assert.Empty(asked.Intersect(names, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void What_stands_beside_a_word_cannot_leave_its_quotes()
    {
        var odd = new CommandNode("", "accessgov", "", [new("x", "x", "it's 1:2 \u2019 $(id) \\", [], [], [])], [], []);
        Assert.Contains(@"'x:it'\''s 1\:2 ’ $(id) \\'", ZshCompletion.Of(odd), StringComparison.Ordinal);
        Assert.Contains("'x' = 'it''s 1:2 \u2019\u2019 $(id) \\'", PwshCompletion.Of(odd), StringComparison.Ordinal);
    }

    /// <summary>What bash itself completes for each line, sorted.</summary>
    private async Task<List<string[]>> BashAsync(IReadOnlyList<string> lines)
    {
        var script = new StringBuilder((await CommandTree.SaidAsync("completion", "bash"))["0: ".Length..]);
        // As bash does: the words, and which of them the cursor is in.
        script.Append(
            """
            while IFS= read -r line; do
                read -r -a COMP_WORDS <<< "accessgov $line"
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                if [[ ${COMP_WORDS[COMP_CWORD]} == '~' ]]; then COMP_WORDS[COMP_CWORD]=''; fi
                _accessgov accessgov "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
                for word in "${COMPREPLY[@]}"; do echo "  $word"; done
                echo .
            done < lines

            """
        );
        await File.WriteAllTextAsync(folder.File("lines"), string.Concat(lines.Select(l => l + "\n")), Ct);
        await File.WriteAllTextAsync(folder.File("script"), script.ToString(), Ct);
        using var bash = RunningProgram.Start(
            "bash",
            ["--norc", "-c", $"cd '{folder.Path}' && source ./script"],
            new Dictionary<string, string>()
        );
        Assert.True(await bash.EndAsync(Ct) == 0, bash.Text);
        var completed = new List<string[]>();
        var words = new List<string>();
        foreach (var said in bash.Lines)
            if (said == ".")
            {
                completed.Add([.. words.Order(StringComparer.Ordinal)]);
                words.Clear();
            }
            else
            {
                Assert.StartsWith("  ", said, StringComparison.Ordinal);
                words.Add(said[2..]);
            }
        Assert.Equal(lines.Count, completed.Count);
        return completed;
    }

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\.([A-Za-z]+)\b(?!\()")]
    private static partial Regex Member();

    // In zsh a pattern has one bracket alone, behind 'case'; ours have both.
    [GeneratedRegex("^0: #.*$|^ *#.*$", RegexOptions.Multiline)]
    private static partial Regex Remark();
}
