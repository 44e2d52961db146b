using AccessGov.Core.Kernel;

namespace AccessGov.Core.Grants;

/// <summary>Who holds a key that counts: what the gate asks for one worker, for everybody at once.</summary>
public static class KeyHolders
{
    /// <summary>Everybody with a key that counts on the day. Nobody is without a key because a list is missing: then nothing is known of
    /// them.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="on">The day.</param>
    public static IReadOnlySet<EmployeeId> On(Facts facts, DateOnly on)
    {
        var spoken = facts.Register.Select(r => r.Worker).ToHashSet();
        var holders = facts.Register.Where(r => r.Since <= on).Select(r => r.Worker).ToHashSet();
        if (facts.Keys is Known<IReadOnlyList<KeyFact>>.Whole { Facts: var listed })
            holders.UnionWith(listed.Where(k => k.Days.Covers(on) && !spoken.Contains(k.Worker)).Select(k => k.Worker));
        return holders;
    }
}
