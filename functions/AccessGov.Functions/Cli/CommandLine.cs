using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using AccessGov.App.Failures;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Manual;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli;

/// <summary>The command <c>accessgov</c>.</summary>
public static class CommandLine
{
    /// <summary>Runs one command.</summary>
    /// <param name="args">Its words.</param>
    /// <param name="host">The world around.</param>
    /// <param name="ct">Cancels the operation between two steps; what is committed stays.</param>
    /// <returns>See <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args, CliHost host, CancellationToken ct = default)
    {
        host = host.Visible();
        // Before anything is read: the library's own texts follow it too.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(CliLanguage.Of(args));
        var options = new CliOptions();
        // Behind every command: whoever asks for the version does not know that it is that of all.
        var version = new VersionOption { Recursive = true };
        var root = Root(options, version, host, CommandList.Named(args) is { IsAboutAll: false } named ? [named] : CommandList.All);
        var parsed = root.Parse(args);
        var configuration = new InvocationConfiguration
        {
            Output = host.Out,
            Error = host.Error,
            EnableDefaultExceptionHandler = false,
            // Signals are ours (StopSignals): the library's own handling ends the process in mid-step.
            ProcessTerminationTimeout = null,
        };
        try
        {
            // What a command needs is not needed to say the version.
            if (parsed.GetResult(version) is { Implicit: false })
                return await root.Parse([version.Name]).InvokeAsync(configuration, ct);
            if (parsed.Errors.Count == 0 && parsed.Action is not HelpAction)
                return HasEmptyPath(parsed) ? await UnnamedAsync(host) : await parsed.InvokeAsync(configuration, ct);
            CommandHelp.Describe(root, CliLanguage.Present);
            return parsed.Errors.Count > 0 ? await ExplainAsync(parsed, host, ct) : await HelpAsync(parsed, host, ct);
        }
        catch (OutsideFailureException e)
        {
            await host.Error.WriteLineAsync(CliLanguage.Present.Of("Cli.WithCode", e.Kind.Code, e.What));
            return e.Kind is OutsideFailure.Transient ? ExitCodes.TryAgain : ExitCodes.Refused;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await host.Error.WriteLineAsync(CliLanguage.Present["Cli.Interrupted"]);
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            var failure = FileFailures.Classified(e);
            await host.Error.WriteLineAsync(CliLanguage.Present.Of("Cli.WithCode", failure.Kind.Code, failure.What));
            return failure.Kind is OutsideFailure.Transient ? ExitCodes.TryAgain : ExitCodes.Refused;
        }
        catch (AnswerLostException e)
        {
            await host.Error.WriteLineAsync(CliLanguage.Present.Of("Cli.AnswerLost", e.SystemError));
            return ExitCodes.TryAgain;
        }
        catch (DamagedException e)
        {
            await host.Error.WriteLineAsync(CliLanguage.Present.Of(e.What));
            return ExitCodes.NotAsItShouldBe;
        }
        catch (InvalidDataException e)
        {
            // What was kept no longer is what was kept: nothing is decided on it.
            await host.Error.WriteLineAsync(e.Message);
            return ExitCodes.NotAsItShouldBe;
        }
    }

    /// <summary>A variable of a script that was never set, say: no file has that name, and nobody means the present folder by it.</summary>
    private static bool HasEmptyPath(ParseResult parsed)
    {
        for (SymbolResult? at = parsed.CommandResult; at is not null; at = at.Parent)
            if (at is CommandResult command && command.Children.Any(IsEmptyPath))
                return true;
        return false;
    }

    private static bool IsEmptyPath(SymbolResult given) =>
        given.Tokens.Any(t => t.Value.Length == 0)
        && given switch
        {
            OptionResult option => CommandNode.IsPath(option.Option),
            ArgumentResult argument => CommandNode.IsPath(argument.Argument),
            _ => false,
        };

    private static async Task<int> UnnamedAsync(CliHost host)
    {
        await host.Error.WriteLineAsync(CliLanguage.Present["Cli.PathEmpty"]);
        return ExitCodes.Usage;
    }

    /// <summary>What is wrong and which help to ask; of a command that only has others below it, those.</summary>
    private static async Task<int> ExplainAsync(ParseResult parsed, CliHost host, CancellationToken ct)
    {
        var texts = CliLanguage.Present;
        var command = parsed.CommandResult.Command;
        var isUnfinished = command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count == 0;
        if (parsed.Action is ParseErrorAction errors)
            // What the library guesses, it guesses in English.
            (errors.ShowHelp, errors.ShowTypoCorrections) = (isUnfinished, false);
        await using var said = new StringWriter();
        await using var page = new StringWriter();
        await parsed.InvokeAsync(new InvocationConfiguration { Output = page, Error = said }, ct);
        foreach (var line in LibraryText.OfErrors(said.ToString(), parsed.UnmatchedTokens.Count > 0, texts))
            await host.Error.WriteLineAsync(line);
        // No iterator: the worker asks for all our types, and the library that one of them names would be loaded with them.
        var path = new List<CommandResult>();
        for (var at = parsed.CommandResult; at is not null; at = at.Parent as CommandResult)
            path.Add(at);
        string[] known =
        [
            .. command.Subcommands.Select(c => c.Name),
            .. path.SelectMany(c => c.Command.Options.Where(o => c == path[0] || o.Recursive)).Select(o => o.Name),
        ];
        // What stands behind a command that is none belongs to it.
        foreach (var word in parsed.UnmatchedTokens.Take(command.Subcommands.Count > 0 ? 1 : int.MaxValue))
            await host.Error.WriteLineAsync(texts.Of("Cli.UnknownWord", word, Suggestions.For(word, known)));
        if (isUnfinished)
            await host.Out.WriteAsync(LibraryText.OfHelp(page.ToString(), texts));
        else
        {
            path.Reverse();
            await host.Error.WriteLineAsync(texts.Of("Cli.SeeHelp", string.Join(' ', path.Select(c => c.Command.Name))));
        }
        return ExitCodes.Usage;
    }

    private static async Task<int> HelpAsync(ParseResult parsed, CliHost host, CancellationToken ct)
    {
        await using var page = new StringWriter();
        var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { Output = page, Error = host.Error }, ct);
        await host.Out.WriteAsync(LibraryText.OfHelp(page.ToString(), CliLanguage.Present));
        return exitCode;
    }

    // Not a RootCommand: its name in the help would be that of the executable, which is another one in the Sandbox.
    private static Command Root(CliOptions options, VersionOption version, CliHost host, CommandList.Entry[] commands)
    {
        var root = new Command("accessgov")
        {
            options.Settings,
            options.Json,
            options.Language,
            new HelpOption { Recursive = true },
            version,
        };
        foreach (var command in commands)
            root.Add(command.Make(options, host));
        return root;
    }
}
