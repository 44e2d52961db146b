using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Core.Grants;

/// <summary>
/// Whose a key is whose holder has another 職員番号 by now: a key goes with its person, as the account does. A number is continued by
/// whoever serves and says so in the same source, when nobody else says so, and when the number's own record has left or is gone for sure.
/// In every other case the key stays where the register has it, and opens nothing for anybody else.
/// </summary>
public sealed class KeyHeirs
{
    private readonly Dictionary<EmployeeId, EmployeeId> heirs = [];

    private KeyHeirs() { }

    /// <summary>As it is on a day.</summary>
    /// <param name="roster">People.</param>
    /// <param name="on">The day.</param>
    public static KeyHeirs On(Roster roster, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(roster);
        var known = new KeyHeirs();
        if (roster.Continued.Count == 0)
            return known;
        var next = new Dictionary<EmployeeId, Worker>();
        foreach (var former in roster.Continued.All)
            if (
                roster.Continued.Of(former) is { Count: 1 } heirs
                && !roster.ContinuedByHeldBack.Contains(former)
                && roster.Find(heirs.First()) is { } heir
                && !roster.IsHeldBack(former)
                && (roster.Find(former) is { } before ? before.Home == heir.Home && HasLeft(before, on) : roster.MissingSources.Count == 0)
            )
                next.Add(former, heir);
        // Somebody may have been renumbered again; numbers that continue each other have all left, and lead nowhere.
        foreach (var (former, first) in next)
        {
            var last = first;
            for (var i = 0; i < next.Count && next.TryGetValue(last.Id, out var later); i++)
                last = later;
            if (last.Id != former && Serves(last, on))
                known.heirs.Add(former, last.Id);
        }
        return known;
    }

    /// <summary>On the same day by another roster: the same, where nobody is different whose number continues or is continued.</summary>
    /// <param name="roster">People.</param>
    /// <param name="on">The day.</param>
    /// <param name="former">By whom these are known.</param>
    internal KeyHeirs After(Roster roster, DateOnly on, Roster former) =>
        roster.ChangedSince(former) is { } changed && changed.All(id => IsAside(roster, id) && IsAside(former, id)) ? this : On(roster, on);

    private static bool IsAside(Roster roster, EmployeeId id) =>
        roster.Find(id)?.FormerId is null
        && !roster.IsHeldBack(id)
        && !roster.Continued.Contains(id)
        && !roster.ContinuedByHeldBack.Contains(id);

    /// <summary>The number under which the holder of a key is known now.</summary>
    /// <param name="holder">The number that the register has.</param>
    public EmployeeId Of(EmployeeId holder) => heirs.GetValueOrDefault(holder, holder);

    /// <summary>Every number under which the register may have keys of the person, the present one first.</summary>
    /// <param name="person">Who.</param>
    public IReadOnlyList<EmployeeId> NumbersOf(EmployeeId person) =>
        heirs.Count == 0 ? [person] : [person, .. heirs.Where(h => h.Value == person).Select(h => h.Key).Order()];

    /// <summary>What the register says, each of whom it is by now: of several numbers the earliest key counts.</summary>
    /// <param name="register">What it says by the numbers that it has.</param>
    public IReadOnlyList<HeldKey> Of(IReadOnlyList<HeldKey> register) =>
        heirs.Count == 0 ? register : [.. register.GroupBy(k => Of(k.Worker)).Select(g => new HeldKey(g.Key, g.Min(k => k.Since)))];

    private static bool Serves(Worker worker, DateOnly on) => worker.Employments.Any(e => !e.EndsAtOnce && e.Days.Covers(on));

    private static bool HasLeft(Worker worker, DateOnly on) =>
        worker.Employments.All(e => e.EndsAtOnce || !(e.Days.Covers(on) || e.Days.StartsAfter(on)));
}
