using AccessGov.Core.Desired;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Requests;

/// <summary>
/// What people may do with requests. Laws: silence never grants; nobody agrees to his own request, or to two stages of one; the term
/// begins with the last agreement and never while it waits; taking is not giving, so one person returns what three gave.
/// </summary>
public static class RequestDecider
{
    /// <summary>Longest time that a right is given for, in days; whoever needs it longer asks again.</summary>
    public const int MostDays = 366;

    /// <summary>So long a request waits, in days; after that it is asked for anew.</summary>
    public const int DecidedWithinDays = 30;

    /// <summary>So many days before the end the person is told of it.</summary>
    public const int ToldDaysBefore = 7;

    /// <summary>Whoever asks writes so many characters about what for.</summary>
    public const int ShortestReason = 5;

    /// <summary>More open requests than this one person has not.</summary>
    public const int MostOpen = 20;

    /// <summary>Decides.</summary>
    /// <param name="scene">What it is made from.</param>
    /// <param name="command">What somebody wants.</param>
    /// <param name="by">Who.</param>
    public static RequestDecision Decide(RequestScene scene, RequestCommand command, EmployeeId by)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(command);
        if (OnDuty(scene, by) is null)
            return No("request-needs-duty", by.Value, 0, 1);
        if (command is RequestCommand.Ask ask)
            return Ask(scene, ask, by);
        var id = command switch
        {
            RequestCommand.Agree agree => agree.Id,
            RequestCommand.Reject reject => reject.Id,
            RequestCommand.Return back => back.Id,
            _ => throw new InvalidOperationException("There is no such command."),
        };
        if (scene.Ledger.Find(id) is not { } request)
            return No("request-unknown", id, 0, 1);
        return command switch
        {
            RequestCommand.Agree => Agree(scene, request, by),
            RequestCommand.Reject reject => Reject(scene, request, by, reject.Reason),
            _ => Return(scene, request, by),
        };
    }

    /// <summary>What the day brings: requests whose ground is gone, that nobody decided, or whose end comes.</summary>
    /// <param name="scene">What it is made from.</param>
    public static IReadOnlyList<RequestEvent> OfDay(RequestScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        var happens = new List<RequestEvent>();
        foreach (var request in scene.Ledger.All)
        {
            var state = request.StateOn(scene.Desired.On);
            if (state is not (RequestState.Waits or RequestState.InForce))
                continue;
            if (RequestGround.EndOf(scene.Desired, request) is { } gone)
                happens.Add(Ended(scene, request, gone, null, null));
            else if (state == RequestState.Waits && (IsTooOld(scene, request) || IsCutOff(scene, request)))
                happens.Add(Ended(scene, request, RequestEndKind.NotDecided, null, null));
            else if (state == RequestState.InForce && EndComes(scene, request))
                happens.Add(new RequestEvent.EndWasTold(request.Id, scene.Now));
        }
        return happens;
    }

    /// <summary>True when somebody may ask for a person: the person, or who heads a unit where the person serves.</summary>
    /// <param name="desired">People, policy and day.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="worker">For whom.</param>
    public static bool MayAskFor(DesiredState desired, EmployeeId by, Worker worker)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(worker);
        return by == worker.Id || desired.Heads.UnitsServed(worker).Any(u => desired.Heads.Over(u, worker.Id).Contains(by));
    }

    private static RequestDecision Ask(RequestScene scene, RequestCommand.Ask ask, EmployeeId by)
    {
        var (desired, today) = (scene.Desired, scene.Desired.On);
        // Sent twice it is one.
        if (scene.Ledger.Find(ask.Id) is not null)
            return No("request-waits", ask.Right.Value, 1, 0);
        if (OnDuty(scene, ask.Subject) is not { } worker || desired.Of(worker) is not { Org: { } unit, IsUndecided: false })
            return No("request-person", ask.Subject.Value, 0, 1);
        if (!MayAskFor(desired, by, worker))
            return No("request-not-yours", ask.Subject.Value, 0, 1);
        if (RequestOutlook.Of(desired, scene.Ledger, worker, ask.Right) is not { } outlook)
            return No("request-no-right", ask.Right.Value, 0, 1);
        if (CannotBeAsked(outlook.Right, ask) is { } cannot)
            return new RequestDecision.Refused(cannot);
        if (ask.Until < today)
            return No("request-until-past", $"{ask.Until:yyyy-MM-dd}", today.DayNumber - ask.Until.DayNumber, 0);
        if (ask.Until.DayNumber - today.DayNumber > MostDays)
            return No("request-until", $"{ask.Until:yyyy-MM-dd}", ask.Until.DayNumber - today.DayNumber, MostDays);
        if (CannotBeAdded(scene, ask, outlook) is { } full)
            return new RequestDecision.Refused(full);
        // An exception frees from one rule, which the three who agree see.
        if (outlook.Conflicts.Count > (ask.Kind == GrantKind.Exception ? 1 : 0))
            return No("request-separated", Other(outlook.Conflicts[^1], ask.Right).Value, outlook.Conflicts.Count, 0);
        var asked = new RightRequest(ask.Id, ask.Subject, by, scene.Now, ask.Right, ask.Kind, unit, ask.Purpose.Trim(), ask.Until)
        {
            Control = ask.Control?.Trim(),
            Excepts = outlook.Conflicts.Count > 0 ? outlook.Conflicts[0].Id : null,
            Extends = ask.Extends,
        };
        foreach (var (stage, found) in scene.Approvers.Course(asked))
            if (found is null)
                return No("request-nobody-agrees", RequestStageCodes.Of(stage), 0, 1);
        return new RequestDecision.Done(new RequestEvent.WasAsked(asked));
    }

    private static Refusal? CannotBeAsked(Entitlement right, RequestCommand.Ask ask)
    {
        // 独自系 is never changed automatically, whoever agrees.
        if (right.Zone == Zone.Independent)
            return new Refusal("request-independent", right.Id.Value, 0, 1);
        if (ask.Kind == GrantKind.Request && !right.IsRequestable)
            return new Refusal("request-not-requestable", right.Id.Value, 0, 1);
        if (!IsReason(ask.Purpose))
            return new Refusal("request-reason", "", ask.Purpose.Length, ShortestReason);
        return ask.Kind == GrantKind.Exception && !IsReason(ask.Control)
            ? new Refusal("request-control", "", ask.Control?.Length ?? 0, ShortestReason)
            : null;
    }

    private static Refusal? CannotBeAdded(RequestScene scene, RequestCommand.Ask ask, RequestOutlook outlook)
    {
        var today = scene.Desired.On;
        var open = scene.Ledger.All.Where(r => r.Subject == ask.Subject && r.StateOn(today) == RequestState.Waits).ToArray();
        // What can be agreed to no more waits only for the night.
        if (open.Any(r => r.Right == ask.Right && !IsCutOff(scene, r)))
            return new Refusal("request-waits", ask.Right.Value, 1, 0);
        if (open.Length >= MostOpen)
            return new Refusal("request-many", ask.Subject.Value, open.Length, MostOpen);
        if (ask.Extends is { } former)
            return scene.Ledger.Find(former) is { } known && known.Subject == ask.Subject && known.Right == ask.Right && IsOn(known)
                ? known.Until < ask.Until
                    ? null
                    : new Refusal("request-not-longer", $"{known.Until:yyyy-MM-dd}", 0, 1)
                : new Refusal("request-not-in-force", former, 0, 1);
        return outlook.HasAlready && (outlook.HasUntil is not { } until || until >= ask.Until)
            ? new Refusal("request-has-already", ask.Right.Value, 1, 0)
            : null;

        bool IsOn(RightRequest request) => request.StateOn(today) == RequestState.InForce;
    }

    private static RequestDecision Agree(RequestScene scene, RightRequest request, EmployeeId by)
    {
        if (WhyNotDecide(scene, request, by) is { } why)
            return new RequestDecision.Refused(why);
        var today = scene.Desired.On;
        // By a clock that is behind nothing follows; a little later it does.
        if (scene.Now < request.AskedAt - RightRequest.ClocksDiffer)
            return No(
                "request-clock",
                $"{request.AskedAt:yyyy-MM-dd HH:mm:ss} UTC",
                (decimal)(request.AskedAt - scene.Now).TotalSeconds,
                0
            );
        // What was given back, or ended, is not gone on with.
        if (IsCutOff(scene, request))
            return No("request-not-in-force", request.Extends!, 0, 1);
        if (today > request.Until || IsTooOld(scene, request))
            return No("request-over", $"{request.Until:yyyy-MM-dd}", 1, 0);
        if (OnDuty(scene, request.Subject) is not { } worker || RequestGround.EndOf(scene.Desired, request) is not null)
            return No("request-ground", request.Unit.Value, 0, 1);
        // The duty may be another than when it was asked.
        var conflicts = RequestOutlook.Of(scene.Desired, scene.Ledger, worker, request.Right)!.Conflicts;
        if (conflicts.FirstOrDefault(c => c.Id != request.Excepts) is { } conflict)
            return No("request-separated", Other(conflict, request.Right).Value, 1, 0);
        // What is given on the day on which a review took the right is taken with it: it would never be held.
        if (request.IsLastStage && ReviewedOn(scene.Desired, request) == today)
            return No("request-reviewed-today", request.Right.Value, 1, 0);
        return new RequestDecision.Done(new RequestEvent.WasAgreed(request.Id, scene.Now, request.Next!.Value, by, today));
    }

    /// <summary>True where what it would go on from was given back, has ended, or is not known.</summary>
    private static bool IsCutOff(RequestScene scene, RightRequest request) =>
        request.Extends is { } former && scene.Ledger.Find(former)?.StateOn(scene.Desired.On) != RequestState.InForce;

    private static DateOnly? ReviewedOn(DesiredState desired, RightRequest request)
    {
        var index = desired.Policy.IndexOf(request.Right);
        return index < 0 ? null : desired.RemovalOf(request.Subject, index)?.DecidedOn;
    }

    private static RequestDecision Reject(RequestScene scene, RightRequest request, EmployeeId by, string reason)
    {
        if (WhyNotDecide(scene, request, by) is { } why)
            return new RequestDecision.Refused(why);
        return IsReason(reason)
            ? new RequestDecision.Done(Ended(scene, request, RequestEndKind.Rejected, by, reason.Trim()))
            : No("request-reason", "", reason.Length, ShortestReason);
    }

    private static RequestDecision Return(RequestScene scene, RightRequest request, EmployeeId by)
    {
        var isTheirs =
            by == request.AskedBy
            || scene.Approvers.AreOne(by, request.Subject)
            || (scene.Desired.Facts.Roster.Find(request.Subject) is { } worker && MayAskFor(scene.Desired, by, worker));
        if (!isTheirs)
            return No("request-not-yours", request.Subject.Value, 0, 1);
        return request.StateOn(scene.Desired.On) switch
        {
            RequestState.Waits => new RequestDecision.Done(Ended(scene, request, RequestEndKind.Withdrawn, by, null)),
            RequestState.InForce => new RequestDecision.Done(Ended(scene, request, RequestEndKind.Returned, by, null)),
            _ => No("request-not-in-force", request.Id, 0, 1),
        };
    }

    /// <summary>Why somebody may say neither yes nor no; null when he may.</summary>
    private static Refusal? WhyNotDecide(RequestScene scene, RightRequest request, EmployeeId by)
    {
        if (request.Next is null)
            return new Refusal("request-not-waiting", request.Id, 0, 1);
        if (scene.Approvers.AreOne(by, request.Subject) || scene.Approvers.AreOne(by, request.AskedBy))
            return new Refusal("request-own", by.Value, 1, 0);
        if (!scene.Approvers.MayAgree(request, by))
            return new Refusal("request-by-one", by.Value, 1, 2);
        return scene.Approvers.Of(request).Contains(by) ? null : new Refusal("request-not-approver", by.Value, 0, 1);
    }

    private static RequestEvent.HasEnded Ended(
        RequestScene scene,
        RightRequest request,
        RequestEndKind how,
        EmployeeId? by,
        string? reason
    ) => new(request.Id, new RequestEnd(how, by, scene.Now, scene.Desired.On, reason));

    private static bool IsTooOld(RequestScene scene, RightRequest request) =>
        scene.Desired.On > request.Until || scene.Now - request.AskedAt > TimeSpan.FromDays(DecidedWithinDays);

    /// <summary>Whoever has it for longer by another request need not be told.</summary>
    private static bool EndComes(RequestScene scene, RightRequest request) =>
        request.EndToldAt is null
        && request.Until.DayNumber - scene.Desired.On.DayNumber <= ToldDaysBefore
        && !scene.Ledger.All.Any(r =>
            r.Subject == request.Subject
            && r.Right == request.Right
            && r.Until > request.Until
            && r.StateOn(scene.Desired.On) == RequestState.InForce
        );

    private static EntitlementId Other(SeparationRule rule, EntitlementId right) => rule.Keeps == right ? rule.Withholds : rule.Keeps;

    private static Worker? OnDuty(RequestScene scene, EmployeeId person) =>
        scene.Desired.Facts.Roster.Find(person) is { } worker && scene.Desired.Of(worker) is { Standing: Standing.OnDuty, Held: null }
            ? worker
            : null;

    private static bool IsReason(string? text) => VisibleText.IsReason(text) && text.Trim().Length >= ShortestReason;

    private static RequestDecision.Refused No(string code, string subject, decimal number, decimal limit) =>
        new(new Refusal(code, subject, number, limit));
}
