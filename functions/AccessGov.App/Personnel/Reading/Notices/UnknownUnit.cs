using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Personnel.Reading.Notices;

/// <summary>A unit that a delivery names and the policy does not have: a slip of the file, or a unit that the policy still lacks.</summary>
/// <param name="Unit">Its code.</param>
/// <param name="Workers">Whose postings name it, in the order of their numbers.</param>
public sealed record UnknownUnit(OrgCode Unit, IReadOnlyList<EmployeeId> Workers)
{
    /// <summary>The unit whose code it would be with the zeros that a spreadsheet took; null for none.</summary>
    public OrgCode? Near { get; init; }

    /// <summary>Those of a delivery, by code. Postings that were over on its day are history and need no unit any more.</summary>
    /// <param name="extract">The delivery.</param>
    /// <param name="units">The units of the policy in force.</param>
    internal static IReadOnlyList<UnknownUnit> In(SourceExtract extract, OrgChart units)
    {
        var unknown = new SortedDictionary<OrgCode, SortedSet<EmployeeId>>();
        foreach (var worker in extract.Workers)
            foreach (var posting in worker.Postings)
                Look(worker.Id, posting);
        foreach (var guest in extract.GuestPostings)
            Look(guest.Worker, guest.Posting);
        return [.. unknown.Select(u => new UnknownUnit(u.Key, [.. u.Value]) { Near = NearTo(u.Key) })];

        OrgCode? NearTo(OrgCode code)
        {
            foreach (var unit in units.Units)
                if (unit.Code.Value.Length > code.Value.Length && unit.Code.Value.TrimStart('0') == code.Value)
                    return unit.Code;
            return null;
        }

        void Look(EmployeeId worker, Posting posting)
        {
            if (posting.Days.Until < extract.AsOf || units.Find(posting.Org) is not null)
                return;
            if (!unknown.TryGetValue(posting.Org, out var workers))
                unknown[posting.Org] = workers = [];
            workers.Add(worker);
        }
    }
}
