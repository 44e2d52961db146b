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
            await IncidentLog.EndAsync(workspace, actor, single.Id, Wording.Of("Over.told-together"), ct);
    }

    private static Incident OneOf(Workspace workspace, Late late)
    {
        var removal = late.Removal;
        var name = workspace.Policy.NameOf(removal.Entitlement);
        return new Incident(
            UntakenIncidents.One,
            UntakenIncidents.SubjectOf(removal),
            Wording.Of(
                "Met.review-not-taken",
                removal.Worker,
                name,
                removal.Entitlement,
                late.By is { } by
                    ? Wording.Of("Met.decided-by", removal.DecidedOn, by, removal.Reference)
                    : Wording.Of("Met.decided-by-silence", removal.DecidedOn, removal.Reference),
                removal.From,
                late.Days,
                NowOf(late)
            )
        )
        {
            Worker = removal.Worker,
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
            Wording.Of("Met.review-not-taken-many", round, all.Length, days, refused, halted)
        );
    }

    /// <summary>How it stands and what to do.</summary>
    private static Wording NowOf(Late late)
    {
        if (late.Last is not { } last)
            return Wording.Of("Met.untaken-unplanned", late.Removal.Worker);
        var plan = last.Plan.Id.Brief;
        return last switch
        {
            { Outcome: "failed", Code: var code } => Wording.Of("Met.untaken-refused", plan, code),
            { Outcome: "applied" or "already-true" } => Wording.Of("Met.untaken-again", plan),
            { Outcome: not null } => Wording.Of("Met.untaken-stale", plan),
            { Plan.Status: PlanStatus.Rejected } => Wording.Of("Met.untaken-rejected", plan),
            { Plan: { Status: PlanStatus.Made, Verdict: Verdict.Refused } } => Wording.Of("Met.untaken-braked", plan),
            { IsHalted: true } => Wording.Of("Met.untaken-waits", plan),
            _ => Wording.Of("Met.untaken-under-way", plan),
        };
    }
}
