namespace AccessGov.Core.Audit.Notes;

/// <summary>What a note's signatures are worth to somebody who knows some keys. Lines of other keys are passed over.</summary>
/// <param name="Holding">Signatures of known keys that hold.</param>
/// <param name="Failing">Signatures under the name and id of a known key that do not hold.</param>
public sealed record NoteCheck(IReadOnlyList<Vouch> Holding, IReadOnlyList<NoteSignature> Failing)
{
    /// <summary>True when at least one known key signed and none fails: one that fails condemns the whole note.</summary>
    public bool IsSound => Holding.Count > 0 && Failing.Count == 0;
}
