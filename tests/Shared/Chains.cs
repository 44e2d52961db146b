using AccessGov.Core.Audit;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Tests;

/// <summary>What every record must show, whatever happened on the way.</summary>
internal static class Chains
{
    /// <summary>In the store and in the sealed chain: one intent and one outcome an action, the intent first, no gap.</summary>
    public static async Task EveryActionHasOneIntentAndOneOutcomeAsync(Story story)
    {
        var facts = await story.FactsAsync("plan:");
        var intents = facts.Where(f => f.Kind == FactKind.ActionIntended).Select(f => f.Id.ToString().Split(':', 2)[1]).ToList();
        var outcomes = facts.Where(f => f.Kind == FactKind.ActionApplied).Select(f => f.Id.ToString().Split(':', 2)[1]).ToList();
        Assert.NotEmpty(intents);
        Assert.Equal(intents.Count, intents.Distinct().Count());
        Assert.Equal(intents.Order(), outcomes.Order());
        var verified = (await story.RunAsync("audit verify --json")).Ended(ExitCodes.Done);
        Assert.True(verified["consistent"].GetBoolean(), verified.Out);
        Assert.True(verified["gaps"].GetProperty("none").GetBoolean(), verified.Out);
    }
}
