using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit;

/// <summary>
/// Law 7: tells whether exported files are what was sealed, from the files and the public keys alone. Streams both files once;
/// memory does not grow with the chain (only with the number of intents that are open at the same time).
/// </summary>
public sealed class AuditVerifier
{
    private readonly AuditQuestion question;
    private readonly LineReader facts,
        checkpoints;
    private readonly Queue<SignedCheckpoint> kept;
    private readonly IntentLedger intents = new();
    private readonly ApprovalLedger approvals = new();
    private readonly SortedSet<string> signedBy = new(StringComparer.Ordinal);
    private ChainHead? head;
    private SignedCheckpoint? waiting,
        last;

    private AuditVerifier(Stream facts, Stream checkpoints, AuditQuestion question)
    {
        this.question = question;
        this.facts = new LineReader(facts, SealedFact.MaxLineBytes);
        this.checkpoints = new LineReader(checkpoints, SignedCheckpoint.MaxLineBytes);
        kept = new Queue<SignedCheckpoint>(question.Kept.OrderBy(k => k.Checkpoint.Size));
    }

    /// <summary>Verifies an export.</summary>
    /// <param name="facts">Content of <see cref="AuditFileNames.Facts"/>; read once to its end.</param>
    /// <param name="checkpoints">Content of <see cref="AuditFileNames.Checkpoints"/>; read once to its end.</param>
    /// <param name="question">Keys, the present, the lease.</param>
    public static AuditVerdict Verify(Stream facts, Stream checkpoints, AuditQuestion question)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(checkpoints);
        ArgumentNullException.ThrowIfNull(question);
        var verifier = new AuditVerifier(facts, checkpoints, question);
        return verifier.Begin() ?? verifier.Follow() ?? verifier.Finish();
    }

    private AuditVerdict.Broken? Begin()
    {
        foreach (var witness in kept)
            if (question.Keys.Flaw(witness) is { } flaw)
                return Broken(AuditFileNames.Checkpoints, 0, Wording.Of("Audit.kept-not-of-record", witness.Checkpoint.Number, flaw));
        var broken = NextCheckpoint();
        if (broken is not null)
            return broken;
        if (waiting is null)
            return Broken(AuditFileNames.Checkpoints, 1, Wording.Of("Audit.nothing-signed"));
        return AtSize();
    }

    private AuditVerdict.Broken? Follow()
    {
        while (true)
        {
            try
            {
                if (!facts.TryRead(out var line))
                    return null;
                var content = SealedFact.ContentOf(line);
                var (fact, sequence) = FactText.Read(content, sealedFact: true);
                if (fact.Tenant != head!.Tenant)
                    return BadFact(Wording.Of("Audit.other-tenant", fact.Tenant, head.Tenant));
                if (sequence != head.Size + 1)
                    return BadFact(Wording.Of("Audit.other-number", sequence, head.Size + 1));
                var hash = AuditChain.Next(head.Hash, content);
                if (!line[^(ChainHash.Length + 2)..^2].SequenceEqual(System.Text.Encoding.ASCII.GetBytes(hash.Value)))
                    return BadFact(Wording.Of("Audit.hash-differs", hash));
                head = head with { Size = sequence, Hash = hash };
                intents.Note(fact, sequence);
                approvals.Note(fact, sequence);
            }
            catch (FormatException e)
            {
                return BadFact(FlawException.Told(e));
            }
            if (AtSize() is { } broken)
                return broken;
        }
    }

    private AuditVerdict Finish()
    {
        if (waiting is { } later)
            return BadFact(Wording.Of("Audit.end-missing", later.Checkpoint.Number, later.Checkpoint.Size, head!.Size), head.Size + 1);
        if (kept.TryPeek(out var witness))
            return BadFact(
                Wording.Of("Audit.kept-end-missing", witness.Checkpoint.Number, witness.Checkpoint.Size, head!.Size),
                head.Size + 1
            );
        return new AuditVerdict.Verified(
            head!,
            last!.Checkpoint.Number,
            last.Checkpoint.Size,
            [.. signedBy.Select(k => new KeyId(k))],
            intents.Gaps(question.AsOf, question.Lease) with
            {
                Unapproved = approvals.Unapproved,
            }
        );
    }

    /// <summary>Compares the chain with every checkpoint that covers exactly what was read so far.</summary>
    private AuditVerdict.Broken? AtSize()
    {
        while (kept.TryPeek(out var witness) && witness.Checkpoint.Size == head!.Size)
        {
            if (Checkpoint.Contradiction(head, witness.Checkpoint) is { } why)
                return BadFact(Wording.Of("Audit.against-kept", why), Math.Max(1, head.Size));
            kept.Dequeue();
        }
        while (waiting is { } due && due.Checkpoint.Size == head!.Size)
        {
            if (Checkpoint.Contradiction(head, due.Checkpoint) is { } why)
                return BadCheckpoint(Wording.Of("Audit.against-facts", why));
            last = due;
            if (NextCheckpoint() is { } broken)
                return broken;
        }
        return null;
    }

    private AuditVerdict.Broken? NextCheckpoint()
    {
        waiting = null;
        try
        {
            if (!checkpoints.TryRead(out var line))
                return null;
            var read = SignedCheckpoint.Parse(line);
            var next = read.Checkpoint;
            head ??= AuditChain.Genesis(question.Tenant ?? next.Tenant);
            if (next.Tenant != head.Tenant)
                return BadCheckpoint(Wording.Of("Audit.other-tenant", next.Tenant, head.Tenant));
            var number = (last?.Checkpoint.Number ?? 0) + 1;
            if (next.Number != number)
                return BadCheckpoint(Wording.Of("Audit.other-number", next.Number, number));
            if (next.Previous != (last?.LineHash ?? head.Hash))
                return BadCheckpoint(Wording.Of("Audit.checkpoint-unlinked"));
            if (next.Size < head.Size)
                return BadCheckpoint(Wording.Of("Audit.covers-less", next.Size, head.Size));
            // Its head alone would not show that a new key signed the same chain again.
            if (question.Kept.Any(k => k.Checkpoint.Number == next.Number && k.Checkpoint != next))
                return BadCheckpoint(Wording.Of("Audit.not-the-kept"));
            if (question.Keys.Flaw(read) is { } flaw)
                return BadCheckpoint(Wording.Of("Audit.not-trusted", flaw));
            signedBy.Add(next.Key.Value);
            waiting = read;
            return null;
        }
        catch (FormatException e)
        {
            return BadCheckpoint(FlawException.Told(e));
        }
    }

    private AuditVerdict.Broken BadFact(Wording why, long? line = null) => Broken(AuditFileNames.Facts, line ?? facts.Line, why);

    private AuditVerdict.Broken BadCheckpoint(Wording why) => Broken(AuditFileNames.Checkpoints, checkpoints.Line, why);

    private static AuditVerdict.Broken Broken(string file, long line, Wording why) => new(file, line, why);
}
