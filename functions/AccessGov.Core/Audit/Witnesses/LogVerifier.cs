using System.Text;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;

namespace AccessGov.Core.Audit.Witnesses;

/// <summary>
/// Rebuilds every leaf of a log from its facts and seeds, and holds the tree against the newest checkpoint and against every note that
/// somebody kept. Streams: of a million facts it holds one line and some fifty hashes.
/// </summary>
public sealed class LogVerifier
{
    private const string Facts = AuditFileNames.Facts,
        Seeds = AuditFileNames.LogSeeds,
        Note = AuditFileNames.LogCheckpoint;

    private readonly LogQuestion question;
    private readonly TreeGrowth tree = new();
    private readonly List<(LogCheckpoint Checkpoint, string From)> due = [];

    private LogVerifier(LogQuestion question) => this.question = question;

    /// <summary>Verifies a log.</summary>
    /// <param name="genesis">Content of <see cref="AuditFileNames.LogGenesis"/>.</param>
    /// <param name="note">Content of <see cref="AuditFileNames.LogCheckpoint"/>.</param>
    /// <param name="cosigned">Content of <see cref="AuditFileNames.LogCosigned"/>; empty when there is none.</param>
    /// <param name="facts">Content of <see cref="AuditFileNames.Facts"/>; read once to its end.</param>
    /// <param name="seeds">Content of <see cref="AuditFileNames.LogSeeds"/>; read once to its end.</param>
    /// <param name="question">What came from outside.</param>
    public static LogVerdict Verify(
        ReadOnlySpan<byte> genesis,
        ReadOnlySpan<byte> note,
        ReadOnlySpan<byte> cosigned,
        Stream facts,
        Stream seeds,
        LogQuestion question
    )
    {
        ArgumentNullException.ThrowIfNull(question);
        if (!LogGenesis.TryParse(genesis, out var first))
            return new LogVerdict.Broken(AuditFileNames.LogGenesis, 0, "It is no first leaf of a log.");
        if (!LogCheckpoint.TryParse(note, out var signed, out var newest, out var flaw))
            return new LogVerdict.Broken(Note, 0, $"It is no checkpoint: {flaw}.");
        (SignedNote Note, LogCheckpoint Checkpoint)? vouched = null;
        if (!cosigned.IsEmpty)
            vouched = LogCheckpoint.TryParse(cosigned, out var more, out var older, out flaw) ? (more, older) : null;
        if (vouched is null && !cosigned.IsEmpty)
            return new LogVerdict.Broken(AuditFileNames.LogCosigned, 0, $"It is no checkpoint: {flaw}.");
        var verifier = new LogVerifier(question);
        var covered = newest.Tree.Size;
        var broken =
            verifier.Judge(first, signed, newest, out var quorum)
            ?? verifier.JudgeCosigned(first, vouched, ref quorum, ref covered)
            ?? verifier.Follow(first, new LineReader(facts, SealedFact.MaxLineBytes), new LineReader(seeds, 2 * FactSeed.Length));
        return broken ?? (LogVerdict)new LogVerdict.Consistent(first, verifier.tree.Head, covered, quorum);
    }

    /// <summary>What the notes are worth on their own, before anything is read.</summary>
    private LogVerdict.Broken? Judge(LogGenesis first, SignedNote signed, LogCheckpoint newest, out QuorumVerdict? quorum)
    {
        quorum = null;
        if (newest.Origin != first.Origin)
            return new LogVerdict.Broken(Note, 1, $"It is of log {newest.Origin}, the first leaf of {first.Origin}.");
        due.Add((newest, "the newest checkpoint"));
        foreach (var kept in question.Kept)
        {
            if (!LogCheckpoint.TryParse(kept.Text, out var known, out var flaw))
                return new LogVerdict.Broken(Note, 0, $"A note that was kept is no checkpoint: {flaw}.");
            if (known.Origin != first.Origin)
                return new LogVerdict.Broken(Note, 1, $"A note that was kept is of log {known.Origin}, this is {first.Origin}.");
            if (known.Tree.Size > newest.Tree.Size)
                return new LogVerdict.Broken(
                    Note,
                    2,
                    $"It covers {newest.Tree.Size} entries, and a note that was kept covers {known.Tree.Size}: the record was rolled back "
                        + "or cut."
                );
            due.Add((known, $"a note that was kept ({known.Tree.Size} entries)"));
        }
        if (question.Policy is not { } policy)
            return null;
        switch (policy.Judge(signed, question.Ed25519, question.Now, question.MaxAge))
        {
            case CheckpointVerdict.SignedByLog(_, var who):
                quorum = who;
                return null;
            case CheckpointVerdict.Rejected(var why):
                return new LogVerdict.Broken(Note, 0, $"The policy does not accept it: {CheckpointFlawCodes.Of(why)}.");
            case var other:
                throw new InvalidOperationException(other.GetType().Name);
        }
    }

