using AccessGov.Core.Audit.Notes;

namespace AccessGov.Core.Audit.Witnesses;

/// <summary>
/// Which logs and witnesses somebody trusts, and how many must have cosigned (c2sp.org/tlog-policy). It comes from outside the log, or it
/// is worth nothing.
/// </summary>
/// <param name="Logs">Logs; each key once.</param>
/// <param name="Witnesses">Witnesses; each key and each name once.</param>
/// <param name="Groups">Groups; members stand above what names them.</param>
/// <param name="Quorum">The witness or group that must have cosigned; null when nobody must (<c>quorum none</c>).</param>
public sealed record WitnessPolicy(
    IReadOnlyList<PolicyLog> Logs,
    IReadOnlyList<PolicyWitness> Witnesses,
    IReadOnlyList<PolicyGroup> Groups,
    string? Quorum
)
{
    /// <summary>How far a witness's clock may run ahead of ours.</summary>
    public static TimeSpan ClockTolerance { get; } = TimeSpan.FromMinutes(10);

    /// <summary>What a note is worth.</summary>
    /// <param name="note">The note.</param>
    /// <param name="ed25519">Verifies signatures of types 01 and 04.</param>
    /// <param name="now">Now.</param>
    /// <param name="maxAge">Age up to which a cosignature is recent.</param>
    public CheckpointVerdict Judge(SignedNote note, Ed25519Check ed25519, DateTimeOffset now, TimeSpan maxAge)
    {
        ArgumentNullException.ThrowIfNull(note);
        if (!LogCheckpoint.TryParse(note.Text, out var checkpoint, out _))
            return new CheckpointVerdict.Rejected(CheckpointFlaw.NoCheckpoint);
        var logKeys = Logs.Select(l => l.Key).Where(k => k.Name == checkpoint.Origin).ToArray();
        if (logKeys.Length == 0)
            return new CheckpointVerdict.Rejected(CheckpointFlaw.UnknownLog);
        var log = new NoteKeys(logKeys, ed25519).Check(note);
        var witnesses = new NoteKeys([.. Witnesses.Select(w => w.Key)], ed25519).Check(note);
        return log.Failing.Count + witnesses.Failing.Count > 0 ? new CheckpointVerdict.Rejected(CheckpointFlaw.SignatureFails)
            : log.Holding.Count == 0 ? new CheckpointVerdict.Rejected(CheckpointFlaw.NotSigned)
            : new CheckpointVerdict.SignedByLog(checkpoint, Judge(witnesses.Holding, now, maxAge));
    }

    /// <summary>Whether enough witnesses vouch.</summary>
    /// <param name="holding">Cosignatures that hold.</param>
    /// <param name="now">Now.</param>
    /// <param name="maxAge">Age up to which a cosignature is recent.</param>
    public QuorumVerdict Judge(IReadOnlyList<Vouch> holding, DateTimeOffset now, TimeSpan maxAge)
    {
        var standings = Witnesses.Select(w => StandingOf(w, holding, now, maxAge)).ToArray();
        var vouches = standings.ToDictionary(s => s.Witness.Name, s => s.Standing is WitnessStanding.Fresh, StringComparer.Ordinal);
        foreach (var group in Groups)
            vouches.Add(group.Name, group.Members.Count(m => vouches[m]) >= group.Needed);
        return new QuorumVerdict(Quorum is null || vouches[Quorum], standings);
    }

    private static WitnessVouch StandingOf(PolicyWitness witness, IReadOnlyList<Vouch> holding, DateTimeOffset now, TimeSpan maxAge)
    {
        var times = holding.Where(v => v.Key == witness.Key && v.At is not null).Select(v => v.At!.Value).Order().ToArray();
        if (times.Length == 0)
            return new WitnessVouch(witness, WitnessStanding.Absent, null);
        // One from the future does not take the place of a good one.
        var past = times.Where(t => t - now <= ClockTolerance).ToArray();
        return past.Length == 0 ? new WitnessVouch(witness, WitnessStanding.Ahead, times[^1])
            : now - past[^1] <= maxAge ? new WitnessVouch(witness, WitnessStanding.Fresh, past[^1])
            : new WitnessVouch(witness, WitnessStanding.Old, past[^1]);
    }
}
