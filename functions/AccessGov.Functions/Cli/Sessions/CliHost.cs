using System.Globalization;
using AccessGov.Core.Kernel;

namespace AccessGov.Functions.Cli.Sessions;

/// <summary>The world around the command line.</summary>
/// <param name="Out">Where answers go.</param>
/// <param name="Error">Where complaints go.</param>
/// <param name="Clock">The time.</param>
public sealed record CliHost(TextWriter Out, TextWriter Error, TimeProvider Clock)
{
    private const int UsualColumns = 110;
    private readonly int given;

    /// <summary>Acts as this worker whoever the operating-system user is. Only the Sandbox sets it.</summary>
    public EmployeeId? ActingAs { get; init; }

    /// <summary>True when a person watches: progress and colours are shown.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>True when a terminal shows complaints, wherever answers go.</summary>
    public bool ShowsErrors { get; init; }

    /// <summary>
    /// Most columns of a complaint: as many as the terminal has that shows it; null where none does: there it is one line, for whoever
    /// keeps or searches it.
    /// </summary>
    public int? ErrorColumns
    {
        get => field ?? (ShowsErrors ? WindowColumns() : null);
        init;
    }

    /// <summary>
    /// Most columns of a table: as many as the terminal has; where answers go elsewhere, what the variable COLUMNS says, else 110, which
    /// fits A4 across.
    /// </summary>
    public int Columns
    {
        get => KnownColumns ?? UsualColumns;
        init => given = value;
    }

    /// <summary>
    /// Most columns of a sentence: as of a table, but null where neither a terminal nor the variable COLUMNS says how many there are: a
    /// sentence is one line of a file.
    /// </summary>
    internal int? KnownColumns => given > 0 ? given : ColumnsNow();

    /// <summary>
    /// The stream of <see cref="Out"/> itself, for progress and for the content of a file, in which everything has been made visible.
    /// </summary>
    internal TextWriter Terminal { get; private init; } = Out;

    /// <summary>The same world, in which nothing is written that a terminal would obey or hide.</summary>
    internal CliHost Visible() =>
        this with
        {
            Out = new VisibleWriter(Out, isAnswer: true),
            Error = new VisibleWriter(Error, isAnswer: false, () => ErrorColumns),
            Terminal = Out,
        };

    private int? ColumnsNow()
    {
        if (IsInteractive && WindowColumns() is { } width)
            return width;
        return int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), CultureInfo.InvariantCulture, out var columns) && columns > 0
            ? columns
            : null;
    }

    private static int? WindowColumns() => System.Console.WindowWidth is > 0 and var width ? width : null;

    /// <summary>The process's own console.</summary>
    public static CliHost Console { get; } =
        new(System.Console.Out, System.Console.Error, TimeProvider.System)
        {
            IsInteractive = !System.Console.IsOutputRedirected,
            ShowsErrors = !System.Console.IsErrorRedirected,
        };
}
