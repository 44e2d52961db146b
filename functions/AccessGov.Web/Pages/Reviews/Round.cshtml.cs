using System.Globalization;
using AccessGov.App.Planning;
using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Reviews;

/// <summary>One person after the other: which rights, why, and 続ける, やめる or わからない. Answers are kept as they are given.</summary>
/// <param name="here">What the page works with.</param>
public sealed class RoundModel(PortalContext here) : PageModel
{
    /// <summary>So long somebody needs for an item who has not answered any yet, in milliseconds: 20 people of three rights in three
    /// minutes.</summary>
    private const int UsualMs = 3000;

    /// <summary>Longest time that counts for one item: whoever went away meanwhile did not read.</summary>
    private const int LongestMs = 600_000;

    /// <summary>Somebody whose rights are to be decided about.</summary>
    /// <param name="Id">職員番号.</param>
    /// <param name="Name">氏名.</param>
    /// <param name="Place">所属 and 職名.</param>
    /// <param name="Items">How many rights.</param>
    /// <param name="Answered">How many of them are answered.</param>
    public sealed record Person(EmployeeId Id, string Name, string Place, int Items, int Answered)
    {
        /// <summary>True when nothing is left to answer.</summary>
        public bool IsDone => Answered == Items;
    }

    /// <summary>The round.</summary>
    public ReviewRound Round { get; private set; } = null!;

    /// <summary>Whose rights there are, by number.</summary>
    public IReadOnlyList<Person> People { get; private set; } = [];

    /// <summary>Who is shown.</summary>
    public Person? Chosen { get; private set; }

    /// <summary>The rights of whoever is shown.</summary>
    public IReadOnlyList<ReviewLine> Lines { get; private set; } = [];

    /// <summary>Minutes that the rest takes, as far as the reader's own pace tells.</summary>
    public int MinutesLeft { get; private set; }

    /// <summary>How many items one hand would keep: those that are not risky and not answered.</summary>
    public int InBulk { get; private set; }

    /// <summary>What was handed in on paper as the reader's, newest first.</summary>
    public IReadOnlyList<string> Papers { get; private set; } = [];

    /// <summary>What came of a button just now.</summary>
    public Notice? Said { get; private set; }

    /// <summary>Who comes next, or before; null for nobody.</summary>
    /// <param name="by">1 or -1.</param>
    public EmployeeId? Beside(int by) =>
        People.ToList().FindIndex(p => p == Chosen) + by is >= 0 and var at && at < People.Count ? People[at].Id : null;

    /// <summary>By when, in words.</summary>
    public string Until { get; private set; } = "";

    /// <summary>What silence means for what the reader is asked, in sentences.</summary>
    public string Silence { get; private set; } = "";

    private Dictionary<string, (ReviewChoice? Choice, string Reason)> held = [];

    /// <summary>Shows a person.</summary>
    /// <param name="round">The round's id.</param>
    /// <param name="person">職員番号; empty for the first who is not done.</param>
    public async Task<IActionResult> OnGetAsync(string round, string? person) => await LoadAsync(round, person) ? Page() : NotFound();

