using System.Text;

namespace AccessGov.Functions.Cli.Manual;

/// <summary>Completion for zsh, with what each word does beside it.</summary>
internal static class ZshCompletion
{
    private const string Head = """
        #compdef accessgov
        # zsh completion for accessgov, made by 'accessgov completion zsh'. To use it now:  source <(accessgov completion zsh)
        # To keep it: write it to a file _accessgov in a folder of $fpath.

        # Of a command: those below it, its options, and what stands behind it ('+': several).
        _accessgov_of() {
            below=() options=() values=()
            case $1 in

        """;

    private const string Between = """
            esac
        }

        # What stands behind an option; nothing for a switch.
        _accessgov_after() {
            after=''
            case $1 in

        """;

    private const string Tail = """
            esac
        }

        _accessgov_value() {
            case $1 in
                (file) _files ;;
                (folder) _files -/ ;;
                ('='*) compadd -- ${(s:,:)${1#'='}} ;;
            esac
        }

        _accessgov() {
            local -a below options values
            local after='' expected='' where='' word
            integer i at=0
            _accessgov_of ''
            for ((i = 2; i < CURRENT; i++)); do
                word=${words[i]}
                if [[ -n $expected ]]; then
                    expected=''
                elif [[ $word == --*=* ]]; then
                    continue
                elif [[ $word == -* ]]; then
                    _accessgov_after "$where $word"
                    expected=$after
                elif (( ${below[(I)${word}:*]} )); then
                    where="$where $word" at=0
                    _accessgov_of "$where"
                else
                    (( at += 1 ))
                fi
            done
            word=${words[CURRENT]}
            if [[ -n $expected ]]; then
                _accessgov_value "$expected"
                return
            fi
            if [[ $word == --*=* ]]; then
                _accessgov_after "$where ${word%%=*}"
                compset -P '*='
                _accessgov_value "$after"
                return
            fi
            if [[ $word == -* ]]; then
                _describe -o 'option' options
                return
            fi
            for word in $values; do
                if (( at == 0 )) || [[ $word == +* ]]; then
                    _accessgov_value "${word#+}"
                    break
                fi
                (( at -= 1 ))
            done
            if (( $#below )); then
                _describe 'command' below
            fi
        }

        if [[ ${funcstack[1]} == _accessgov ]]; then
            _accessgov "$@"
        else
            compdef _accessgov accessgov
        fi

        """;

    /// <summary>The script.</summary>
    /// <param name="root">The command <c>accessgov</c>, described.</param>
    public static string Of(CommandNode root)
    {
        var script = new StringBuilder(Head);
        foreach (var command in root.All())
        {
            script.Append($"        ('{command.Words}')\n");
            Add("below", command.Below.Select(b => Described(b.Name, b.Description)));
            Add("options", (command == root ? [] : command.Options).Concat(root.Options).Select(o => Described(o.Name, o.Description)));
            Add("values", command.Arguments.Select(a => $"'{(a.IsRepeated ? "+" : "")}{a.InScripts}'"));
            script.Append("            ;;\n");
        }
        script.Append(Between);
        foreach (var command in root.All())
            foreach (var option in command.Options.Where(o => o.Value is not null))
                script.Append(
                    command == root
                        ? $"        (*' {option.Name}') after='{option.Value!.InScripts}' ;;\n"
                        : $"        ('{command.Words} {option.Name}') after='{option.Value!.InScripts}' ;;\n"
                );
        return script.Append(Tail).ToString();

        void Add(string name, IEnumerable<string> words)
        {
            if (string.Join("\n                ", words) is { Length: > 0 } all)
                script.Append($"            {name}=(\n                {all}\n            )\n");
        }
    }

    /// <summary>A word and what it does, quoted; a colon in what it does would end it.</summary>
    private static string Described(string word, string description)
    {
        var tip = CommandNode
            .FirstLine(description)
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace(":", @"\:", StringComparison.Ordinal)
            .Replace("'", @"'\''", StringComparison.Ordinal);
        return $"'{word}:{tip}'";
    }
}
