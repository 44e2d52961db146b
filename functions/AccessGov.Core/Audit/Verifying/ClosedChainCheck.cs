using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Verifying;

/// <summary>
/// Holds the chain of old against the log that continues it: it verifies as it always did, ends where the log's first leaf says, and its
/// facts are the log's first.
/// </summary>
public static class ClosedChainCheck
{
    private const string Folder = AuditFileNames.ClosedChain;

    /// <summary>Looks.</summary>
    /// <param name="genesis">The log's first leaf; it names a chain.</param>
    /// <param name="chainFacts">The chain's lines; read twice, so it must be seekable.</param>
    /// <param name="checkpoints">The chain's checkpoints.</param>
    /// <param name="logFacts">The log's lines.</param>
    /// <param name="question">Keys, the present, checkpoints that were kept.</param>
    /// <returns>Null when all fits; else the first thing that does not.</returns>
    public static LogVerdict.Broken? Run(LogGenesis genesis, Stream chainFacts, Stream checkpoints, Stream logFacts, AuditQuestion question)
    {
        ArgumentNullException.ThrowIfNull(genesis);
        ArgumentNullException.ThrowIfNull(chainFacts);
        ArgumentNullException.ThrowIfNull(question);
        if (genesis.Chain is not { } closed)
            return Broken(AuditFileNames.LogGenesis, 0, Wording.Of("Audit.names-no-chain"));
        var verdict = AuditVerifier.Verify(chainFacts, checkpoints, question with { Tenant = genesis.Tenant });
        if (verdict is AuditVerdict.Broken(var file, var line, var why))
            return Broken($"{Folder}/{file}", line, why);
        var verified = (AuditVerdict.Verified)verdict;
        if (verified.Head != closed.Head || verified.Checkpoints != closed.Checkpoint || verified.Covered != closed.Head.Size)
            return Broken(
                $"{Folder}/{AuditFileNames.Checkpoints}",
                verified.Checkpoints,
                Wording.Of("Audit.chain-ends-elsewhere", verified.Count, verified.Checkpoints, closed.Head.Size, closed.Checkpoint)
            );
        chainFacts.Position = 0;
        return Compare(new LineReader(chainFacts, SealedFact.MaxLineBytes), new LineReader(logFacts, SealedFact.MaxLineBytes));
    }

    private static LogVerdict.Broken? Compare(LineReader chain, LineReader log)
    {
        try
        {
            while (chain.TryRead(out var old))
                if (
                    !log.TryRead(out var line)
                    || !LogLine.IsErased(line) && !LogLine.ContentOf(line).SequenceEqual(SealedFact.ContentOf(old))
                )
                    return Broken(AuditFileNames.Facts, chain.Line, Wording.Of("Audit.not-the-old-fact", chain.Line));
            return null;
        }
        catch (FormatException e)
        {
            return Broken(AuditFileNames.Facts, log.Line, FlawException.Told(e));
        }
    }

    private static LogVerdict.Broken Broken(string file, long line, Wording why) => new(file, line, why);
}
