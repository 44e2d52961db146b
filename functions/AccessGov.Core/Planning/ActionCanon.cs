using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Core.Planning;

/// <summary>The canonical content of an action, from which its id and the plan's id are made.</summary>
internal static class ActionCanon
{
    public static void Add(CanonicalHash hash, PlannedAction action, PlanFormat format)
    {
        hash.Add(ActionCodes.Of(action)).Add(action.Target.Employee.Value).Add(action.Target.ObjectId ?? Guid.Empty);
        Add(hash, action.Expect);
        Add(hash, action.Because);
        switch (action)
        {
            case PlannedAction.CreateAccount create:
                Add(hash.Add(create.UserPrincipalName), create.Attributes);
                break;
            case PlannedAction.ChangeAttributes change:
                Add(hash, change, format);
                break;
            case PlannedAction.AddMember add:
                hash.Add(add.Entitlement.Value).Add((long)add.Zone).Add(add.GroupId);
                break;
            case PlannedAction.RemoveMember remove:
                hash.Add(remove.Entitlement.Value).Add((long)remove.Zone).Add(remove.GroupId);
                break;
            case PlannedAction.EnableAccount
            or PlannedAction.DisableAccount
            or PlannedAction.RevokeSessions
            or PlannedAction.DeleteAccount
            or PlannedAction.RestoreAccount:
                break;
            default:
                throw new InvalidOperationException($"Action {action.GetType().Name} has no canonical form.");
        }
    }

    private static void Add(CanonicalHash hash, PlannedAction.ChangeAttributes change, PlanFormat format)
    {
        if (format == PlanFormat.First)
        {
            var number = change.Changes.Where(c => c.Name == AttributeName.EmployeeId).Select(c => c.ToBe).FirstOrDefault();
            Add(hash.Add(number), change.ToBe());
            return;
        }
        hash.Add(change.Changes.Count);
        foreach (var (name, now, toBe) in change.Changes)
            hash.Add(AttributeCodes.Of(name)).Add(now).Add(toBe);
    }

    private static void Add(CanonicalHash hash, Expect expect)
    {
        hash.Add(ExpectCodes.Of(expect));
        if (expect is Expect.Account account)
            Add(hash.Add(account.Enabled), account.Attributes);
        else if (expect is Expect.Membership membership)
            hash.Add(membership.IsMember);
    }

    private static void Add(CanonicalHash hash, AccountAttributes a) =>
        hash.Add(a.DisplayName).Add(a.Department).Add(a.JobTitle).Add(a.EmployeeType).Add(a.Division).Add(a.CostCenter);

    private static void Add(CanonicalHash hash, Because because)
    {
        hash.Add(because.Rule?.Value).Add(because.Article.Number).Add(because.Org?.Value).Add(CauseCodes.Of(because.Cause));
        switch (because.Cause)
        {
            case Cause.Joins joins:
                hash.Add(joins.From);
                break;
            case Cause.Serves serves:
                Add(hash, serves.Posting);
                break;
            case Cause.IsGranted granted:
                Add(hash, granted.Grant);
                break;
            case Cause.Moved moved:
                Add(hash, moved.Posting);
                break;
            case Cause.Left left:
                hash.Add(left.LastDay).Add(left.AtOnce);
                break;
            case Cause.OnLeave leave:
                hash.Add((long)leave.Leave.Kind).Add(leave.Leave.Days.From).Add(leave.Leave.Days.Until);
                break;
            case Cause.GateClosed gate:
                hash.Add((long)gate.Gate);
                break;
            case Cause.Separated separated:
                hash.Add(separated.Rule.Value);
                break;
            case Cause.GrantExpired expired:
                Add(hash, expired.Grant);
                break;
            case Cause.Renumbered renumbered:
                hash.Add(renumbered.Former.Value);
                break;
            case Cause.Adopted adopted:
                hash.Add(adopted.UserPrincipalName).Add(adopted.List).Add(adopted.By.Value);
                break;
            case Cause.RetentionOver retention:
                hash.Add(retention.LastDay);
                break;
            case Cause.Held held:
                hash.Add(held.Since);
                break;
            case Cause.ShutByOthers shut:
                hash.Add(shut.Since);
                break;
            case Cause.WasStopped stopped:
                hash.Add(stopped.Since);
                break;
            case Cause.Vanished vanished:
                hash.Add(vanished.ServesSince);
                break;
            case Cause.WasDeleted deleted:
                hash.Add(deleted.On);
                break;
            case Cause.ReviewedAway { Removal: var removal }:
                hash.Add(removal.Reference).Add(removal.DecidedOn).Add(removal.From);
                break;
            case Cause.NoLongerDue { Was: var was }:
                hash.Add(was.Cause).Add(was.Rule?.Value).Add(was.Article.Number).Add(was.Unit?.Value);
                hash.Add(was.Dated).Add(was.On).Add(was.Plan);
                break;
            case Cause.OnDuty or Cause.Unexplained or Cause.AttributesDiffer or Cause.RightRetired:
                break;
            default:
                throw new InvalidOperationException($"Cause {because.Cause.GetType().Name} has no canonical form.");
        }
    }

    private static void Add(CanonicalHash hash, Posting posting) =>
        hash.Add(posting.Source.Value)
            .Add((long)posting.Kind)
            .Add(posting.Org.Value)
            .Add(posting.Post)
            .Add(posting.Days.From)
            .Add(posting.Days.Until);

    private static void Add(CanonicalHash hash, Grant grant) =>
        hash.Add(grant.Worker.Value)
            .Add(grant.Entitlement.Value)
            .Add((long)grant.Kind)
            .Add(grant.Days.From)
            .Add(grant.Days.Until)
            .Add(grant.Reference);
}