    /// <summary>Keeps the answers about one person, and goes on to the next.</summary>
    /// <param name="round">The round's id.</param>
    /// <param name="person">職員番号.</param>
    /// <param name="ms">How long the page was open, in milliseconds.</param>
    public async Task<IActionResult> OnPostAsync(string round, string? person, string? ms)
    {
        if (!await LoadAsync(round, person))
            return NotFound();
        // Whoever is shown then is another one, and the page has said so.
        if (Chosen?.Id.Value != person)
            return Page();
        var took = int.TryParse(ms, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? Math.Min(read, LongestMs) : 0;
        var given = Lines.Where(l => ChoiceOf(l) is not null).ToArray();
        // The rest of what was answered is kept; only what cannot be taken as it is stays as it was typed, and is asked once more.
        var wrong = Lines.Select(l => (Line: l, Why: WhyNot(l))).Where(l => l.Why is not null).ToArray();
        held = wrong.ToDictionary(w => w.Line.Right, w => (ChoiceOf(w.Line), ReasonOf(w.Line)));
        ReviewDesk.Wanted[] wanted =
        [
            .. given
                .Where(l => !held.ContainsKey(l.Right))
                .Where(l => l.Own is not { } known || known.Choice != ChoiceOf(l) || known.Reason != ReasonOf(l))
                .Select(l => new ReviewDesk.Wanted(l.Asked.Item.Id, ChoiceOf(l)!.Value, ReasonOf(l), took / given.Length, SeenOf(l))),
        ];
        var said = wanted.Length > 0 ? await AnswerAsync(wanted, false) : null;
        if (said is not null)
            held = Lines.ToDictionary(l => l.Right, l => (ChoiceOf(l), ReasonOf(l)));
        if (wrong.Length > 0)
            said ??= wrong[0].Why;
        await LoadAsync(round, person);
        if (said is not null)
        {
            Said = said;
            return Page();
        }
        var next = Beside(1) ?? People.FirstOrDefault(p => !p.IsDone)?.Id;
        return LocalRedirect(
            next is { } id && People.Any(p => !p.IsDone) ? $"/portal/reviews/{round}?person={id}" : $"/portal/reviews/{round}/submit"
        );
    }

    /// <summary>What stands in the choice of a line: what was sent and could not be kept, or what the reader answered before.</summary>
    /// <param name="line">The line.</param>
    public ReviewChoice? ChoiceShown(ReviewLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return held.TryGetValue(line.Right, out var sent) ? sent.Choice : line.Own?.Choice;
    }

    /// <summary>The same of its reason.</summary>
    /// <param name="line">The line.</param>
    public string ReasonShown(ReviewLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return held.TryGetValue(line.Right, out var sent) ? sent.Reason : line.Own?.Reason ?? "";
    }

    /// <summary>Why a line cannot be taken as it was sent; null where it can.</summary>
    private Notice? WhyNot(ReviewLine line)
    {
        var (choice, reason) = (ChoiceOf(line), ReasonOf(line));
        return reason.Length > 0 && choice is null ? No("Portal.ReviewChoiceMissing", "Portal.ReviewChoiceMissingNext")
            : reason.Length > 0 && !ReviewDecider.IsReason(reason) ? No("Portal.ReviewReasonBad", "Portal.ReviewReasonBadNext")
            : line.AsksReason && choice == ReviewChoice.Keep && reason.Length == 0
                ? No("Portal.ReviewReasonMissing", "Portal.ReviewReasonMissingNext")
            : null;

        Notice No(string title, string next) =>
            Notice.Refused(here.Ui.Of(title, line.Name), here.Ui.Of(next, ReviewDecider.ShortestReason, VisibleText.LongestReason));
    }

    /// <summary>Keeps with one hand what is not risky.</summary>
    /// <param name="round">The round's id.</param>
    public async Task<IActionResult> OnPostBulkAsync(string round)
    {
        if (!await LoadAsync(round, null))
            return NotFound();
        var maker = await MakerAsync();
        ReviewDesk.Wanted[] wanted =
        [
            .. (await MineAsync())
                .Select(maker.Of)
                .Where(l => l is { IsRisky: false, Choice: null })
                .Select(l => new ReviewDesk.Wanted(l.Asked.Item.Id, ReviewChoice.Keep, "", 0, null)),
        ];
        var said = wanted.Length > 0 ? await AnswerAsync(wanted, true) : null;
        await LoadAsync(round, null);
        Said = said ?? Notice.Done(here.Ui.Of("Portal.ReviewBulkDone", wanted.Length), here.Ui["Portal.ReviewBulkNext"]);
        return Page();
    }

    private async Task<Notice?> AnswerAsync(ReviewDesk.Wanted[] wanted, bool inBulk)
    {
        var ct = HttpContext.RequestAborted;
        var by = await WhoApproves.OfAsync(here.Workspace, here.Me.Id, ct);
        var (refused, other) = await ReviewDesk.AnswerAsync(here.Workspace, by, Round, wanted, inBulk, ct);
        if (refused is not null)
            return Notice.Refused(here.Ui["Portal.ReviewRefused"], here.Sentence(here.Text.Of(refused)));
        if (other is null)
            return null;
        var people = await PeopleOfPlan.OnAsync(here.Workspace, here.Workspace.Today, ct);
        var name = other.Other.By is { } id ? people.Find(id)?.Name ?? id.Value : "";
        var about = other.Other.Item;
        return Notice.Waits(
            here.Ui.Of("Portal.ReviewOther", VisibleText.Of(name), here.Ui[$"Review.{ReviewChoiceCodes.Of(other.Other.Choice)}"]),
            here.Ui.Of(
                "Portal.ReviewOtherNext",
                VisibleText.Of(people.Find(about.Worker)?.Name ?? about.Worker.Value),
                here.Workspace.Policy.NameOf(about.Right)
            )
        );
    }

    private ReviewChoice? ChoiceOf(ReviewLine line) => ReviewChoiceCodes.Made(Request.Form[$"c:{line.Right}"].ToString());

    private string ReasonOf(ReviewLine line) => Request.Form[$"w:{line.Right}"].ToString().Trim();

    private DateTimeOffset? SeenOf(ReviewLine line) =>
        long.TryParse(Request.Form[$"s:{line.Right}"], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        // Later than any instant is none.
        && at <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(at)
            : null;

    private Task<IReadOnlyList<ReviewDesk.Asked>> MineAsync() =>
        ReviewDesk.ItemsOfAsync(here.Workspace, Round, here.Me.Id, HttpContext.RequestAborted);

    private async Task<ReviewLine.Maker> MakerAsync()
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        var people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        var state = await (await ReviewBook.ReadAsync(workspace, ct)).StateAsync(workspace, Round, ct);
        return new ReviewLine.Maker(here, people, state, await ReviewPeople.OfAsync(workspace, ct));
    }

    private async Task<bool> LoadAsync(string round, string? person)
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        var book = await ReviewBook.ReadAsync(workspace, ct);
        if (book.Find(round) is not { } found)
            return false;
        Round = found;
        var mine = await MineAsync();
        var names = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        Papers = OnPaper.Of(here, book, round, names);
        People =
        [
            .. mine.GroupBy(m => m.Item.Id.Worker)
                .Select(g =>
                    names.Find(g.Key) is { } known
                        ? new Person(g.Key, VisibleText.Of(known.Name), known.Place, g.Count(), g.Count(IsAnswered))
                        : new Person(g.Key, g.Key.Value, "", g.Count(), g.Count(IsAnswered))
                ),
        ];
        Chosen = People.FirstOrDefault(p => person is null ? !p.IsDone : p.Id.Value == person);
        if (person is null && Chosen is null && People.Count > 0)
            Chosen = People[0];
        if (person is not null && Chosen is null)
        {
            // Handed in meanwhile, or somebody else's now: nothing was kept, and there is a way on.
            Chosen = People.FirstOrDefault(p => !p.IsDone) ?? (People.Count > 0 ? People[0] : null);
            Said = Notice.Waits(here.Ui["Portal.ReviewNotAsked"], here.Ui["Portal.ReviewNotAskedNext"]);
        }
        var maker = await MakerAsync();
        ReviewLine[] lines = [.. mine.Select(maker.Of)];
        var beside = await ItemsBeside.OfAsync(workspace, Round, ct);
        Lines = [.. lines.Where(l => l.Asked.Item.Id.Worker == Chosen?.Id).Select(l => maker.With(l, beside.Of(l.Asked.Item)))];
        var state = await book.StateAsync(workspace, Round, ct);
        (Until, Silence) = (
            SilenceWords.UntilOf(here.Ui, Round, workspace.Today),
            SilenceWords.Of(here.Ui, state, mine.Select(m => m.Item.Id))
        );
        InBulk = lines.Count(l => l is { IsRisky: false, Choice: null });
        int[] paces = [.. mine.Where(m => m.Answer is { ForMs: > 0 }).Select(m => m.Answer!.ForMs).Order()];
        var pace = paces.Length == 0 ? UsualMs : paces[paces.Length / 2];
        MinutesLeft = (int)Math.Ceiling(mine.Count(m => !IsAnswered(m)) * (double)pace / 60_000);
        return true;
    }

    private bool IsAnswered(ReviewDesk.Asked asked) => asked.Answer?.By == here.Me.Id;
}
