using System.CommandLine;
using System.Text.Json;
using AccessGov.App.Audit;
using AccessGov.App.Audit.Log;
using AccessGov.App.Composition;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Governance;
using AccessGov.App.Settings;
using AccessGov.App.Storage.Content;
using AccessGov.App.Texts;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using Spectre.Console;

namespace AccessGov.Functions.Cli.Sessions;

/// <summary>One command's settings, stores, directory, words and console.</summary>
public sealed class Session : IDisposable
{
    /// <summary>Where sudo names who called it.</summary>
    private const string CalledBy = "SUDO_USER";

    private readonly Lazy<PlanText> text;
    private readonly Lazy<IAnsiConsole> console;

    private Session(Installation installation, Actor actor, CliHost host, bool json, UiTexts words)
    {
        (Installation, Actor, Host, IsJson, UiTexts) = (installation, actor, host, json, words);
        text = new(() => new PlanText(words, Workspace.Policy));
        console = new(() => ConsoleOn(host));
    }

    /// <summary>Settings, policy, stores and directory.</summary>
    public Installation Installation { get; }

    /// <summary>The settings in force.</summary>
    public AccessGovSettings Settings => Installation.Settings;

    /// <summary>What flows work with.</summary>
    public Workspace Workspace => Installation.Workspace;

    /// <summary>Who acts: the worker to whom the settings map the operating system's user, else that user.</summary>
    public Actor Actor { get; }

    /// <summary>The worker who acts, or null when the operating-system user is mapped to nobody.</summary>
    public EmployeeId? Operator => (Actor as Actor.Employee)?.Id;

    /// <summary>True for a 監査人 who is nothing else: supplies, asks for and agrees to nothing.</summary>
    public bool OnlyReads => Operator is { } id && OperatorTable.OnlyReads(Operators, id);

    /// <summary>What the worker who acts may do; nothing for nobody.</summary>
    public IReadOnlyList<OperatorRole> Roles => [.. Operators.Where(o => o.Worker == Operator).SelectMany(o => o.Roles).Distinct()];

    /// <summary>True where two people agreed to a table of operators. Before, settings say who somebody is; nobody has a role.</summary>
    public bool HasOperators => Installation.HasOperators;

    /// <summary>The table of operators in force; before the first, that of the settings.</summary>
    private IReadOnlyList<OperatorEntry> Operators => HasOperators ? Workspace.Operators : Settings.Operators;

    /// <summary>The world around.</summary>
    public CliHost Host { get; }

    /// <summary>True for <c>--json</c>.</summary>
    public bool IsJson { get; }

    /// <summary>What the program says, in the chosen language.</summary>
    public UiTexts UiTexts { get; }

    /// <summary>Sentences about plans.</summary>
    public PlanText Text => text.Value;

    /// <summary>Progress.</summary>
    public IAnsiConsole Console => console.Value;

    /// <summary>What has been asked of the directory.</summary>
    public GraphCounters Counters => Installation.Counters;

    /// <summary>Opens everything, or complains and returns the exit code.</summary>
    /// <param name="parsed">The command line as it was read.</param>
    /// <param name="options">The options that every command has.</param>
    /// <param name="host">The streams, the clock and who calls.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <param name="saysMode">True where the answer says whether the installation observes.</param>
    public static async Task<(Session? Session, int ExitCode)> OpenAsync(
        ParseResult parsed,
        CliOptions options,
        CliHost host,
        CancellationToken ct,
        bool saysMode = false
    )
    {
        var path = CliOptions.PathOr(parsed.GetValue(options.Settings));
        var (installation, faults) = Installation.Open(path, host.Clock);
        if (installation is null)
        {
            // Policy and profiles are read when the settings are, which say in which language.
            var texts = CliLanguage.Present;
            foreach (var fault in faults)
                host.Error.WriteLine(texts.Of(fault));
            return (null, ExitCodes.Settings);
        }
        try
        {
            // What takes effect by itself does so on behalf of whoever sits here, as the settings say.
            await installation.RefreshAsync(WhoActs(installation.Settings.Operators, host), ct);
        }
        catch
        {
            installation.Dispose();
            throw;
        }
        var words = new UiTexts(
            parsed.GetValue(options.Language) ?? installation.Settings.Language,
            installation.Workspace.Policy.HelpDesk
        );
        var operators = installation.HasOperators ? installation.Workspace.Operators : installation.Settings.Operators;
        var session = new Session(installation, WhoActs(operators, host), host, parsed.GetValue(options.Json), words);
        session.Warn(saysMode && !session.IsJson);
        return (session, ExitCodes.Done);
    }

    /// <summary>Looks up again what two people decided.</summary>
    /// <param name="ct">Cancels the operation.</param>
    public Task RefreshAsync(CancellationToken ct) => Installation.RefreshAsync(Actor, ct);