    /// <summary>
    /// Where the newest checkpoint lacks its witnesses, an older one that they cosigned lately counts, for as far as it goes: requests that
    /// are carried are always behind.
    /// </summary>
    private LogVerdict.Broken? JudgeCosigned(
        LogGenesis first,
        (SignedNote Note, LogCheckpoint Checkpoint)? vouched,
        ref QuorumVerdict? quorum,
        ref long covered
    )
    {
        if (vouched is not var (note, checkpoint))
            return null;
        if (checkpoint.Origin != first.Origin || checkpoint.Tree.Size > covered)
            return new LogVerdict.Broken(AuditFileNames.LogCosigned, 1, "It is of another log, or covers more than the newest checkpoint.");
        due.Add((checkpoint, "the checkpoint that was cosigned"));
        if (quorum is not { IsVouchedFor: false } || question.Policy is not { } policy)
            return null;
        switch (policy.Judge(note, question.Ed25519, question.Now, question.MaxAge))
        {
            case CheckpointVerdict.SignedByLog(_, { IsVouchedFor: true } who):
                (quorum, covered) = (who, checkpoint.Tree.Size);
                return null;
            case CheckpointVerdict.Rejected(var why):
                return new LogVerdict.Broken(
                    AuditFileNames.LogCosigned,
                    0,
                    $"The policy does not accept it: {CheckpointFlawCodes.Of(why)}."
                );
            default:
                return null;
        }
    }

    private LogVerdict.Broken? Follow(LogGenesis first, LineReader facts, LineReader seeds)
    {
        tree.Append(first.LeafHash);
        while (true)
        {
            if (AtSize() is { } broken)
                return broken;
            var isOfSeed = false;
            try
            {
                if (!facts.TryRead(out var line))
                    break;
                var content = SealedFact.CanonicalOf(line);
                isOfSeed = true;
                if (!seeds.TryRead(out var text))
                    return new LogVerdict.Broken(Seeds, seeds.Line + 1, "The end is missing.");
                var seed = FactSeed.Parse(Encoding.UTF8.GetString(text));
                isOfSeed = false;
                tree.Append(FactEntry.Of(seed, content).LeafHash);
            }
            catch (FormatException e)
            {
                return isOfSeed
                    ? new LogVerdict.Broken(Seeds, seeds.Line, e.Message)
                    : new LogVerdict.Broken(Facts, facts.Line, e.Message);
            }
        }
        return due.Count == 0
            ? null
            : new LogVerdict.Broken(
                Facts,
                facts.Line + 1,
                $"The end is missing: here are {tree.Size} entries, and {due[0].From} covers {due[0].Checkpoint.Tree.Size}."
            );
    }

    /// <summary>Holds the tree against every note that covers exactly what was read so far.</summary>
    private LogVerdict.Broken? AtSize()
    {
        for (var i = due.Count - 1; i >= 0; i--)
            if (due[i].Checkpoint.Tree.Size <= tree.Size)
            {
                var (checkpoint, from) = due[i];
                due.RemoveAt(i);
                if (checkpoint.Tree.Size == tree.Size && checkpoint.Tree.Root != tree.Root)
                    return new LogVerdict.Broken(
                        Facts,
                        tree.Size - 1,
                        $"Up to this line the entries do not give the root of {from}: something at or before it was altered."
                    );
            }
        return null;
    }
}
