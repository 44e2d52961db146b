using AccessGov.App.Audit.Comparing;
using AccessGov.App.Audit.Log;
using AccessGov.App.Texts;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Verifying;
using AccessGov.Core.Audit.Witnesses;
using AccessGov.Core.Kernel;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>What <c>audit verify</c> says.</summary>
internal static class AuditText
{
    public static object Json(
        AuditVerdict? chain,
        LogVerdict? log,
        (bool Consistent, bool Verified) found,
        IReadOnlyList<StoreDifference> differences,
        LogStep.Stopped? stopped
    )
    {
        var (consistent, verified) = found;
        return (chain, log) switch
        {
            (_, LogVerdict.Consistent l) => new
            {
                consistent,
                verified,
                facts = l.Facts,
                covered = l.Covered - 1,
                keys = l.SignedBy,
                gaps = l.Gaps,
                erased = l.Erased,
                missing = l.Missing,
                oldChain = l.OldChain,
                log = Of(l),
                stopped,
                differences,
            },
            (_, LogVerdict.Broken b) => new
            {
                consistent,
                verified,
                b.File,
                b.Line,
                b.Why,
                stopped,
                differences,
            },
            (AuditVerdict.Verified v, _) => new
            {
                consistent,
                verified,
                facts = v.Count,
                checkpoints = v.Checkpoints,
                covered = v.Covered,
                keys = v.SignedBy,
                head = v.Head.Hash.Value,
                gaps = v.Gaps,
                missing = v.Missing,
            },
            (AuditVerdict.Broken b, _) => new
            {
                consistent,
                verified,
                b.File,
                b.Line,
                b.Why,
            },
            _ => throw new InvalidOperationException("Nothing was looked at."),
        };
    }

    /// <summary>An answer for people; last whether anybody outside vouches.</summary>
    public static IEnumerable<string> Lines(UiTexts words, AuditVerdict? chain, LogVerdict? log, bool isConsistent) =>
        (chain, log) switch
        {
            (_, LogVerdict.Consistent l) => Lines(words, l, isConsistent),
            (_, LogVerdict.Broken(var file, var line, var why)) => [Broken(words, file, line, why)],
            (AuditVerdict.Broken(var file, var line, var why), _) => [Broken(words, file, line, why)],
            (AuditVerdict.Verified v, _) =>
            [
                words.Of("Cli.AuditVerified", v.Count, v.Checkpoints, v.Head.Hash.Value[..16], v.Covered, string.Join(", ", v.SignedBy)),
                .. Gaps(words, v.Gaps, v.Missing),
                words["Cli.LogNone"],
            ],
            _ => throw new InvalidOperationException("Nothing was looked at."),
        };

    /// <summary>Of what is wrong with a file as a whole there is no line.</summary>
    private static string Broken(UiTexts words, string file, long line, Wording why) =>
        line == 0 ? words.Of("Cli.AuditBrokenFile", file, why) : words.Of("Cli.AuditBroken", file, line, why);

    private static IEnumerable<string> Lines(UiTexts words, LogVerdict.Consistent log, bool isConsistent)
    {
        yield return words.Of(
            isConsistent ? "Cli.LogConsistent" : "Cli.LogRead",
            log.Genesis.Origin,
            log.Facts,
            log.Tree.Root.ToString()[..16],
            log.Covered - 1,
            string.Join(", ", log.SignedBy)
        );
        foreach (var line in Gaps(words, log.Gaps, log.Missing))
            yield return line;
        if (log.Erased.Count > 0)
            yield return words.Of("Cli.LogErased", log.Erased.Count);
        if (log.Erased.Uncovered > 0)
            yield return words.Of("Cli.LogErasedSilently", log.Erased.Uncovered, string.Join(", ", log.Erased.First));
        if (log.OldChain is { } old)
            yield return words.Of("Cli.LogOldChain", old);
        else if (log.Genesis.Chain is { } closed)
            yield return words.Of("Cli.LogOldChainGone", closed.Head.Size);
        foreach (var witness in log.Quorum?.Witnesses ?? [])
            yield return words.Of(
                "Cli.LogWitness",
                witness.Witness.Name,
                words[$"Witness.{WitnessStandingCodes.Of(witness.Standing)}"],
                witness.At?.ToString("u") ?? "–"
            );
        if (log.Tree.Size > log.Covered)
            yield return words.Of("Cli.LogNotCovered", log.Tree.Size - log.Covered);
        if (log.IsVouchedFor && isConsistent)
            yield return words.Of("Cli.LogVerified", log.Covered - 1);
        else if (isConsistent)
            yield return words[log.Quorum is null ? "Cli.LogNobody" : "Cli.LogTooFew"];
    }

    private static IEnumerable<string> Gaps(UiTexts words, AuditGaps gaps, IReadOnlyList<string>? missing)
    {
        if (gaps.Unapproved is { Count: > 0 } unapproved)
            yield return words.Of("Cli.AuditUnapproved", unapproved.Count, string.Join(", ", unapproved.First.Select(g => g.Line)));
        if (gaps.OpenIntents.Count > 0)
            yield return words.Of("Cli.AuditOpen", gaps.OpenIntents.Count);
        if (missing is { Count: > 0 })
            yield return words.Of("Cli.AuditMissing", missing.Count);
    }

    private static object Of(LogVerdict.Consistent log) =>
        new
        {
            origin = log.Genesis.Origin.Value,
            size = log.Tree.Size,
            root = log.Tree.Root.ToString(),
            covered = log.Covered,
            vouched = log.IsVouchedFor,
            witnesses = log.Quorum?.Witnesses.Select(w => new
            {
                name = w.Witness.Name,
                standing = WitnessStandingCodes.Of(w.Standing),
                at = w.At,
            }),
        };
}
