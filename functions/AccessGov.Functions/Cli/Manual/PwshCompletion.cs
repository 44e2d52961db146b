using System.Text;

namespace AccessGov.Functions.Cli.Manual;

/// <summary>Completion for PowerShell 7. It completes files by itself where the script has nothing to say.</summary>
internal static class PwshCompletion
{
    private const string Head = """
        # PowerShell completion for accessgov, made by 'accessgov completion pwsh'. To use it now:
        #   accessgov completion pwsh | Out-String | Invoke-Expression
        # To keep it: write it to a file and load that file in $PROFILE.
        $accessGovCommands = @{

        """;

    private const string Between = """
        }
        $accessGovAfter = @{

        """;

    // Of a dictionary with a key 'keys' PowerShell takes '.Keys' for that key, and there is a command 'keys': never ask one for its keys.
    private const string Tail = """
        }
        Register-ArgumentCompleter -Native -CommandName accessgov -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $where = ''
            $expected = ''
            $at = 0
            foreach ($element in @($commandAst.CommandElements | Select-Object -Skip 1)) {
                if ($element.Extent.EndOffset -ge $cursorPosition -and $wordToComplete -ne '') { break }
                $word = "$element"
                if ($expected -ne '') { $expected = '' }
                elseif ($word -like '-*') {
                    $expected = "$($accessGovAfter["$where $word"])"
                    if ($expected -eq '') { $expected = "$($accessGovAfter[" $word"])" }
                }
                elseif ($accessGovCommands["$where"].Below.Contains($word)) { $where = "$where $word"; $at = 0 }
                else { $at++ }
            }
            $command = $accessGovCommands["$where"]
            $found = [ordered]@{}
            if ($expected -eq '' -and $wordToComplete -like '-*') { $found = $command.Options }
            else {
                if ($expected -eq '') {
                    foreach ($value in $command.Values) {
                        if ($at -eq 0 -or $value -like '+*') { $expected = $value.TrimStart('+'); break }
                        $at--
                    }
                    foreach ($below in $command.Below.GetEnumerator()) { $found[$below.Key] = $below.Value }
                }
                if ($expected -like '=*') { foreach ($word in $expected.Substring(1).Split(',')) { $found[$word] = $word } }
            }
            foreach ($word in $found.GetEnumerator()) {
                if ($word.Key -like "$wordToComplete*") {
                    [System.Management.Automation.CompletionResult]::new($word.Key, $word.Key, 'ParameterValue', $word.Value)
                }
            }
        }

        """;

    /// <summary>The script.</summary>
    /// <param name="root">The command <c>accessgov</c>, described.</param>
    public static string Of(CommandNode root)
    {
        var script = new StringBuilder(Head);
        foreach (var command in root.All())
        {
            script.Append($"    {Quoted(command.Words)} = @{{\n");
            Add("Below", command.Below.Select(b => (b.Name, b.Description)));
            Add("Options", (command == root ? [] : command.Options).Concat(root.Options).Select(o => (o.Name, o.Description)));
            var values = command.Arguments.Select(a => Quoted((a.IsRepeated ? "+" : "") + a.InScripts));
            script.Append($"        Values = @({string.Join(", ", values)})\n    }}\n");
        }
        script.Append(Between);
        foreach (var command in root.All())
            foreach (var option in command.Options.Where(o => o.Value is not null))
                script.Append($"    {Quoted($"{command.Words} {option.Name}")} = {Quoted(option.Value!.InScripts)}\n");
        return script.Append(Tail).ToString();

        void Add(string name, IEnumerable<(string Word, string Description)> words)
        {
            script.Append($"        {name} = [ordered]@{{\n");
            foreach (var (word, description) in words)
                script.Append($"            {Quoted(word)} = {Quoted(Tip(word, description))}\n");
            script.Append("        }\n");
        }
    }

    /// <summary>PowerShell refuses an empty tip.</summary>
    private static string Tip(string word, string description) => CommandNode.FirstLine(description) is { Length: > 0 } line ? line : word;

    /// <summary>PowerShell ends a text with any of five quotes; two of them are one.</summary>
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (var c in text)
            quoted.Append(c, c is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B' ? 2 : 1);
        return quoted.Append('\'').ToString();
    }
}
