using AccessGov.App.Work;
using AccessGov.Core.Applying;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Applying;

/// <summary>What the record says of one action: its intent with the reason, its outcome with what was seen.</summary>
internal static class ChunkFacts
{
    /// <summary>Adds the fact to an open commit.</summary>
    /// <param name="ledger">The plan's partition.</param>
    /// <param name="kind">Intent or outcome.</param>
    /// <param name="actor">Who applies.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="action">Its action.</param>
    /// <param name="outcome">Null for the intent.</param>
    public static void Tell(PartitionCommit ledger, FactKind kind, Actor actor, Plan plan, PlannedAction action, ActionOutcome? outcome)
    {
        var body = new FactBody()
            .Add(Fact.ActionKey, action.Id.Value)
            .Add("plan", plan.Id.Value)
            .Add("what", action.GetType().Name)
            .Add("account", action.Target.ObjectId?.ToString());
        if (action is PlannedAction.AddMember add)
            body.Add("entitlement", add.Entitlement.Value).Add("zone", add.Zone.ToString());
        if (action is PlannedAction.RemoveMember remove)
            body.Add("entitlement", remove.Entitlement.Value).Add("zone", remove.Zone.ToString());
        if (outcome is null)
            body.Add("cause", action.Because.Cause.GetType().Name)
                .Add("rule", action.Because.Rule?.Value)
                .Add("article", action.Because.Article.Number);
        else
        {
            body.Add(Fact.OutcomeKey, OutcomeCodes.Of(outcome));
            if (outcome is ActionOutcome.Stale stale)
                body.Add("seen", stale.Seen);
            if (outcome is ActionOutcome.Failed failed)
                body.Add("code", failed.Code);
        }
        ledger.Tell(
            kind,
            actor,
            action.Target.Employee.Value,
            body,
            $"{(outcome is null ? "intent" : "outcome")}:{action.Id.Value}:{plan.Id.Value}"
        );
    }
}
