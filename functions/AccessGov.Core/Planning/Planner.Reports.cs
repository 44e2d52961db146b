using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Planning;

/// <content>What people should look at, and what is done about accounts that the facts do not cover.</content>
internal sealed partial class Planner
{
    private void ReportWhole()
    {
        Findings.AddRange(desired.Facts.Roster.Findings);
        foreach (var source in desired.Policy.Sources)
            if (desired.Facts.Roster.AsOf.TryGetValue(source.Id, out var asOf) && source.DaysTooOld(asOf, desired.On) is not null)
                Findings.Add(new Finding(FindingKind.StaleSource, Detail: $"{source.Name} {asOf:yyyy-MM-dd}"));
        ReportMissing(desired.Facts.Keys, Gate.MfaKey);
        ReportMissing(desired.Facts.Trainings, Gate.Training);
        ReportMissing(desired.Facts.OverdueReviews, Gate.Review);
        ReportMissing(desired.Facts.Contracts, Gate.Contract);
        if (desired.Facts.EntraKeys is null && desired.Policy.Entitlements.Any(e => e.Gates.Contains(Gate.EntraKey)))
            Findings.Add(new Finding(FindingKind.MissingFacts, Detail: $"{GateCodes.Of(Gate.EntraKey)}: not-read"));
        foreach (var id in snapshot.AbsentGroups)
            Findings.Add(new Finding(FindingKind.AbsentGroup, Entitlement: id));
        var read = snapshot.Entitlements.ToHashSet();
        foreach (var e in desired.Policy.Entitlements)
            if (e.Zone != Zone.Independent && !read.Contains(e.Id))
                Findings.Add(new Finding(FindingKind.UnreadGroup, Entitlement: e.Id));
        foreach (var member in snapshot.ForeignMembers)
            Findings.Add(new Finding(FindingKind.ForeignMember, Account: member.ObjectId, Entitlement: member.Entitlement));
        foreach (var (id, why) in beyond.Ungovernable)
            Findings.Add(new Finding(FindingKind.UngovernableGroup, Entitlement: id, Detail: why));
        if (beyond.RestoredOn is { } restoredOn)
            Findings.Add(new Finding(FindingKind.RestoredStore, Detail: $"{restoredOn:yyyy-MM-dd}"));
        foreach (var entry in desired.Policy.ProtectedAccounts)
            if (!snapshot.Accounts.Any(new ProtectedSet([entry]).Contains))
                Findings.Add(new Finding(FindingKind.ProtectedUnknown, Account: entry.ObjectId, Detail: entry.UserPrincipalName ?? ""));
    }

    private void ReportMissing<T>(Known<T> known, Gate family)
    {
        if (known is Known<T>.Missing missing)
            Findings.Add(new Finding(FindingKind.MissingFacts, Detail: $"{GateCodes.Of(family)}: {missing.Reason}"));
    }

    private void ReportWorker(WorkerDesire desire)
    {
        var worker = desire.Worker;
        if (desire.IsUndecided || desire.UndecidedSources.Count > 0)
            foreach (var unit in desired.UndecidedUnits(worker))
                Findings.Add(new Finding(FindingKind.UnknownOrgUnit, worker.Id, Detail: unit.Value));
        if (desire.Held is { } held)
            Findings.Add(new Finding(FindingKind.WorkerHeld, worker.Id, Detail: $"{held.Since:yyyy-MM-dd}"));
        foreach (var name in AttributeLimits.Exceeded(desire.ShouldExist ? desire.Attributes : null))
            Findings.Add(
                new Finding(FindingKind.AttributeTooLong, worker.Id, Detail: $"{AttributeCodes.Of(name)} {AttributeLimits.Of(name)}")
            );
        if (unledgered.Value.Contains(worker.Id) && desire.Standing is Standing.OnDuty)
            Findings.Add(new Finding(FindingKind.UnledgeredKey, worker.Id));
        if (desire.Standing is Standing.OnDuty && !ServesOn(worker, desired.On))
            Findings.Add(new Finding(FindingKind.NoPosting, worker.Id));
        if (desire.Standing is Standing.Ended { Last.EndsAtOnce: true, LastDay: null })
            Findings.Add(new Finding(FindingKind.NoLastDay, worker.Id));
        if (
            desire.Standing is Standing.Ended { Last.Kind: EmploymentKind.FiscalYear, Returns: false, LastDay: { Month: 3, Day: 31 } end }
            && desired.On.DayNumber - end.DayNumber is > 0 and <= 31
        )
            Findings.Add(new Finding(FindingKind.TermNotContinued, worker.Id, Detail: end.ToString("yyyy-MM-dd")));
    }

