using AccessGov.Core.Audit.Answers;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Audit.Witnesses;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Verifying;

/// <summary>
/// Rebuilds every leaf of a log from its lines, and holds the tree against the newest checkpoint and against every note that somebody kept.
/// Streams: of a million facts it holds one line, some fifty hashes, open intents and one entry for each plan.
/// </summary>
public sealed class LogVerifier
{
    private const string Facts = AuditFileNames.Facts,
        Note = AuditFileNames.LogCheckpoint;

    private readonly LogQuestion question;
    private readonly TreeGrowth tree = new();
    private readonly IntentLedger intents = new();
    private readonly ApprovalLedger approvals = new();
    private readonly ErasureLedger erasures = new();
    private readonly SortedSet<string> named = new(StringComparer.Ordinal);
    private readonly Stream? leaves;
    private IReadOnlyList<NoteKeyId> signedBy = [];
    private readonly TreeGrowth told = new();
    private long? firstOther;
    private readonly List<(LogCheckpoint Checkpoint, Wording From)> due = [];

    private LogVerifier(LogQuestion question, Stream? leaves) => (this.question, this.leaves) = (question, leaves);

    /// <summary>Verifies a log.</summary>
    /// <param name="genesis">Content of <see cref="AuditFileNames.LogGenesis"/>.</param>
    /// <param name="note">Content of <see cref="AuditFileNames.LogCheckpoint"/>.</param>
    /// <param name="cosigned">Content of <see cref="AuditFileNames.LogCosigned"/>; empty when there is none.</param>
    /// <param name="facts">Content of <see cref="AuditFileNames.Facts"/>; read once to its end.</param>
    /// <param name="question">What came from outside.</param>
    /// <param name="leaves">
    /// Content of <see cref="AuditFileNames.LogLeaves"/>, to name the line that was altered; null when it is not there.
    /// </param>
    public static LogVerdict Verify(
        ReadOnlySpan<byte> genesis,
        ReadOnlySpan<byte> note,
        ReadOnlySpan<byte> cosigned,
        Stream facts,
        LogQuestion question,
        Stream? leaves = null
    )
    {
        ArgumentNullException.ThrowIfNull(question);
        if (!LogGenesis.TryParse(genesis, out var first))
            return new LogVerdict.Broken(AuditFileNames.LogGenesis, 0, Wording.Of("Audit.no-first-leaf"));
        if (!LogCheckpoint.TryParse(note, out var signed, out var newest, out var flaw))
            return new LogVerdict.Broken(Note, 0, Wording.Of("Audit.no-checkpoint", flaw));
        (SignedNote Note, LogCheckpoint Checkpoint)? vouched = null;
        if (!cosigned.IsEmpty)
            vouched = LogCheckpoint.TryParse(cosigned, out var more, out var older, out flaw) ? (more, older) : null;
        if (vouched is null && !cosigned.IsEmpty)
            return new LogVerdict.Broken(AuditFileNames.LogCosigned, 0, Wording.Of("Audit.no-checkpoint", flaw));
        var verifier = new LogVerifier(question, leaves);
        var covered = newest.Tree.Size;
        var broken =
            verifier.Judge(first, signed, newest, out var quorum)
            ?? verifier.JudgeCosigned(first, vouched, ref quorum, ref covered)
            ?? verifier.Follow(first, new LineReader(facts, SealedFact.MaxLineBytes));
        return broken
            ?? (LogVerdict)
                new LogVerdict.Consistent(first, verifier.tree.Head, covered, quorum)
                {
                    SignedBy = verifier.signedBy,
                    Gaps = verifier.intents.Gaps(question.Now, question.Lease) with { Unapproved = verifier.approvals.Unapproved },
                    Erased = verifier.erasures.Erased(newest.Tree.Size - 1),
                    Named = verifier.named,
                };
    }

