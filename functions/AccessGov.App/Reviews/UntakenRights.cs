using AccessGov.App.Applying;
using AccessGov.App.Incidents;
using AccessGov.App.Planning;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Work;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Reviews;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Reviews;

/// <summary>
/// 未反映: what a review took and the directory still has the day after. People are told once a day, of each right of each person, or of a
/// round where that is many, until it is read back as gone.
/// </summary>
public static class UntakenRights
{
    /// <summary>Of more than these in one round people are told with one incident: the page of the round lists them.</summary>
    public const int MostSingle = 10;

    private sealed record Late(ReviewRemoval Removal, string Round, EmployeeId? By, int Days, LastTries.Try? Last);

    /// <summary>
    /// What is in effect and not proved yet. What another duty or a request has given afresh meanwhile is nobody's trouble any more, nor is
    /// a right that the policy no longer governs: no reading tells of it.
    /// </summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="book">What was decided.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<ReviewRemoval>> OpenAsync(Workspace workspace, ReviewBook book, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(book);
        var open = ReviewEffects.Unproved(book, workspace.Today);
        if (open.Count == 0)
            return [];
        var desired = await workspace.Present.OfAsync(workspace, ct);
        var rights = desired.Policy.Entitlements;
        var governed = MakePlan.Governed(desired.Policy).Select(e => e.Id).ToHashSet();
        return [.. open.Where(r => governed.Contains(r.Entitlement) && !IsGivenAfresh(r))];

