using AccessGov.Core.Audit;
using AccessGov.Core.Personnel;

namespace AccessGov.Core.Grants;

/// <summary>Everything that decides who should have what, besides the policy.</summary>
/// <param name="Roster">People.</param>
/// <param name="Keys">Enrolled FIDO2 keys.</param>
/// <param name="Trainings">Completed trainings.</param>
/// <param name="OverdueReviews">Reviews that nobody decided in time.</param>
/// <param name="Contracts">Contracts of 委託事業者.</param>
/// <param name="Grants">Approved requests and exceptions.</param>
public sealed record Facts(
    Roster Roster,
    Known<IReadOnlyList<KeyFact>> Keys,
    Known<IReadOnlyList<TrainingFact>> Trainings,
    Known<IReadOnlyList<OverdueReview>> OverdueReviews,
    Known<IReadOnlyList<ContractFact>> Contracts,
    IReadOnlyList<Grant> Grants)
{
    /// <summary>SHA-256 over all facts, whatever their order.</summary>
    public string Digest()
    {
        using var hash = new CanonicalHash();
        hash.Add(Roster.Digest);
        AddAll(hash, Keys, k => $"{k.Worker}|{k.Days}");
        AddAll(hash, Trainings, t => $"{t.Worker}|{t.CompletedOn}");
        AddAll(hash, OverdueReviews, r => $"{r.Worker}|{r.Entitlement}|{r.Since}");
        AddAll(hash, Contracts, c => $"{c.Worker}|{c.Days}");
        AddAll(hash, new Known<IReadOnlyList<Grant>>.Whole(Grants), g => $"{g.Worker}|{g.Entitlement}|{g.Kind}|{g.Days}|{g.Reference}");
        return hash.ToHex();
    }

    private static void AddAll<T>(CanonicalHash hash, Known<IReadOnlyList<T>> known, Func<T, string> text)
    {
        if (known is not Known<IReadOnlyList<T>>.Whole { Facts: var facts })
        {
            hash.Add((string?)null);
            return;
        }
        hash.Add(facts.Count);
        var lines = new string[facts.Count];
        for (var i = 0; i < lines.Length; i++) lines[i] = text(facts[i]);
        Array.Sort(lines, StringComparer.Ordinal);
        foreach (var line in lines) hash.Add(line);
    }
}