    /// <summary>What the notes are worth on their own, before anything is read.</summary>
    private LogVerdict.Broken? Judge(LogGenesis first, SignedNote signed, LogCheckpoint newest, out QuorumVerdict? quorum)
    {
        quorum = null;
        if (newest.Origin != first.Origin)
            return new LogVerdict.Broken(Note, 1, Wording.Of("Audit.leaf-of-another", newest.Origin, first.Origin));
        due.Add((newest, Wording.Of("Audit.the-newest")));
        foreach (var kept in question.Kept)
        {
            if (!LogCheckpoint.TryParse(kept.Text, out var known, out var flaw))
                return new LogVerdict.Broken(Note, 0, Wording.Of("Audit.kept-no-checkpoint", flaw));
            if (known.Origin != first.Origin)
                return new LogVerdict.Broken(Note, 1, Wording.Of("Audit.kept-of-another", known.Origin, first.Origin));
            if (known.Tree.Size > newest.Tree.Size)
                return new LogVerdict.Broken(Note, 2, Wording.Of("Audit.kept-covers-more", newest.Tree.Size, known.Tree.Size));
            due.Add((known, Wording.Of("Audit.a-kept", known.Tree.Size)));
        }
        var keys = question.Policy is null ? question.OwnKeys : [.. question.Policy.Logs.Select(l => l.Key)];
        var check = new NoteKeys(keys, question.Ed25519).Check(signed);
        signedBy = [.. check.Holding.Where(v => v.Key.Name == newest.Origin).Select(v => v.Key.Id).Distinct()];
        if (question.Policy is not { } policy)
            return check.Failing.Count > 0 || signedBy.Count == 0
                ? new LogVerdict.Broken(Note, 0, Wording.Of("Audit.log-not-signed", AuditFileNames.LogKey))
                : null;
        switch (policy.Judge(signed, question.Ed25519, question.Now, question.MaxAge))
        {
            case CheckpointVerdict.SignedByLog(_, var who):
                quorum = who;
                return null;
            case CheckpointVerdict.Rejected(var why):
                return new LogVerdict.Broken(Note, 0, NotAccepted(why));
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
            return new LogVerdict.Broken(AuditFileNames.LogCosigned, 1, Wording.Of("Audit.cosigned-of-another"));
        due.Add((checkpoint, Wording.Of("Audit.the-cosigned")));
        if (quorum is not { IsVouchedFor: false } || question.Policy is not { } policy)
            return null;
        switch (policy.Judge(note, question.Ed25519, question.Now, question.MaxAge))
        {
            case CheckpointVerdict.SignedByLog(_, { IsVouchedFor: true } who):
                (quorum, covered) = (who, checkpoint.Tree.Size);
                return null;
            case CheckpointVerdict.Rejected(var why):
                return new LogVerdict.Broken(AuditFileNames.LogCosigned, 0, NotAccepted(why));
            default:
                return null;
        }
    }

    private static Wording NotAccepted(CheckpointFlaw why) =>
        Wording.Of("Audit.not-accepted", Wording.Of($"CheckpointFlaw.{CheckpointFlawCodes.Of(why)}"));

    private LogVerdict.Broken? Follow(LogGenesis first, LineReader facts)
    {
        Append(first.LeafHash);
        while (true)
        {
            if (AtSize() is { } broken)
                return broken;
            try
            {
                if (!facts.TryRead(out var line))
                    break;
                Take(first, line);
            }
            catch (FormatException e)
            {
                return new LogVerdict.Broken(Facts, facts.Line, FlawException.Told(e));
            }
        }
        return due.Count == 0
            ? null
            : new LogVerdict.Broken(
                Facts,
                facts.Line + 1,
                Wording.Of("Audit.log-end-missing", tree.Size, due[0].From, due[0].Checkpoint.Tree.Size)
            );
    }

    private void Take(LogGenesis first, ReadOnlySpan<byte> line)
    {
        var sequence = tree.Size;
        var number = sequence;
        if (LogLine.TryRead(line, out var logged))
        {
            number = logged.Sequence;
            if (logged.Fact.Tenant != first.Tenant)
                throw new FlawException(Wording.Of("Audit.other-tenant", logged.Fact.Tenant, first.Tenant));
            intents.Note(logged.Fact, sequence);
            approvals.Note(logged.Fact, sequence);
            erasures.Note(logged.Fact, sequence);
            named.UnionWith(PinnedContent.Of(logged.Fact));
        }
        else
        {
            number = LogLine.ErasedOf(line).Sequence;
            erasures.Gone(sequence);
        }
        if (number != sequence)
            throw new FlawException(Wording.Of("Audit.other-number", number, sequence));
        Append(LogLine.LeafOf(line));
    }

    /// <summary>Adds a leaf, and remembers the first that is another than was sealed: a root that does not hold names it.</summary>
    private void Append(Digest leaf)
    {
        Span<byte> bytes = stackalloc byte[Digest.Length];
        if (leaves?.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length)
        {
            if (new Digest(bytes) != leaf)
                firstOther ??= tree.Size;
            told.Append(new Digest(bytes));
        }
        tree.Append(leaf);
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
                    // Where the hashes give what was signed, the line that differs from them is the one that was altered.
                    return firstOther is { } other && told.Head == checkpoint.Tree
                        ? new LogVerdict.Broken(Facts, other, Wording.Of("Audit.not-as-sealed"))
                        : new LogVerdict.Broken(Facts, tree.Size - 1, Wording.Of("Audit.root-differs", from));
            }
        return null;
    }
}
