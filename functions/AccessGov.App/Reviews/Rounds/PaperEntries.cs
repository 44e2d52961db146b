using System.Collections.Immutable;
using System.Globalization;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews.Rounds;

/// <summary>
/// What people typed from sheets of paper, as facts tell it: of each sheet the last that each person typed. A fact of another shape is
/// none.
/// </summary>
internal sealed class PaperEntries
{
    /// <summary>Nothing was typed.</summary>
    public static readonly PaperEntries None = new(ImmutableDictionary.Create<string, ImmutableList<PaperEntry>>(StringComparer.Ordinal));

    private readonly ImmutableDictionary<string, ImmutableList<PaperEntry>> bySheet;

    private sealed record Typed(IReadOnlyList<PaperLine> Lines);

    private PaperEntries(ImmutableDictionary<string, ImmutableList<PaperEntry>> bySheet) => this.bySheet = bySheet;

    /// <summary>What was typed of a sheet, one entry each person, the oldest first.</summary>
    public IReadOnlyList<PaperEntry> Of(string sheet) => bySheet.TryGetValue(sheet, out var found) ? found : [];

    /// <summary>Numbers of the sheets of a round of which anything was typed, in order.</summary>
    public IReadOnlyList<string> SheetsOf(string round) =>
        [.. bySheet.Keys.Where(s => s.StartsWith(round + "-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Tells what somebody typed, in an open commit.</summary>
    public static async Task TellAsync(PartitionCommit commit, Workspace workspace, string round, PaperEntry entry, CancellationToken ct) =>
        commit.Tell(
            FactKind.ReviewPaperEntered,
            new Actor.Employee(entry.By),
            round,
            new FactBody()
                .Add("sheet", entry.Sheet)
                .Add("reviewer", entry.Reviewer.Value)
                .Add("signedOn", entry.SignedOn)
                .Add("items", entry.Lines.Count)
                .Add("kept", await workspace.Kept.KeepAsync(new Typed(entry.Lines), ct))
        );

    /// <summary>Adds to what is told of a submission that it came on paper.</summary>
    public static FactBody Tell(FactBody body, ReviewPaper paper) =>
        body.Add("sheet", paper.Sheet)
            .Add("reviewer", paper.Reviewer.Value)
            .Add("enteredBy", paper.EnteredBy.Value)
            .Add("signedOn", paper.SignedOn);

    /// <summary>What a submission says of paper; null where it names no sheet.</summary>
    public static ReviewPaper? PaperOf(Fact fact) =>
        fact.BodyText("sheet") is not { } sheet
            ? null
            : new ReviewPaper(
                sheet,
                new EmployeeId(fact.BodyText("reviewer") ?? ""),
                new EmployeeId(fact.BodyText("enteredBy") ?? ""),
                fact.Actor is Actor.Employee { Id: var by } ? by : new EmployeeId(""),
                DayOf(fact) ?? default
            );

    /// <summary>The same and one fact more.</summary>
    public async Task<PaperEntries> WithAsync(Workspace workspace, Fact fact, CancellationToken ct)
    {
        if (
            fact.Actor is not Actor.Employee { Id: var by }
            || SheetNumber.Read(fact.BodyText("sheet"), fact.Subject) is not { } sheet
            || sheet.ToString() != fact.BodyText("sheet")
            || sheet.Reviewer.Value != fact.BodyText("reviewer")
            || DayOf(fact) is not { } signedOn
            || fact.BodyText("kept") is not { } kept
        )
            return this;
        var typed = await workspace.Kept.ValueAsync<Typed>(kept, ct);
        var entry = new PaperEntry(sheet.ToString(), sheet.Reviewer, by, fact.At, signedOn, typed.Lines);
        var others = Of(entry.Sheet).Where(e => e.By != by);
        return new PaperEntries(bySheet.SetItem(entry.Sheet, [.. others, entry]));
    }

    /// <summary>True where a submission on paper is what two people typed of that sheet of that round.</summary>
    public bool BearOut(Fact fact, ReviewPaper paper, KeptAnswers content)
    {
        if (SheetNumber.Read(paper.Sheet, fact.Subject)?.ToString() != paper.Sheet || fact.BodyText("takesBack") is not null)
            return false;
        var typed = Of(paper.Sheet);
        return PaperDecider.IsBorneOut(paper, LastOf(paper.EnteredBy), LastOf(paper.ConfirmedBy), content.Answers);

        PaperEntry? LastOf(EmployeeId by) => typed.FirstOrDefault(e => e.By == by);
    }

    private static DateOnly? DayOf(Fact fact) =>
        DateOnly.TryParseExact(fact.BodyText("signedOn"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
