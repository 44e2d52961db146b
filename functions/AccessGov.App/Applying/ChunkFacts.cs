using AccessGov.App.Work;
using AccessGov.Core.Applying;
using AccessGov.Core.Audit;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Applying;

/// <summary>What the record says of one action: its intent with the reason and with what changes, its outcome with what was seen.</summary>
/// <param name="commit">The plan's partition, open.</param>
/// <param name="actor">Who applies.</param>
/// <param name="plan">The plan.</param>
internal sealed class ChunkFacts(PartitionCommit commit, Actor actor, Plan plan)
{
    /// <summary>Adds the intent.</summary>
    /// <param name="action">An action of the plan.</param>
    /// <param name="salts">Salts of this commit, for values that are personal.</param>
    public void TellIntent(PlannedAction action, PersonalSalts salts)
    {
        var body = BodyOf(action)
            .Add("cause", CauseCodes.Of(action.Because.Cause))
            .Add("rule", action.Because.Rule?.Value)
            .Add("article", action.Because.Article.Number)
            .Add("unit", (action.Because.Cause is Cause.NoLongerDue due ? due.Was.Unit : action.Because.Org)?.Value)
            .Add("dated", CauseDay.Of(action.Because.Cause));
        if (action.Because.Cause is Cause.Adopted(_, var list, var by))
            body.Add("list", list).Add("chosenBy", by.Value);
        if (GroupOf(action) is { } group)
            body.Add("group", group.ToString());
        if (action is PlannedAction.ChangeAttributes change)
            body.Add("changes", change.Changes.Select(c => BodyOf(change.Id, c, salts)));
        Tell(FactKind.ActionIntended, "intent", action, body);
    }

    /// <summary>Adds the outcome.</summary>
    /// <param name="action">An action of the plan.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="account">The account concerned, that of a created one too; null when none is known.</param>
    public void TellOutcome(PlannedAction action, ActionOutcome outcome, Guid? account)
    {
        var body = BodyOf(action, account).Add(Fact.OutcomeKey, OutcomeCodes.Of(outcome));
        if (outcome is ActionOutcome.Stale stale)
            body.Add("seen", stale.Seen);
        if (outcome is ActionOutcome.Failed failed)
            body.Add("code", failed.Code);
        Tell(FactKind.ActionApplied, "outcome", action, body);
    }

    private void Tell(FactKind kind, string prefix, PlannedAction action, FactBody body) =>
        commit.Tell(kind, actor, action.Target.Employee.Value, body, $"{prefix}:{action.Id.Value}:{plan.Id.Value}");

    /// <summary>The map from rights to groups may change; which group an action meant never does.</summary>
    private static Guid? GroupOf(PlannedAction action) =>
        action switch
        {
            PlannedAction.AddMember add => add.GroupId,
            PlannedAction.RemoveMember remove => remove.GroupId,
            _ => null,
        };

    private FactBody BodyOf(PlannedAction action, Guid? account = null)
    {
        var body = new FactBody()
            .Add(Fact.ActionKey, action.Id.Value)
            .Add("plan", plan.Id.Value)
            .Add("what", ActionCodes.Of(action))
            .Add("account", (account ?? action.Target.ObjectId)?.ToString());
        return action switch
        {
            PlannedAction.AddMember add => body.Add("entitlement", add.Entitlement.Value).Add("zone", ZoneCodes.Of(add.Zone)),
            PlannedAction.RemoveMember remove => body.Add("entitlement", remove.Entitlement.Value).Add("zone", ZoneCodes.Of(remove.Zone)),
            _ => body,
        };
    }

    private static FactBody BodyOf(ActionId action, AttributeChange change, PersonalSalts salts)
    {
        var body = new FactBody().Add("name", AttributeCodes.Of(change.Name));
        return PersonalAttributes.Contains(change.Name)
            ? body.Add("nowHash", salts.Hash(action, change.Name, change.Now)).Add("toBeHash", salts.Hash(action, change.Name, change.ToBe))
            : body.Add("now", change.Now).Add("toBe", change.ToBe);
    }
}
