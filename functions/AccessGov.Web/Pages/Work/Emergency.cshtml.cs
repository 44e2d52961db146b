using System.Globalization;
using AccessGov.App.Emergency;
using AccessGov.App.Failures;
using AccessGov.App.Planning;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;
using AccessGov.Web.Pages.Counter;
using AccessGov.Web.Pages.Keys;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Work;

/// <summary>緊急用ID: asked for by one, opened by another, shut by anybody, reviewed by a third. Open is what was read back.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Readers)]
public sealed class EmergencyModel(PortalContext here) : PageModel
{
    private const int MostPast = 50;
    private PeopleOfPlan people = null!;

    /// <summary>One sealed account, or one that is open still although the policy seals it no longer.</summary>
    /// <param name="Name">User principal name.</param>
    /// <param name="MaxHours">How long it may be open.</param>
    /// <param name="Note">The city's remark.</param>
    /// <param name="Wish">What is asked for; null for nothing.</param>
    /// <param name="Opening">What is open, or is being shut; null for nothing.</param>
    /// <param name="IsEnabled">Whether it is enabled now, as the directory says; null where that is not known.</param>
    public sealed record Card(string Name, int MaxHours, string Note, EmergencyWish? Wish, EmergencyOpening? Opening, bool? IsEnabled)
    {
        /// <summary>True where somebody enabled it elsewhere.</summary>
        public bool IsOpenOutside => Opening is null && IsEnabled == true;

        /// <summary>True where it may be asked for or agreed to: while it is enabled, neither.</summary>
        public bool MayBeAsked => Opening is null && IsEnabled != true;
    }

    /// <summary>What came of a button just now.</summary>
    public Notice? Said { get; private set; }

    /// <summary>Every sealed account.</summary>
    public IReadOnlyList<Card> Cards { get; private set; } = [];

    /// <summary>What is shut and awaits its review.</summary>
    public IReadOnlyList<EmergencyOpening> ToReview { get; private set; } = [];

    /// <summary>What was, newest first.</summary>
    public IReadOnlyList<EmergencyOpening> Past { get; private set; } = [];

    /// <summary>True where the own key is asked for once more before somebody agrees.</summary>
    public bool AsksKey { get; private set; }

    /// <summary>True where it would be asked for and the person has none: said before anything is pressed.</summary>
    public bool LacksKey { get; private set; }

    /// <summary>What somebody wrote whose wish was refused: it is not lost.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>A person's name with the number.</summary>
    /// <param name="id">職員番号; null for nobody.</param>
    public string NameOf(EmployeeId? id) => id is { } known ? CounterText.NameOf(people, known) : "—";

    /// <summary>True for whoever may agree to a wish.</summary>
    /// <param name="wish">The wish.</param>
    public bool MayAgree(EmergencyWish? wish) => wish is not null && here.Me.MayApprove && here.Me.Id != wish.By;

    /// <summary>True for whoever may review an opening.</summary>
    /// <param name="opening">The opening.</param>
    public bool MayReview(EmergencyOpening opening)
    {
        ArgumentNullException.ThrowIfNull(opening);
        return here.Me.Roles.Contains(OperatorRole.Officer) && here.Me.Id != opening.Wish.By && here.Me.Id != opening.AgreedBy;
    }

    /// <summary>How a past opening stands, in a word.</summary>
    /// <param name="opening">The opening.</param>
    public string StateOf(EmergencyOpening opening)
    {
        ArgumentNullException.ThrowIfNull(opening);
        return here.Ui[
            opening.FailedAt is not null ? "Portal.EmergencyFailed"
            : opening.ReviewedAt is not null ? "Portal.EmergencyWasReviewed"
            : opening.IsOver ? "Portal.EmergencyAwaitsReview"
            : "Portal.EmergencyIsOpen"
        ];
    }

    /// <summary>Shows how it stands.</summary>
    public Task OnGetAsync() => LoadAsync();

    /// <summary>Asks.</summary>
    /// <param name="account">Which account.</param>
    /// <param name="hours">For how long.</param>
    /// <param name="reason">Why.</param>
    public async Task OnPostAskAsync(string? account, string? hours, string? reason)
    {
        // What is no number is too short for every account.
        var wanted = int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var why = await DoAsync(
            (by, ct) => EmergencyDesk.AskAsync(here.Workspace, by, account ?? "", wanted, reason ?? "", ct),
            () => Notice.Done(here.Ui.Of("Portal.EmergencyAsked", account), here.Ui["Portal.EmergencyAskedNext"])
        );
        Reason = why is null ? "" : VisibleText.Of(reason ?? "");
        await LoadAsync();
    }

