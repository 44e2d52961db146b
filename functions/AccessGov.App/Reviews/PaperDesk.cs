using AccessGov.App.Planning;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Reviews;

/// <summary>
/// The paper way of a review: a sheet for whoever sits before no screen, and two people of 情報システム課 who type what stands on it, each
/// without seeing what the other typed. Only what both typed becomes the reviewer's.
/// </summary>
public static class PaperDesk
{
    /// <summary>What is printed for one reviewer.</summary>
    /// <param name="Number">用紙番号.</param>
    /// <param name="Items">What the reviewer is asked today, in order.</param>
    public sealed record Sheet(SheetNumber Number, IReadOnlyList<ReviewItem> Items);

    /// <summary>What came of typing a sheet.</summary>
    /// <param name="Submission">The receipt once two people typed the same; null before.</param>
    /// <param name="Refused">Why nothing was kept; null where it was.</param>
    /// <param name="Other">Who typed something else; null for nobody: then it waits for a second person.</param>
    /// <param name="Differing">The rights where the two differ, without what either typed.</param>
    /// <param name="IsOtherDay">True where the two typed another date of the paper.</param>
    public sealed record Outcome(
        ReviewSubmission? Submission,
        Refusal? Refused,
        EmployeeId? Other,
        IReadOnlyList<ReviewItemId> Differing,
        bool IsOtherDay
    );

    /// <summary>How it stands with a sheet for somebody who types it: never what others typed.</summary>
    /// <param name="Own">What the person typed; null for nothing.</param>
    /// <param name="Others">Who else typed it.</param>
    /// <param name="Differing">The rights where the person and who typed last differ.</param>
    /// <param name="IsOtherDay">True where their dates differ.</param>
    public sealed record Standing(
        PaperEntry? Own,
        IReadOnlyList<EmployeeId> Others,
        IReadOnlyList<ReviewItemId> Differing,
        bool IsOtherDay
    );

    /// <summary>A sheet that somebody typed and nobody confirmed.</summary>
    /// <param name="Number">用紙番号.</param>
    /// <param name="Reviewer">Whose it is.</param>
    /// <param name="TypedBy">Who typed it.</param>
    /// <param name="IsCurrent">False where the sheet is stale: it must be printed again.</param>
    public sealed record Waiting(string Number, EmployeeId Reviewer, IReadOnlyList<EmployeeId> TypedBy, bool IsCurrent);

