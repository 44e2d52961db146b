using System.Text;

namespace AccessGov.Functions.Cli.Manual;

/// <summary>Completion for bash, 3.2 of macOS included.</summary>
internal static class BashCompletion
{
    private const string Head = """
        # bash completion for accessgov, made by 'accessgov completion bash'. To use it now:  source <(accessgov completion bash)
        # To keep it: write it to /etc/bash_completion.d/accessgov, or to
        # ~/.local/share/bash-completion/completions/accessgov for oneself.

        # Of a command: those below it, its options, and what stands behind it ('+': several).
        _accessgov_of() {
            below='' options='' values=''
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
            local IFS=$'\n'
            case $1 in
                file)
                    compopt -o filenames 2>/dev/null
                    COMPREPLY=($(compgen -f -- "$cur"))
                    ;;
                folder)
                    compopt -o filenames 2>/dev/null
                    COMPREPLY=($(compgen -d -- "$cur"))
                    ;;
                =*)
                    word=${1#=}
                    COMPREPLY=($(compgen -W "${word//,/$IFS}" -- "$cur"))
                    ;;
            esac
        }

        _accessgov() {
            local below options values after expected='' where='' word i at=0 cur=${COMP_WORDS[COMP_CWORD]}
            COMPREPLY=()
            _accessgov_of ''
            for ((i = 1; i < COMP_CWORD; i++)); do
                word=${COMP_WORDS[i]}
                if [[ $word == '=' ]]; then
                    # '--lang=ja' are three words to bash.
                    continue
                elif [[ -n $expected ]]; then
                    expected=''
                elif [[ $word == -* ]]; then
                    _accessgov_after "$where $word"
                    expected=$after
                elif [[ " $below " == *" $word "* ]]; then
                    where="$where $word" at=0
                    _accessgov_of "$where"
                else
                    at=$((at + 1))
                fi
            done
            if [[ $cur == '=' ]]; then cur=''; fi
            if [[ -n $expected ]]; then
                _accessgov_value "$expected"
                return
            fi
            if [[ $cur == -* ]]; then
                COMPREPLY=($(compgen -W "$options" -- "$cur"))
                return
            fi
            for word in $values; do
                if ((at == 0)) || [[ $word == +* ]]; then
                    _accessgov_value "${word#+}"
                    break
                fi
                at=$((at - 1))
            done
            if [[ -n $below ]]; then COMPREPLY+=($(compgen -W "$below" -- "$cur")); fi
            # Where nothing else is left to say, the options are.
            if [[ -z $cur && -z $below && -z $values ]]; then COMPREPLY=($(compgen -W "$options")); fi
        }

        complete -F _accessgov accessgov

        """;

    /// <summary>The script.</summary>
    /// <param name="root">The command <c>accessgov</c>.</param>
    public static string Of(CommandNode root)
    {
        var script = new StringBuilder(Head);
        var everywhere = root.Options.Select(o => o.Name).ToArray();
        foreach (var command in root.All())
        {
            var options = command == root ? everywhere : command.Options.Select(o => o.Name).Concat(everywhere);
            script.Append($"        '{command.Words}')");
            Add(" below", command.Below.Select(b => b.Name));
            Add(" options", options);
            Add(" values", command.Arguments.Select(a => (a.IsRepeated ? "+" : "") + a.InScripts));
            script.Append(" ;;\n");
        }
        script.Append(Between);
        foreach (var command in root.All())
            foreach (var option in command.Options.Where(o => o.Value is not null))
                script.Append(
                    command == root
                        ? $"        *' {option.Name}') after='{option.Value!.InScripts}' ;;\n"
                        : $"        '{command.Words} {option.Name}') after='{option.Value!.InScripts}' ;;\n"
                );
        return script.Append(Tail).ToString();

        void Add(string name, IEnumerable<string> words)
        {
            if (string.Join(' ', words) is { Length: > 0 } all)
                script.Append($"{name}='{all}'");
        }
    }
}
