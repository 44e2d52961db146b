using System.Globalization;
using AccessGov.App.Planning;
using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Reviews;

/// <summary>The way back of a sheet: typed by two people of 情報システム課, each without seeing what the other typed.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Operators)]
public sealed class PaperModel(PortalContext here) : PageModel
{
    private const string NoMark = "none";

    private PeopleOfPlan people = null!;

    /// <summary>The round.</summary>
    public ReviewRound Round { get; private set; } = null!;

    /// <summary>用紙番号 as it was typed.</summary>
    public string Typed { get; private set; } = "";

    /// <summary>The sheet that is typed; null before its number is.</summary>
    public PaperDesk.Sheet? Sheet { get; private set; }

    /// <summary>Whose rights stand on it.</summary>
    public IReadOnlyList<PaperPerson> People { get; private set; } = [];

    /// <summary>The date of the paper, as the reader typed it; empty for nothing.</summary>
    public string SignedOn { get; private set; } = "";

    /// <summary>What the reader typed, without the rows that differ from what somebody else typed.</summary>
    public IReadOnlyDictionary<ReviewItemId, PaperLine> Own { get; private set; } = new Dictionary<ReviewItemId, PaperLine>();

    /// <summary>Rows where two people differ.</summary>
    public IReadOnlyCollection<ReviewItemId> Differing { get; private set; } = [];

    /// <summary>Who else typed it, by name.</summary>
    public IReadOnlyList<string> Others { get; private set; } = [];

    /// <summary>Sheets that wait for a second person.</summary>
    public IReadOnlyList<PaperDesk.Waiting> Waiting { get; private set; } = [];

    /// <summary>What came of it just now.</summary>
    public Notice? Said { get; private set; }

    /// <summary>氏名 of somebody.</summary>
    /// <param name="id">Who.</param>
    public string NameOf(EmployeeId id) => OnPaper.NameOf(people, id);

    /// <summary>The code of a row's mark as the reader typed it; null for nothing yet.</summary>
    /// <param name="item">The row.</param>
    public string? MarkOf(ReviewItemId item) =>
        Own.GetValueOrDefault(item) is not { } line ? null
        : line.Choice is { } choice ? ReviewChoiceCodes.Of(choice)
        : NoMark;

    /// <summary>Asks for a number, or shows the sheet of one.</summary>
    /// <param name="round">The round's id.</param>
    /// <param name="sheet">用紙番号; empty for none yet.</param>
    public async Task<IActionResult> OnGetAsync(string round, string? sheet)
    {
        if (!await LoadAsync(round))
            return NotFound();
        if (!string.IsNullOrWhiteSpace(sheet) && await OpenAsync(sheet))
            await ShowOwnAsync();
        return Page();
    }

    /// <summary>Keeps what was typed.</summary>
    /// <param name="round">The round's id.</param>
    /// <param name="sheet">用紙番号.</param>
    /// <param name="signedOn">The date on the paper.</param>
    public async Task<IActionResult> OnPostAsync(string round, string? sheet, string? signedOn)
    {
        if (!await LoadAsync(round))
            return NotFound();
        if (!await OpenAsync(sheet ?? ""))
            return Page();
        var ct = HttpContext.RequestAborted;
        var lines = Sheet!.Items.Select(i => LineOf(i.Id)).OfType<PaperLine>().ToArray();
        var isDay = DateOnly.TryParseExact(signedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        var by = await WhoApproves.OfAsync(here.Workspace, here.Me.Id, ct);
        var outcome = await PaperDesk.EnterAsync(here.Workspace, by, Round, sheet, isDay ? day : default, lines, ct);
        if (outcome.Refused is { } why)
        {
            (Own, SignedOn) = (lines.ToDictionary(l => l.Item), isDay ? signedOn! : "");
            Said = Notice.Refused(here.Ui["Portal.ReviewPaperRefused"], here.Sentence(here.Text.Of(why)));
            return Page();
        }
        if (outcome.Other is { } other)
        {
            await ShowOwnAsync();
            Said = Notice.Waits(
                here.Ui.Of("Portal.ReviewPaperDiffer", NameOf(other), outcome.Differing.Count + (outcome.IsOtherDay ? 1 : 0)),
                here.Ui["Portal.ReviewPaperDifferNext"]
            );
            return Page();
        }
        Said = outcome.Submission is { } done
            ? Notice.Done(
                here.Ui.Of("Portal.ReviewPaperDone", NameOf(Sheet.Number.Reviewer), done.Receipt),
                here.Ui.Of(
                    done.Removes > 0 ? "Portal.ReviewReceiptNext" : "Portal.ReviewReceiptStays",
                    done.Keeps,
                    done.Removes,
                    done.Unsure,
                    $"{done.Effect:yyyy-MM-dd}"
                )
            )
            : Notice.Done(here.Ui["Portal.ReviewPaperKept"], here.Ui["Portal.ReviewPaperKeptNext"]);
        Sheet = null;
        return await LoadAsync(round) ? Page() : NotFound();
    }

    private PaperLine? LineOf(ReviewItemId item)
    {
        var mark = Request.Form[$"c:{item.Worker}:{item.Right}"].ToString();
        var reason = Request.Form[$"w:{item.Worker}:{item.Right}"].ToString().Trim();
        if (mark == NoMark)
            return new PaperLine(item, null, reason);
        return ReviewChoiceCodes.Made(mark) is { } choice ? new PaperLine(item, choice, reason) : null;
    }

    private async Task<bool> LoadAsync(string round)
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        if ((await ReviewBook.ReadAsync(workspace, ct)).Find(round) is not { } found)
            return false;
        Round = found;
        people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        Waiting = await PaperDesk.WaitingAsync(workspace, found, ct);
        return true;
    }

    private async Task<bool> OpenAsync(string number)
    {
        var ct = HttpContext.RequestAborted;
        Typed = number;
        var by = await WhoApproves.OfAsync(here.Workspace, here.Me.Id, ct);
        var (sheet, refused) = await PaperDesk.FindAsync(here.Workspace, by, Round, number, ct);
        if (sheet is null)
        {
            Said = Notice.Refused(here.Ui["Portal.ReviewPaperRefused"], here.Sentence(here.Text.Of(refused!)));
            return false;
        }
        Sheet = sheet;
        People = await PaperPerson.OfAsync(here, Round, sheet.Items, ct);
        return true;
    }

    private async Task ShowOwnAsync()
    {
        var standing = await PaperDesk.StandingAsync(here.Workspace, here.Me.Id, Sheet!, HttpContext.RequestAborted);
        Others = [.. standing.Others.Select(NameOf)];
        Differing = [.. standing.Differing];
        if (standing.Own is not { } own)
            return;
        Own = own.Lines.Where(l => !Differing.Contains(l.Item)).ToDictionary(l => l.Item);
        SignedOn = standing.IsOtherDay ? "" : $"{own.SignedOn:yyyy-MM-dd}";
    }
}
