using System.Security.Cryptography;
using System.Text;
using AccessGov.App.Planning;
using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Reviews;

/// <summary>確認して提出: what comes of it and when, then a receipt number; and what was handed in, with the way back until its day.</summary>
/// <param name="here">What the page works with.</param>
public sealed class SubmitModel(PortalContext here) : PageModel
{
    /// <summary>So many of what somebody kept are shown: whoever has more takes one back by the command line.</summary>
    private const int MostKept = 400;

    private PeopleOfPlan people = null!;

    /// <summary>What was decided about one item.</summary>
    /// <param name="Item">The item.</param>
    /// <param name="Name">氏名 and number.</param>
    /// <param name="Right">Name of the right.</param>
    /// <param name="Choice">What.</param>
    /// <param name="Reason">Why; empty for nothing.</param>
    public sealed record Decision(ReviewItemId Item, string Name, string Right, ReviewChoice Choice, string Reason);

    /// <summary>What was handed in, and whether it may still be taken back.</summary>
    /// <param name="What">The decision.</param>
    /// <param name="Receipt">受付番号.</param>
    /// <param name="Effect">The day on which it takes effect.</param>
    /// <param name="MayTakeBack">True until then.</param>
    /// <param name="ProvedAt">When the directory was read back; null while it was not.</param>
    public sealed record Given(Decision What, string Receipt, DateOnly Effect, bool MayTakeBack, DateTimeOffset? ProvedAt);

    /// <summary>The round.</summary>
    public ReviewRound Round { get; private set; } = null!;

    /// <summary>What would be handed in.</summary>
    public IReadOnlyList<Decision> Ready { get; private set; } = [];