    /// <summary>What waits for a second person, or keeps everything from being applied, on the error stream.</summary>
    private void Warn(bool saysMode)
    {
        if (Installation.UnreadablePolicy is { } hash)
            Host.Error.WriteLine(UiTexts.Of("Cli.PolicyUnreadable", hash[..12]));
        if (Installation.WaitingPolicy is { } waiting)
            Host.Error.WriteLine(UiTexts.Of("Cli.PolicyWaits", waiting.Changed.Count, waiting.Loosened.Count));
        if (Installation.HasOperators && new OperatorTable(Settings.Operators).ChangesFrom(Workspace.Operators) is { Count: > 0 } lines)
            Host.Error.WriteLine(UiTexts.Of("Cli.OperatorsDiffer", lines.Count));
        if (!Workspace.IsLive && !saysMode)
            Host.Error.WriteLine(UiTexts["Cli.Observing"]);
    }

    /// <summary>Writes a value as JSON.</summary>
    /// <param name="value">The value.</param>
    public void WriteJson<T>(T value) => Host.Out.WriteLine(VisibleText.InJson(JsonSerializer.Serialize(value, CoreJson.Indented)));

    /// <summary>Writes a sentence for people, in lines as wide as the terminal.</summary>
    /// <param name="text">The sentence.</param>
    public void Say(string text)
    {
        foreach (var line in TextWidth.Hanging(VisibleText.Of(text), Host.KnownColumns))
            Host.Out.WriteLine(line);
    }

    /// <summary>Writes a line that is no sentence: of a table, or of what goes into a file. However long, it stays one line.</summary>
    /// <param name="line">The line.</param>
    public void SayAsIs(string line) => Host.Out.WriteLine(VisibleText.Of(line));

    /// <summary>Writes a list: as JSON, or a line for each thing, or that there is none.</summary>
    /// <param name="things">The list.</param>
    /// <param name="lines">What people read of it.</param>
    /// <param name="none">What they read of an empty one.</param>
    public void SayList<T>(IReadOnlyCollection<T> things, IEnumerable<string> lines, string none)
    {
        if (IsJson)
            WriteJson(things);
        else
            foreach (var line in things.Count > 0 ? lines : [none])
                Say(line);
    }

    /// <summary>Writes a complaint and returns the exit code.</summary>
    /// <param name="text">The line, for standard error.</param>
    /// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
    public int Complain(string text, int exitCode)
    {
        Host.Error.WriteLine(text);
        return exitCode;
    }

    /// <summary>Seals what the command told, and signs a checkpoint over it; witnesses are asked within the hour.</summary>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Null, or why the record must be looked at.</returns>
    public async Task<string?> SealAsync(CancellationToken ct)
    {
        await SealAudit.DrainAsync(Workspace, ct);
        return Told(await Installation.Log.RunAsync(Workspace, Actor, anew: false, ct, asksWitnesses: false));
    }

    /// <summary>Signs the record over all that is sealed, every leaf computed anew, and has it witnessed.</summary>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<LogStep> KeepLogAsync(CancellationToken ct)
    {
        await SealAudit.DrainAsync(Workspace, ct);
        var step = await Installation.Log.RunAsync(Workspace, Actor, anew: true, ct);
        // What became an incident is a fact too.
        if (step is LogStep.Stopped)
            await SealAudit.DrainAsync(Workspace, ct);
        return step;
    }

    /// <summary>A memory that cannot be asked just now is an incident, and no reason to call what was done a failure.</summary>
    private string? Told(LogStep step) =>
        step is LogStep.Stopped(var code, var why) && code != LogKeeping.Unwitnessed ? UiTexts.Of("Cli.LogStopped", why) : null;

    /// <inheritdoc/>
    public void Dispose() => Installation.Dispose();

    private static Actor WhoActs(IReadOnlyList<OperatorEntry> operators, CliHost host) =>
        host.ActingAs is { } acting
            ? new Actor.Employee(acting)
            : WhoActs(operators, Environment.UserName, Environment.GetEnvironmentVariable(CalledBy));

    /// <summary>
    /// Who acts: the operating-system user, as the table of operators maps it; where the state belongs to a user of its own, the person who
    /// called sudo. Who could forge that variable could as well name settings of their own: access to the state is the wall.
    /// </summary>
    internal static Actor WhoActs(IReadOnlyList<OperatorEntry> operators, string user, string? calledBy)
    {
        var name = NameOf(operators, user, calledBy);
        return operators.FirstOrDefault(o => o.User == name) is { Worker: var worker }
            ? new Actor.Employee(worker)
            : new Actor.OsUser(name);
    }

    /// <summary>By which name of an operating-system user that is looked up.</summary>
    internal static string NameOf(IReadOnlyList<OperatorEntry> operators, string user, string? calledBy) =>
        string.IsNullOrEmpty(calledBy) || operators.Any(o => o.User == user) ? user : calledBy;

    /// <summary>Name of the operating-system user who calls.</summary>
    public string OsUser => NameOf(Operators, Environment.UserName, Environment.GetEnvironmentVariable(CalledBy));

    private static IAnsiConsole ConsoleOn(CliHost host)
    {
        return AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(host.IsInteractive ? host.Terminal : host.Out),
                Ansi = host.IsInteractive ? AnsiSupport.Detect : AnsiSupport.No,
                ColorSystem = host.IsInteractive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
                Interactive = host.IsInteractive ? InteractionSupport.Detect : InteractionSupport.No,
            }
        );
    }
}