        bool IsGivenAfresh(ReviewRemoval removal) =>
            desired.Facts.Roster.Find(removal.Worker) is { } worker
            && desired.Of(worker).Memberships.Any(m => rights[m.Entitlement].Id == removal.Entitlement);
    }

    /// <summary>
    /// Ends what is over and tells what is not. After the plan of the day: what that one has read back is proved by
    /// then.
    /// </summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task TellAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var book = await ReviewBook.ReadAsync(workspace, ct);
        var open = await OpenAsync(workspace, book, ct);
        await UntakenIncidents.EndAsync(workspace, actor, book, open, ct);
        // On its first day a plan takes it, and the next reading tells.
        ReviewRemoval[] late = [.. open.Where(r => r.From < workspace.Today)];
        if (!workspace.IsLive || late.Length == 0)
            return;
        var known = await IncidentLog.ListAsync(workspace, ct);
        var tries = await LastTries.OfAsync(workspace, late.Min(r => r.From), late.Select(r => (r.Worker, r.Entitlement)).ToHashSet(), ct);
        foreach (var round in late.GroupBy(r => ReviewSubmission.RoundOf(r.Reference)).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Late[] all = [.. round.Select(Of)];
            var isMany =
                all.Length > MostSingle || known.Any(i => i.Code == UntakenIncidents.Many && i.Subject == round.Key && !i.IsSettled);
            if (isMany)
                await EndSinglesAsync(workspace, actor, known, all, ct);
            foreach (var incident in isMany ? [TogetherOf(round.Key, all)] : all.Select(l => OneOf(workspace, l)))
                // Run again the same day nothing is told twice, whatever people have done with it since.
                if (!known.Any(i => i.Code == incident.Code && i.Subject == incident.Subject && IsOfToday(i)))
                    await IncidentLog.AddAsync(workspace, actor, incident, ct);
        }

        bool IsOfToday(Incident incident) => DateOnly.FromDateTime(workspace.Local(incident.At).DateTime) == workspace.Today;

        Late Of(ReviewRemoval removal)
        {
            var round = ReviewSubmission.RoundOf(removal.Reference);
            var by = book.HandedInOf(round).FirstOrDefault(h => h.Submission.Receipt == removal.Reference)?.Submission.By;
            var days = workspace.Today.DayNumber - removal.From.DayNumber;
            return new Late(removal, round, by, days, tries.GetValueOrDefault((removal.Worker, removal.Entitlement)));
        }
    }

    private static async Task EndSinglesAsync(
        Workspace workspace,
        Actor actor,
        IReadOnlyList<Incident> known,
        Late[] all,
        CancellationToken ct
    )
    {
        var subjects = all.Select(l => UntakenIncidents.SubjectOf(l.Removal)).ToHashSet(StringComparer.Ordinal);
        foreach (var single in known.Where(i => i.Code == UntakenIncidents.One && !i.IsSettled && subjects.Contains(i.Subject)))
            await IncidentLog.EndAsync(
                workspace,
                actor,
                single.Id,
                "同じ回に多数あるため、一つの指摘にまとめました。 / Many of the round: one incident tells of them all.",
                ct
            );
    }

    private static Incident OneOf(Workspace workspace, Late late)
    {
        var removal = late.Removal;
        var name = workspace.Policy.NameOf(removal.Entitlement);
        var (ja, en) = NowOf(late);
        return new Incident(
            UntakenIncidents.One,
            UntakenIncidents.SubjectOf(removal),
            $"職員 {removal.Worker} の「{name}」は、{removal.DecidedOn:yyyy-MM-dd} に"
                + $"{(late.By is { } by ? $" {by} が「やめる」とし" : "、回答がないため規程により「やめる」となり")}"
                + $"（受付番号 {removal.Reference}）、{removal.From:yyyy-MM-dd} に停止するはずでしたが、{late.Days} 日たっても"
                + $"反映を確認できません。{ja} / "
                + $"The right '{removal.Entitlement}' of worker {removal.Worker} was to be gone from {removal.From:yyyy-MM-dd} on: "
                + $"{(late.By is { } who ? $"{who} decided so" : "silence meant so")} on {removal.DecidedOn:yyyy-MM-dd} (receipt "
                + $"{removal.Reference}). {late.Days} days later it was not read back as gone. {en}"
        )
        {
            // A plan for that person alone.
            Queue = WorkQueues.HrChanged.Value,
            Message = new WorkMessage(workspace.Tenant, Worker: removal.Worker).Text,
        };
    }

    private static Incident TogetherOf(string round, Late[] all)
    {
        var refused = all.Count(l => l.Last is { Outcome: "failed" });
        var halted = all.Count(l => l.Last is { IsHalted: true });
        var days = all.Max(l => l.Days);
        return new Incident(
            UntakenIncidents.Many,
            round,
            $"棚卸し {round} で「やめる」とした {all.Length} 件が、停止の日を過ぎても反映を確認できません（最長 {days} 日。ディレクトリが拒んだもの "
                + $"{refused} 件、承認待ちか停止中の計画にあるもの {halted} 件）。計画とほかの指摘を確認してください。"
                + $"一覧は /portal/reviews/{round}/record にあります。 / "
                + $"{all.Length} rights that review {round} took were not read back as gone, the oldest for {days} days: the directory "
                + $"refused {refused}, {halted} are in plans that wait or were stopped. See plans and other incidents; "
                + $"/portal/reviews/{round}/record lists them."
        );
    }

    /// <summary>How it stands and what to do.</summary>
    private static (string Ja, string En) NowOf(Late late)
    {
        if (late.Last is not { } last)
            return (
                $"これを外す計画はまだありません。accessgov plan --worker {late.Removal.Worker} で理由を確認してください。",
                $"No plan has taken it up: see 'accessgov plan --worker {late.Removal.Worker}'."
            );
        var plan = last.Plan.Id.Brief;
        return last switch
        {
            { Outcome: "failed", Code: var code } => (
                $"計画 {plan} で、ディレクトリが拒みました（{code}）。Entra のグループの種類・所有者と、本システムの権限を確認して直し、もう一度試してください。",
                $"The directory refused it in plan {plan} ({code}). Look at the kind of the group, its owners and what this program may "
                    + "do in Entra; then retry."
            ),
            { Outcome: "applied" or "already-true" } => (
                $"計画 {plan} で外しましたが、そのあと読み取ると残っていました。誰が戻したかを Entra の監査ログで確認してください。次の計画がもう一度外します。",
                $"Plan {plan} took it, and a later reading found it again: see in Entra's audit log who gave it back. The next plan "
                    + "takes it."
            ),
            { Outcome: not null } => (
                $"計画 {plan} では、状態が変わっていたため行いませんでした。次の計画が行います。",
                $"Plan {plan} found something else than it expected and left it; the next plan takes it up."
            ),
            { Plan.Status: PlanStatus.Rejected } => (
                $"計画 {plan} が却下されたため、外していません（理由は accessgov show {plan}）。必要な権限なら、利用申請で期限つきにしてください。",
                $"Plan {plan} was rejected ('accessgov show {plan}' says why). If the right is needed, have it asked for by request."
            ),
            { Plan: { Status: PlanStatus.Made, Verdict: Verdict.Refused } } => (
                $"計画 {plan} は変更が多すぎるため止まっています。accessgov show {plan} を確認してください。",
                $"Plan {plan} is held by the brake: see 'accessgov show {plan}'."
            ),
            { IsHalted: true } => (
                $"計画 {plan} が承認を待っています。承認者に依頼してください。",
                $"Plan {plan} waits for an approver: ask one."
            ),
            _ => ($"計画 {plan} で反映中です。", $"Plan {plan} is under way."),
        };
    }
}