    /// <summary>The sheet of a reviewer as it would be printed now; without items where nothing is asked.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="round">The round.</param>
    /// <param name="reviewer">Who decides.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Sheet> SheetOfAsync(Workspace workspace, ReviewRound round, EmployeeId reviewer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(round);
        var book = await ReviewBook.ReadAsync(workspace, ct);
        return await SheetOfAsync(workspace, await book.StateAsync(workspace, round, ct), reviewer, ct);
    }

    /// <summary>The sheet that somebody wants to type.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who types.</param>
    /// <param name="round">The round.</param>
    /// <param name="number">用紙番号 as it was typed.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The sheet, or why not.</returns>
    public static async Task<(Sheet? Sheet, Refusal? Refused)> FindAsync(
        Workspace workspace,
        Approver by,
        ReviewRound round,
        string? number,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(round);
        var book = await ReviewBook.ReadAsync(workspace, ct);
        return await FindAsync(workspace, book, await book.StateAsync(workspace, round, ct), by, number, ct);
    }

    /// <summary>How it stands with a sheet for somebody who types it.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Standing> StandingAsync(Workspace workspace, EmployeeId by, Sheet sheet, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        var typed = (await ReviewBook.ReadAsync(workspace, ct)).Papers.Of(sheet.Number.ToString());
        var own = typed.FirstOrDefault(e => e.By == by);
        var others = typed.Where(e => e.By != by).ToArray();
        return own is null || others.Length == 0
            ? new Standing(own, [.. others.Select(o => o.By)], [], false)
            : new Standing(
                own,
                [.. others.Select(o => o.By)],
                PaperDecider.Differing(own, others[^1]),
                own.SignedOn != others[^1].SignedOn
            );
    }

    /// <summary>Sheets of a round that somebody typed and nobody confirmed.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="round">The round.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<Waiting>> WaitingAsync(Workspace workspace, ReviewRound round, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(round);
        var book = await ReviewBook.ReadAsync(workspace, ct);
        var done = book.HandedInOf(round.Id).Select(h => h.Submission.Paper?.Sheet).ToHashSet();
        var waiting = new List<Waiting>();
        foreach (var number in book.Papers.SheetsOf(round.Id).Where(s => !done.Contains(s)))
        {
            var typed = book.Papers.Of(number);
            var now = await SheetOfAsync(workspace, round, typed[0].Reviewer, ct);
            waiting.Add(new Waiting(number, typed[0].Reviewer, [.. typed.Select(t => t.By)], now.Number.ToString() == number));
        }
        return waiting;
    }

    /// <summary>Keeps what somebody typed; where somebody else typed the same before, it is handed in as the reviewer's.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who types.</param>
    /// <param name="round">The round.</param>
    /// <param name="number">用紙番号 as it was typed.</param>
    /// <param name="signedOn">The date that stands on the paper.</param>
    /// <param name="lines">Every right of the sheet, in any order.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Outcome> EnterAsync(
        Workspace workspace,
        Approver by,
        ReviewRound round,
        string? number,
        DateOnly signedOn,
        IReadOnlyList<PaperLine> lines,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(round);
        ArgumentNullException.ThrowIfNull(lines);
        var people = await ReviewPeople.OfAsync(workspace, ct);
        return await ReviewCommit.RunAsync<Outcome>(
            workspace,
            async (commit, book) =>
            {
                var state = await book.StateAsync(workspace, book.Find(round.Id) ?? round, ct);
                var (sheet, refused) = await FindAsync(workspace, book, state, by, number, ct);
                if (sheet is null)
                    return (false, Not(refused!));
                var reviewer = sheet.Number.Reviewer;
                PaperLine[] ordered = [.. lines.OrderBy(l => l.Item)];
                var entry = new PaperEntry(sheet.Number.ToString(), reviewer, by.Id, workspace.Now, signedOn, ordered);
                if (PaperDecider.CannotEnter(state, sheet.Items, entry, workspace.Today, people.IsGiven) is { } why)
                    return (false, Not(why));
                if (await LastHolders.WhyNotAsync(workspace, book, PaperDecider.Answers(entry, workspace.Now), ct) is { } last)
                    return (false, Not(last));
                await PaperEntries.TellAsync(commit, workspace, round.Id, entry, ct);
                var others = await OthersAsync(state, entry);
                if (others.FirstOrDefault(o => PaperDecider.Agree(o, entry)) is not { } first)
                    return (true, Kept(entry, others.LastOrDefault()));
                var paper = new ReviewPaper(entry.Sheet, reviewer, first.By, entry.By, signedOn);
                var submission = await ReviewCommit.HandInAsync(
                    commit,
                    workspace,
                    book,
                    new Actor.Employee(by.Id),
                    state,
                    PaperDecider.Answers(entry, workspace.Now),
                    people.UnitsOf,
                    workspace.Today.AddDays(round.Rule.UndoDays),
                    false,
                    ct,
                    paper
                );
                return (true, new Outcome(submission, null, null, [], false));

                // Whoever may not type any more has not typed.
                async Task<List<PaperEntry>> OthersAsync(ReviewState state, PaperEntry entry)
                {
                    var may = new List<PaperEntry>();
                    foreach (var other in book.Papers.Of(entry.Sheet).Where(o => o.By != by.Id))
                        if (CannotType(state, people, await WhoApproves.OfAsync(workspace, other.By, ct), reviewer) is null)
                            may.Add(other);
                    return may;
                }
            },
            ct
        );
    }

    private static Outcome Not(Refusal why) => new(null, why, null, [], false);

    private static Outcome Kept(PaperEntry entry, PaperEntry? other) =>
        other is null
            ? new Outcome(null, null, null, [], false)
            : new Outcome(null, null, other.By, PaperDecider.Differing(entry, other), entry.SignedOn != other.SignedOn);

    private static async Task<(Sheet? Sheet, Refusal? Refused)> FindAsync(
        Workspace workspace,
        ReviewBook book,
        ReviewState state,
        Approver by,
        string? number,
        CancellationToken ct
    )
    {
        if (SheetNumber.Read(number, state.Round.Id) is not { } wanted)
            return (
                null,
                new Refusal(OtherRound(book, number) is null ? "review-paper-number" : "review-paper-other-round", Shown(number), 0, 1)
            );
        var people = await ReviewPeople.OfAsync(workspace, ct);
        if (CannotType(state, people, by, wanted.Reviewer) is { } cannot)
            return (null, cannot);
        var now = await SheetOfAsync(workspace, state, wanted.Reviewer, ct);
        if (now.Items.Count == 0)
            return (null, new Refusal("review-paper-nothing", wanted.Reviewer.Value, 0, 1));
        if (now.Number != wanted)
            return (null, new Refusal("review-paper-stale", Shown(number), now.Items.Count, 1));
        var decides = await WhoApproves.OfAsync(workspace, wanted.Reviewer, ct);
        return ReviewDesk.CannotServe(decides) is { } gone ? (null, gone) : (now, null);
    }

    private static string? OtherRound(ReviewBook book, string? number) =>
        book.Rounds.Select(r => r.Id).FirstOrDefault(id => SheetNumber.Read(number, id) is not null);

    private static string Shown(string? number) => VisibleText.Of((number ?? "").Length > 80 ? number![..80] : number ?? "");

    private static Refusal? CannotType(ReviewState state, ReviewPeople people, Approver by, EmployeeId reviewer) =>
        ReviewDesk.CannotServe(by)
        ?? (
            by.Roles.All(r => r == OperatorRole.Auditor)
                ? new Refusal("review-paper-needs-operator", by.Id.Value, 0, 1)
                : PaperDecider.CannotType(by.Id, reviewer, people.DecidesAbout(state, reviewer, by.Id))
        );

    private static async Task<Sheet> SheetOfAsync(Workspace workspace, ReviewState state, EmployeeId reviewer, CancellationToken ct)
    {
        var people = await ReviewPeople.OfAsync(workspace, ct);
        ReviewItem[] items = [.. people.ItemsOf(state, reviewer).Where(i => IsAsked(state, i.Id))];
        var answers = await ReviewDesk.AnswersAsync(workspace, state.Round, items, ct);
        return new Sheet(SheetNumber.Of(state, reviewer, items, answers), items);
    }

    /// <summary>After the end only what nobody answered in time is asked, and what was drawn since; who has left, never.</summary>
    private static bool IsAsked(ReviewState state, ReviewItemId item) =>
        state.Round.IsOpen ? state.LastOf(item) is not ({ Choice: ReviewChoice.Gone }, _) : ReviewDecider.IsAskedAfterEnd(state, item);
}
