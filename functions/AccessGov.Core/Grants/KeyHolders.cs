using AccessGov.Core.Kernel;

namespace AccessGov.Core.Grants;

/// <summary>Who holds a key that counts: what the gate asks for one worker, for everybody at once.</summary>
public static class KeyHolders
{
    /// <summary>
    /// Whether somebody holds a key that counts: of whom the register speaks, it alone decides; of others the list that came in.
    /// </summary>
    /// <param name="registered">What the register says; null when it does not speak of the person.</param>
    /// <param name="listed">What the list says; null when it is missing.</param>
    /// <returns>Null when nothing is known.</returns>
    public static bool? Holds(bool? registered, bool? listed) => registered ?? listed;

    /// <summary>Whether one person holds a key that counts on the day; null when nothing is known.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="worker">Who.</param>
    /// <param name="on">The day.</param>
    public static bool? Holds(Facts facts, EmployeeId worker, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var held = KeyHeirs.On(facts.Roster, on).Of(facts.Register).FirstOrDefault(r => r.Worker == worker);
        return Holds(
            held is null ? null : held.Since <= on,
            facts.Keys is Known<IReadOnlyList<KeyFact>>.Whole { Facts: var listed }
                ? listed.Any(k => k.Worker == worker && k.Days.Covers(on))
                : null
        );
    }

    /// <summary>The same for many: asked once, answered for everybody.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="on">The day.</param>
    /// <returns>For each worker, null when nothing is known.</returns>
    public static Func<EmployeeId, bool?> Ask(Facts facts, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Ask(Known(facts, on));
    }

    /// <summary>Everybody with a key that counts on the day. Nobody is without a key because a list is missing: then nothing is known of
    /// them.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="on">The day.</param>
    public static IReadOnlySet<EmployeeId> On(Facts facts, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var known = Known(facts, on);
        var ask = Ask(known);
        return known.Registered.Keys.Concat(known.Listed ?? []).Where(w => ask(w) is true).ToHashSet();
    }

    private static Func<EmployeeId, bool?> Ask((Dictionary<EmployeeId, bool> Registered, HashSet<EmployeeId>? Listed) known) =>
        w => Holds(known.Registered.TryGetValue(w, out var has) ? has : null, known.Listed?.Contains(w));

    private static (Dictionary<EmployeeId, bool> Registered, HashSet<EmployeeId>? Listed) Known(Facts facts, DateOnly on) =>
        (
            KeyHeirs.On(facts.Roster, on).Of(facts.Register).ToDictionary(r => r.Worker, r => r.Since <= on),
            facts.Keys is Known<IReadOnlyList<KeyFact>>.Whole { Facts: var all }
                ? all.Where(k => k.Days.Covers(on)).Select(k => k.Worker).ToHashSet()
                : null
        );
}
