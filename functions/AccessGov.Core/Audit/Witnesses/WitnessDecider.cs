using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;

namespace AccessGov.Core.Audit.Witnesses;

/// <summary>
/// A witness's mind (c2sp.org/tlog-witness): it cosigns what extends all that it cosigned before, and nothing else. The checks stand in the
/// order of the protocol, since the first that fails is the answer.
/// </summary>
public static class WitnessDecider
{
    /// <summary>Decides about a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="log">The log of its checkpoint's origin; null when we watch none of that origin.</param>
    /// <param name="ed25519">Verifies signatures of type 01.</param>
    public static WitnessDecision Decide(AddCheckpointRequest request, WatchedLog? log, Ed25519Check ed25519)
    {
        ArgumentNullException.ThrowIfNull(request);
        var keys = log?.Keys.Where(k => k.Name == request.Checkpoint.Origin && k.Type is not NoteKeyType.Cosignature).ToArray() ?? [];
        // From the empty tree every tree grows: the first contact is trust on first use.
        var known = log?.Latest ?? TreeHead.Empty;
        return keys.Length == 0 ? new WitnessDecision.Refused(WitnessRefusal.UnknownLog, 0)
            : !new NoteKeys(keys, ed25519).Check(request.Note).IsSound ? new WitnessDecision.Refused(WitnessRefusal.NotSigned, known.Size)
            : FlawOf(request, known) is { } why
                ? new WitnessDecision.Refused(why, known.Size)
                {
                    IsOnlyBehind =
                        why is WitnessRefusal.OtherSize && request.OldSize < known.Size && known.Size <= request.Checkpoint.Tree.Size,
                }
            : new WitnessDecision.Accepted(request.Note, request.Checkpoint);
    }

    private static WitnessRefusal? FlawOf(AddCheckpointRequest request, TreeHead known)
    {
        var tree = request.Checkpoint.Tree;
        return request.OldSize > tree.Size ? WitnessRefusal.OldBeyondSize
            : request.OldSize != known.Size ? WitnessRefusal.OtherSize
            : tree.Size == 0 && tree.Root != Merkle.EmptyRoot ? WitnessRefusal.EmptyRootWrong
            : known.Size == 0 && request.Proof.Count > 0 ? WitnessRefusal.ProofNotEmpty
            : tree.Size == known.Size && tree.Root != known.Root ? WitnessRefusal.OtherRoot
            : TreeProof.Extends(known, tree, request.Proof) ? null
            : WitnessRefusal.ProofFails;
    }
}