    /// <summary>Somebody chose an account for the worker, and another one carries the number by now.</summary>
    private void ReportChosen(WorkerDesire desire, int first)
    {
        if (desired.ChosenFor(desire.Worker.Id) is not { } chosen)
            return;
        for (var index = first; IsOf(index, desire.Worker.Id); index++)
            if (snapshot.Accounts[index].ObjectId == chosen.Account)
                return;
        Void(chosen, "another-account");
    }

    private void Void(ChosenAccount chosen, string why) =>
        Findings.Add(new Finding(FindingKind.AdoptionVoid, chosen.Worker, chosen.Account, Detail: $"{chosen.UserPrincipalName}, {why}"));

    /// <summary>The worker has no account and somebody chose one: the number is offered, and no second account.</summary>
    private void Adopt(WorkerDesire desire, ChosenAccount chosen)
    {
        if (desired.IsContinued(chosen.Worker))
        {
            Void(chosen, "continued");
            return;
        }
        var (account, why) = chosenAccounts.Find(chosen);
        if (account is null)
        {
            Void(chosen, why);
            return;
        }
        Findings.Add(new Finding(FindingKind.AdoptionWaits, chosen.Worker, chosen.Account, Detail: chosen.UserPrincipalName));
        var cause = new Cause.Adopted(chosen.UserPrincipalName, chosen.List, chosen.By);
        Actions.Add(ChosenAccounts.Number(chosen.Worker, account, new Because(cause, null, desired.Policy.AccountArticle, desire.Org)));
    }

    private static bool ServesOn(Worker worker, DateOnly day)
    {
        for (var i = 0; i < worker.Postings.Count; i++)
            if (worker.Postings[i].Days.Covers(day))
                return true;
        return false;
    }

    private void Uncovered(int index)
    {
        var account = snapshot.Accounts[index];
        if (protectedAccounts.Contains(account))
            return;
        if (account.EmployeeId is { } id && adoptions.IsAdopted(id))
            return;
        Findings.Add(
            new Finding(
                account.EmployeeId is { } known && desired.IsHeldBack(known) ? FindingKind.UndecidedAccount : FindingKind.OrphanAccount,
                account.EmployeeId,
                account.ObjectId,
                Detail: $"{account.UserPrincipalName}, {(account.Enabled ? "enabled" : "disabled")}"
            )
        );
        for (var n = 0; n < snapshot.CountOf(index); n++)
            Findings.Add(
                new Finding(
                    FindingKind.UncoveredMember,
                    account.EmployeeId,
                    account.ObjectId,
                    snapshot.Entitlements[snapshot.EntitlementOf(index, n)]
                )
            );
        ShutHeld(account);
    }

    /// <summary>A hold names the number itself: it needs nobody in personnel to say whose the account is.</summary>
    private void ShutHeld(DirectoryAccount account)
    {
        if (account is not { Enabled: true, EmployeeId: { } number } || desired.HoldOf(number) is not { LiftedOn: null } held)
            return;
        Findings.Add(new Finding(FindingKind.WorkerHeld, number, Detail: $"{held.Since:yyyy-MM-dd}"));
        accounts.Shut(number, account, new Because(new Cause.Held(held.Since), null, desired.Policy.AccountArticle, null), Actions);
    }

    /// <summary>
    /// Rights that the policy no longer has, or gives by another group: who still holds them is said, and from covered workers they are
    /// offered to be taken.
    /// </summary>
    private void Retired()
    {
        if (beyond.Retired.Count == 0)
            return;
        foreach (var account in snapshot.Accounts)
            foreach (var right in beyond.Retired)
            {
                if (!right.Members.Contains(account.ObjectId) || protectedAccounts.Contains(account))
                    continue;
                if (only is not null && account.EmployeeId != only)
                    continue;
                Findings.Add(new Finding(FindingKind.RightRetired, account.EmployeeId, account.ObjectId, right.Entitlement));
                if (account.EmployeeId is { } id && desired.Facts.Roster.Find(id) is { } worker)
                    Actions.Add(
                        new PlannedAction.RemoveMember(
                            new Target(id, account.ObjectId),
                            new Because(new Cause.RightRetired(), null, desired.Policy.AccountArticle, desired.Of(worker).Org),
                            right.Entitlement,
                            right.Zone,
                            right.GroupId
                        )
                    );
            }
    }

    /// <summary>Whose passkey Entra knows while neither register nor list knows a key of theirs.</summary>
    private static HashSet<EmployeeId> UnledgeredKeys(Facts facts, DateOnly on)
    {
        if (facts.EntraKeys is not { } registered)
            return [];
        var ask = KeyHolders.Ask(facts, on);
        return [.. registered.Where(r => r.Has && ask(r.Worker) is not true).Select(r => r.Worker)];
    }
}
