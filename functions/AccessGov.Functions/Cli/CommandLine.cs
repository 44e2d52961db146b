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
    // A word that begins with @ is that word: a domain, say, and no file to read words from.
    private static readonly ParserConfiguration AsWritten = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs one command.</summary>
    /// <param name="args">Its words.</param>
    /// <param name="host">The world around.</param>
    /// <param name="ct">Cancels the operation between two steps; what is committed stays.</param>
    /// <returns>See <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args, CliHost host, CancellationToken ct = default)
    {
        host = host.Visible();
        // As other programs have it: help, and behind it of which command.
        if (args is ["help", .. var of])
            args = [.. of, "--help"];
        // Before anything is read: the library's own texts follow it too.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(CliLanguage.Of(args));
        var options = new CliOptions();
        // Behind every command: whoever asks for the version does not know that it is that of all.
        var version = new VersionOption { Recursive = true };
        var root = Root(options, version, host, CommandList.Named(args) is { IsAboutAll: false } named ? [named] : CommandList.All);
        var parsed = root.Parse(args, AsWritten);
        // Of what was only to be shown nothing is left to look after.
        var onlyShows =
            parsed.Action is HelpAction
            || parsed.GetResult(version) is { Implicit: false }
            || CommandList.Named(args) is { IsAboutAll: true };
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
            var faults = GivenWords.Faults(parsed, args, CliLanguage.Present);
            string[] unknown = [.. parsed.UnmatchedTokens, .. GivenWords.Misspelt(parsed, args)];
            if (faults.Count == 0 && unknown.Length == 0 && parsed.Errors.Count == 0 && parsed.Action is not HelpAction)
                return await parsed.InvokeAsync(configuration, ct);
            CommandHelp.Describe(root, CliLanguage.Present);
            if (faults.Count > 0)
                return await RefuseAsync(parsed, faults, host);
            return parsed.Errors.Count > 0 || unknown.Length > 0
                ? await ExplainAsync(parsed, unknown, host, ct)
                : await HelpAsync(parsed, host, ct);
        }
        catch (OutsideFailureException e)
        {
            await host.Error.WriteLineAsync(Told(e.Kind, e.What, parsed, options));
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
            await host.Error.WriteLineAsync(Told(failure.Kind, failure.What, parsed, options));
            return failure.Kind is OutsideFailure.Transient ? ExitCodes.TryAgain : ExitCodes.Refused;
        }
        catch (AnswerLostException e)
        {
            // Nobody reads it, and nothing was done: there is nobody to tell, and nothing to tell.
            if (!e.IsClosed || !onlyShows)
                await host.Error.WriteLineAsync(CliLanguage.Present.Of(e.IsClosed ? "Cli.AnswerUnread" : "Cli.AnswerLost", e.SystemError));
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

    /// <summary>A sentence; with its code for whoever asked for codes.</summary>
    private static string Told(OutsideFailure kind, Wording what, ParseResult parsed, CliOptions options) =>
        parsed.GetValue(options.Json) ? CliLanguage.Present.Of("Cli.WithCode", kind.Code, what) : CliLanguage.Present.Of(what);

    private static async Task<int> RefuseAsync(ParseResult parsed, IReadOnlyList<string> faults, CliHost host)
    {
        foreach (var fault in faults)
            await host.Error.WriteLineAsync(fault);
        await SayUsageAsync(parsed, host);
        return ExitCodes.Usage;
    }

    /// <summary>How the command is written, and where more is said of it.</summary>
    private static async Task SayUsageAsync(ParseResult parsed, CliHost host)
    {
        var (texts, path) = (CliLanguage.Present, PathOf(parsed));
        if (parsed.CommandResult.Command.Action is not null)
            await host.Error.WriteLineAsync(texts.Of("Cli.Usage", CommandUsage.Of(parsed.CommandResult, path, texts)));
        await host.Error.WriteLineAsync(texts.Of("Cli.SeeHelp", path));
    }

    private static string PathOf(ParseResult parsed)
    {
        var names = new List<string>();
        for (var at = parsed.CommandResult; at is not null; at = at.Parent as CommandResult)
            names.Insert(0, at.Command.Name);
        return string.Join(' ', names);
    }

    /// <summary>What is wrong and which help to ask; of a command that only has others below it, those.</summary>
    private static async Task<int> ExplainAsync(ParseResult parsed, string[] unknown, CliHost host, CancellationToken ct)
    {
        var texts = CliLanguage.Present;
        var command = parsed.CommandResult.Command;
        // What is wrong with a value is told by itself: a page of help would bury it.
        var isMore = unknown.Length > 0 || parsed.Errors.Any(e => e.SymbolResult is not CommandResult);
        var isUnfinished = command.Subcommands.Count > 0 && command.Action is null && !isMore;
        await using var said = new StringWriter();
        await using var page = new StringWriter();
        if (parsed.Action is ParseErrorAction errors)
        {
            // What the library guesses, it guesses in English.
            (errors.ShowHelp, errors.ShowTypoCorrections) = (isUnfinished, false);
            await parsed.InvokeAsync(new InvocationConfiguration { Output = page, Error = said }, ct);
        }
        foreach (var line in LibraryText.OfErrors(said.ToString(), isMore, texts, WordsOf(parsed)))
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
        foreach (var word in unknown.Take(command.Subcommands.Count > 0 ? 1 : int.MaxValue))
            await host.Error.WriteLineAsync(texts.Of("Cli.UnknownWord", word, Suggestions.For(word, known)));
        if (isUnfinished)
            await host.Out.WriteAsync(HelpPage.Of(page.ToString(), command, host.KnownColumns, texts));
        else
            await SayUsageAsync(parsed, host);
        return ExitCodes.Usage;
    }

    /// <summary>The only words that may stand behind an option, by its name.</summary>
    private static Func<string, IReadOnlyList<string>> WordsOf(ParseResult parsed) =>
        name =>
        {
            for (SymbolResult? at = parsed.CommandResult; at is not null; at = at.Parent)
                if (at is CommandResult { Command: var command } && command.Options.FirstOrDefault(o => o.Name == name) is { } option)
                    return CommandNode.WordsOf(option);
            return [];
        };

    private static async Task<int> HelpAsync(ParseResult parsed, CliHost host, CancellationToken ct)
    {
        await using var page = new StringWriter();
        // Columns are counted here: to the library a Japanese letter is one wide.
        if (parsed.Action is HelpAction help)
            help.MaxWidth = int.MaxValue;
        var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { Output = page, Error = host.Error }, ct);
        await host.Out.WriteAsync(HelpPage.Of(page.ToString(), parsed.CommandResult.Command, host.KnownColumns, CliLanguage.Present));
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