    /// <summary>Agrees, and has it opened.</summary>
    /// <param name="account">Which account.</param>
    public async Task OnPostAgreeAsync(string? account)
    {
        EmergencyOpening? opening = null;
        Said = await KeyWords.UseAsync(here, HttpContext.RequestAborted);
        if (Said is null)
            await DoAsync(
                async (by, ct) =>
                {
                    (opening, var why) = await EmergencyDesk.AgreeAsync(here.Workspace, by, account ?? "", ct);
                    return why;
                },
                () =>
                    Notice.Done(
                        here.Ui.Of("Portal.EmergencyOpened", opening!.Account),
                        here.Ui.Of("Portal.EmergencyOpenedNext", here.Time(opening.Until))
                    )
            );
        await LoadAsync();
    }

    /// <summary>Has it shut.</summary>
    /// <param name="account">Which account.</param>
    public async Task OnPostEndAsync(string? account)
    {
        await DoAsync(
            (by, ct) => EmergencyDesk.EndAsync(here.Workspace, by, account ?? "", ct),
            () => Notice.Done(here.Ui.Of("Portal.EmergencyEnded", account), here.Ui["Portal.EmergencyEndedNext"])
        );
        await LoadAsync();
    }

    /// <summary>Takes a wish back.</summary>
    /// <param name="account">Which account.</param>
    public async Task OnPostWithdrawAsync(string? account)
    {
        await DoAsync(
            (by, ct) => EmergencyDesk.WithdrawAsync(here.Workspace, by, account ?? "", ct),
            () => Notice.Done(here.Ui.Of("Portal.EmergencyWithdrawn", account), "")
        );
        await LoadAsync();
    }

    /// <summary>Says what was done with it.</summary>
    /// <param name="id">The opening.</param>
    /// <param name="result">What came of it.</param>
    public async Task OnPostReviewAsync(string? id, string? result)
    {
        await DoAsync(
            (by, ct) => EmergencyDesk.ReviewAsync(here.Workspace, by, id ?? "", result ?? "", ct),
            () => Notice.Done(here.Ui["Portal.EmergencyReviewed"], "")
        );
        await LoadAsync();
    }

    /// <summary>What stands above everything else at home: sealed accounts that are open or await their review; null for none.</summary>
    internal static async Task<string?> AlarmAsync(PortalContext here, CancellationToken ct)
    {
        var waits = (await EmergencyBook.ReadAsync(here.Workspace, ct)).Openings.Where(o => o.AwaitsReview).ToArray();
        var open = waits.Count(o => !o.IsOver);
        return waits.Length == 0 ? null : here.Ui.Of("Portal.EmergencyAlarm", open, waits.Length - open);
    }

    private async Task<Refusal?> DoAsync(Func<Approver, CancellationToken, Task<Refusal?>> act, Func<Notice> done)
    {
        var ct = HttpContext.RequestAborted;
        var by = await WhoApproves.OfAsync(here.Workspace, here.Me.Id, ct);
        try
        {
            var why = await act(by, ct);
            Said = why is null ? done() : Notice.Refused(here.Ui["Portal.EmergencyRefused"], Words(why));
            return why;
        }
        catch (OutsideFailureException e)
        {
            Said = Notice.Refused(here.Ui["Portal.EmergencyUnsettled"], here.Ui.Of("Portal.EmergencyUnsettledNext", e.What));
            return null;
        }
    }

    /// <summary>A sentence that begins with an account's name keeps the name as it is.</summary>
    private string Words(Refusal why) =>
        here.Text.Of(why) is var text && why.Subject.Length > 0 && text.StartsWith(why.Subject, StringComparison.Ordinal)
            ? text
            : here.Sentence(text);

    private async Task LoadAsync()
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        var book = await EmergencyBook.ReadAsync(workspace, ct);
        var entries = workspace
            .Policy.ProtectedAccounts.Where(a => a.IsSealed)
            .Select(a => (Name: EmergencyBook.NameOf(a.UserPrincipalName!), a.MaxHours, a.Note))
            .ToList();
        foreach (var opening in book.Openings.Where(o => !o.IsOver && entries.All(e => e.Name != o.Account)))
            entries.Add((opening.Account, 0, here.Ui["Portal.EmergencyUnsealed"]));
        var cards = new List<Card>();
        foreach (var (name, hours, note) in entries)
            cards.Add(
                new Card(
                    name,
                    hours,
                    note,
                    book.Wishes.GetValueOrDefault(name) is { } wish && EmergencyDecider.Stands(wish, workspace.Now) ? wish : null,
                    book.Openings.FirstOrDefault(o => !o.IsOver && o.Account == name),
                    // Never from memory: somebody may have enabled it a minute ago.
                    await WatchSealed.IsEnabledAsync(workspace, name, ct)
                )
            );
        Cards = cards;
        ToReview = [.. book.Openings.Where(o => o is { IsOver: true, AwaitsReview: true })];
        Past = [.. book.Openings.Where(o => o.IsOver).Reverse().Take(MostPast)];
        if (Cards.Any(c => MayAgree(c.Wish)))
            (AsksKey, LacksKey) = await KeyWords.AsksAsync(here, ct);
    }
}
