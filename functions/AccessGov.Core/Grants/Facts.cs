using AccessGov.Core.Kernel;
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
    IReadOnlyList<Grant> Grants
)
{
    /// <summary>Who is kept out whatever HR says, and who was: at most one for a person.</summary>
    public IReadOnlyList<Hold> Holds { get; init; } = [];

    /// <summary>Accounts that somebody chose and that do not carry their worker's number yet: at most one for a worker.</summary>
    public IReadOnlyList<ChosenAccount> Chosen { get; init; } = [];

    /// <summary>Of whom the register of keys speaks, and what it says: at most one for a person.</summary>
    public IReadOnlyList<HeldKey> Register { get; init; } = [];

    /// <summary>Rights that reviews took: at most one for a worker and a right.</summary>
    public IReadOnlyList<ReviewRemoval> Removals { get; init; } = [];

    /// <summary>What Entra's registration report says, at most one for a person; null when it was not read.</summary>
    public IReadOnlyList<EntraKey>? EntraKeys { get; init; }

    /// <summary>SHA-256 over all facts, whatever their order.</summary>
    public string Digest() => new FactsDigest(this).Root;
}