    /// <summary>Names what would be handed in, so that nothing else is: it may have changed in another window.</summary>
    public string Shown =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join('\n', Ready.Select(d => $"{d.Item.Worker} {d.Item.Right} {ReviewChoiceCodes.Of(d.Choice)} {d.Reason}"))
                )
            )
        );

    /// <summary>What silence means for what has no answer, in sentences.</summary>
    public string Silence { get; private set; } = "";

    /// <summary>How many items of the reader have no answer.</summary>
    public int Open { get; private set; }

    /// <summary>Removals that the reader handed in, newest first.</summary>
    public IReadOnlyList<Given> Removals { get; private set; } = [];

    /// <summary>What the reader kept and may decide anew, newest first.</summary>
    public IReadOnlyList<Given> Keeps { get; private set; } = [];

    /// <summary>What was handed in on paper as the reader's, newest first.</summary>
    public IReadOnlyList<string> Papers { get; private set; } = [];

    /// <summary>The day on which what is handed in now takes effect.</summary>
    public DateOnly Effect => here.Workspace.Today.AddDays(Round.Rule.UndoDays);

    /// <summary>What came of a button just now.</summary>
    public Notice? Said { get; private set; }

    /// <summary>Shows it.</summary>
    /// <param name="round">The round's id.</param>
    public async Task<IActionResult> OnGetAsync(string round) => await LoadAsync(round) ? Page() : NotFound();

    /// <summary>Hands in.</summary>
    /// <param name="round">The round's id.</param>
    /// <param name="now">Not empty where it is to be taken at once.</param>
    /// <param name="shown">What the page showed (<see cref="Shown"/>).</param>
    public async Task<IActionResult> OnPostAsync(string round, string? now, string? shown)
    {
        if (!await LoadAsync(round))
            return NotFound();
        if (Ready.Count > 0 && shown != Shown)
        {
            Said = Notice.Waits(here.Ui["Portal.ReviewChanged"], here.Ui["Portal.ReviewChangedNext"]);
            return Page();
        }
        var ct = HttpContext.RequestAborted;
        var by = await WhoApproves.OfAsync(here.Workspace, here.Me.Id, ct);
        var (submission, refused) = await ReviewDesk.SubmitAsync(here.Workspace, by, Round, !string.IsNullOrEmpty(now), ct);
        Said = refused is not null
            ? Notice.Refused(here.Ui["Portal.ReviewRefused"], here.Sentence(here.Text.Of(refused)))
            : Notice.Done(
                here.Ui.Of("Portal.ReviewReceipt", submission!.Receipt),
                here.Ui.Of(
                    submission.Removes > 0 ? "Portal.ReviewReceiptNext" : "Portal.ReviewReceiptStays",
                    submission.Keeps,
                    submission.Removes,
                    submission.Unsure,
                    $"{submission.Effect:yyyy-MM-dd}"
                )
            );
        await LoadAsync(round);
        return Page();
    }

    /// <summary>Takes one back.</summary>
    /// <param name="round">The round's id.</param>
    /// <param name="worker">職員番号.</param>
    /// <param name="right">The right's id.</param>
    /// <param name="reason">Why, after the end.</param>
    public async Task<IActionResult> OnPostBackAsync(string round, string? worker, string? right, string? reason)
    {
        if (!await LoadAsync(round))
            return NotFound();
        return await TakeBackAsync(new(new EmployeeId(worker ?? ""), new EntitlementId(right ?? "")), (reason ?? "").Trim());
    }

    /// <summary>Opens one that the reader kept.</summary>
    /// <param name="round">The round's id.</param>
    /// <param name="item">職員番号 and the right's id, with a space between.</param>
    public async Task<IActionResult> OnPostAgainAsync(string round, string? item)
    {
        if (!await LoadAsync(round))
            return NotFound();
        var parts = (item ?? "").Split(' ', 2);
        return await TakeBackAsync(new(new EmployeeId(parts[0]), new EntitlementId(parts[^1])), "");
    }

    private async Task<PageResult> TakeBackAsync(ReviewItemId item, string reason)
    {
        var ct = HttpContext.RequestAborted;
        var by = await WhoApproves.OfAsync(here.Workspace, here.Me.Id, ct);
        var (submission, refused) = await ReviewDesk.TakeBackAsync(here.Workspace, by, Round, item, reason, ct);
        if (submission is null)
            Said = Notice.Refused(here.Ui["Portal.ReviewRefused"], here.Sentence(here.Text.Of(refused!)));
        else
        {
            var again = submission.Keeps == 0 ? here.Ui["Portal.ReviewAgainNext"] : "";
            // Another decision about the right stands: then it does not go on.
            var next =
                (await ReviewBook.ReadAsync(here.Workspace, ct)).StandingOf(item) is { } other
                    ? $"{again} {here.Ui.Of("Portal.ReviewTakenBackOther", other.Reference, $"{other.From:yyyy-MM-dd}")}".Trim()
                : again.Length > 0 ? again
                : here.Ui["Portal.ReviewTakenBackNext"];
            Said = Notice.Done(here.Ui.Of("Portal.ReviewTakenBack", submission.Receipt), next);
        }
        await LoadAsync(Round.Id);
        return Page();
    }

    private async Task<bool> LoadAsync(string round)
    {
        var (workspace, ct, me) = (here.Workspace, HttpContext.RequestAborted, here.Me.Id);
        var book = await ReviewBook.ReadAsync(workspace, ct);
        if (book.Find(round) is not { } found)
            return false;
        Round = found;
        people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        var mine = await ReviewDesk.ItemsOfAsync(workspace, Round, me, ct);
        Ready = [.. mine.Select(m => m.Answer).OfType<ReviewAnswer>().Where(a => a.By == me).Select(Of)];
        Open = mine.Count(m => m.Answer?.By != me);
        var state = await book.StateAsync(workspace, Round, ct);
        Silence = SilenceWords.Of(here.Ui, state, mine.Where(m => m.Answer?.By != me).Select(m => m.Item.Id));
        Papers = OnPaper.Of(here, book, round, people);
        Removals = [.. Standing(ReviewChoice.Remove)];
        Keeps = [.. Standing(ReviewChoice.Keep).Where(g => g.MayTakeBack).Take(MostKept)];
        return true;

        IEnumerable<Given> Standing(ReviewChoice choice) =>
            book.HandedInOf(round)
                .Where(h => h.Submission.By == me)
                .Reverse()
                .SelectMany(h => h.Answers.Select(a => (h.Submission, Answer: a)))
                .Where(h => h.Answer.Choice == choice && state.LastOf(h.Answer.Item)?.In == h.Submission)
                .Select(h => new Given(
                    Of(h.Answer),
                    h.Submission.Receipt,
                    h.Submission.Effect,
                    ReviewDecider.CannotTakeBack(state, h.Answer.Item, me, workspace.Today) is null,
                    book.RemovalOf(h.Answer.Item, h.Submission.Receipt) is { } removal ? book.ProvedAt(removal) : null
                ));
    }

    private Decision Of(ReviewAnswer answer) =>
        new(
            answer.Item,
            people.Find(answer.Item.Worker) is { } person
                ? $"{VisibleText.Of(person.Name)} {answer.Item.Worker}"
                : answer.Item.Worker.Value,
            here.Workspace.Policy.NameOf(answer.Item.Right),
            answer.Choice,
            answer.Reason
        );
}
