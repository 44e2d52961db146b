using AccessGov.App.Planning;
using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Reviews;

/// <summary>棚卸し: for reviewers what is theirs to decide, for whoever reads everything how far each round is and who is behind.</summary>
/// <param name="here">What the page works with.</param>
public sealed class IndexModel(PortalContext here) : PageModel
{
    /// <summary>Of what ended so many of the newest rounds are looked through for what was not answered in time.</summary>
    private const int MostLate = 2;

    private const int MostRounds = 20,
        MostBehind = 100;

    /// <summary>A round on the page.</summary>
    /// <param name="Round">The round.</param>
    /// <param name="Mine">How many items are the reader's to answer.</param>
    /// <param name="Answered">How many of those are answered and not handed in.</param>
    /// <param name="Decided">How many items of the round are decided.</param>
    /// <param name="Behind">Those who still have most items, with how many; for whoever reads everything.</param>
    /// <param name="AllBehind">How many have any.</param>
    /// <param name="Given">How often the reader has handed in.</param>
    /// <param name="Papers">What was handed in on paper as the reader's, newest first.</param>
    public sealed record Card(
        ReviewRound Round,
        int Mine,
        int Answered,
        int Given,
        int Decided,
        IReadOnlyList<(string Name, EmployeeId? Id, int Items)> Behind,
        int AllBehind,
        IReadOnlyList<string> Papers
    );

    /// <summary>Rounds, newest first.</summary>
    public IReadOnlyList<Card> Cards { get; private set; } = [];

    /// <summary>What is to be gone and was not read back yet, with the days of the oldest; none: 0.</summary>
    public (int Count, int Days) NotProved { get; private set; }

    /// <summary>How many rights a rule would give and a review took.</summary>
    public int Conflicts { get; private set; }

    /// <summary>What silence means in a round, in a sentence.</summary>
    /// <param name="round">The round.</param>
    public string SilenceOf(ReviewRound round)
    {
        ArgumentNullException.ThrowIfNull(round);
        return SilenceWords.Of(here.Ui, round);
    }

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync()
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        var book = await ReviewBook.ReadAsync(workspace, ct);
        var people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        var cards = new List<Card>();
        foreach (var (round, at) in book.Rounds.Take(MostRounds).Select((r, i) => (r, i)))
        {
            var isAsked = round.Stopped is null && (round.IsOpen || round.IsLookedAt(workspace.Today) || at < MostLate);
            var mine = isAsked ? await ReviewDesk.ItemsOfAsync(workspace, round, here.Me.Id, ct) : [];
            var given = book.HandedInOf(round.Id).Count(h => h.Submission.By == here.Me.Id);
            var papers = OnPaper.Of(here, book, round.Id, people);
            if (mine.Count == 0 && given == 0 && !here.Me.MayRead)
                continue;
            var (behind, all) = await BehindAsync(round);
            var answered = mine.Count(m => m.Answer?.By == here.Me.Id);
            cards.Add(new Card(round, mine.Count, answered, given, await DecidedAsync(round), behind, all, papers));
        }
        Cards = cards;
        if (!here.Me.MayRead)
            return;
        Conflicts = (await RuleConflicts.OfAsync(workspace, ct)).All.Count;
        var open = await UntakenRights.OpenAsync(workspace, book, ct);
        NotProved = (open.Count, open.Select(r => workspace.Today.DayNumber - r.From.DayNumber).DefaultIfEmpty().Max());

        // At its end nothing is left: what was said in long ago rounds is not read for it.
        async Task<int> DecidedAsync(ReviewRound round) =>
            round is { IsOpen: false, Stopped: null } ? round.Items : (await book.StateAsync(workspace, round, ct)).Decided;

        async Task<(IReadOnlyList<(string, EmployeeId?, int)>, int)> BehindAsync(ReviewRound round)
        {
            if (!here.Me.MayRead || !round.IsOpen)
                return ([], 0);
            var reviewers = await ReviewPeople.OfAsync(workspace, ct);
            var all = reviewers.Behind(await book.StateAsync(workspace, round, ct)).OrderByDescending(b => b.Items).ToArray();
            var most = all.Take(MostBehind)
                .Select(b => (b.Reviewer is { } by ? NameOf(people, by) : here.Ui["Portal.ReviewNobody"], b.Reviewer, b.Items));
            return ([.. most], all.Length);
        }
    }

    private static string NameOf(PeopleOfPlan people, EmployeeId id) =>
        people.Find(id) is { } person ? $"{person.Place} {VisibleText.Of(person.Name)}" : id.Value;
}
