using System.Globalization;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Incidents;

/// <summary>Incidents about files of personnel. Their subject is the file, <c>SOURCE/yyyy-MM-dd_anything.csv</c>.</summary>
internal static class FileIncidents
{
    /// <summary>Nothing of a file was taken over.</summary>
    public const string Refused = "hr-file-refused";

    /// <summary>A file was taken over, and some rows of it were not. Its subject is the source: the next file goes on with it.</summary>
    public const string RowsLeft = "hr-rows-left";

    /// <summary>
    /// The source has delivered facts of a day: what was told of its files of that day and of days before is over, and what was told of
    /// rows where none is at fault any more.
    /// </summary>
    public static Task TakenOverAsync(
        Workspace workspace,
        Actor actor,
        SourceId source,
        DateOnly asOf,
        bool isWhole,
        CancellationToken ct
    ) =>
        IncidentLog.EndAllAsync(
            workspace,
            actor,
            i => i.Code == Refused && DayOf(i.Subject, source) <= asOf || isWhole && i.Code == RowsLeft && i.Subject == source.Value,
            Wording.Of("Over.file-taken-over", source, asOf),
            ct
        );

    /// <summary>A file's name that says no source and no day: what was told of it is over once it lies in the inbox no longer.</summary>
    public static Task GoneAsync(Workspace workspace, Actor actor, Func<string, bool> isMisnamedAndGone, CancellationToken ct) =>
        IncidentLog.EndAllAsync(workspace, actor, i => i.Code == Refused && isMisnamedAndGone(i.Subject), Wording.Of("Over.file-gone"), ct);

    private static DateOnly? DayOf(string subject, SourceId source)
    {
        var prefix = source.Value + "/";
        return
            subject.StartsWith(prefix, StringComparison.Ordinal)
            && subject.Length >= prefix.Length + "yyyy-MM-dd".Length
            && DateOnly.TryParseExact(
                subject.AsSpan(prefix.Length, "yyyy-MM-dd".Length),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
            ? day
            : null;
    }
}
