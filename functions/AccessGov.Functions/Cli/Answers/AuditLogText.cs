using AccessGov.App.Texts;
using AccessGov.Core.Audit.Witnesses;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>What is said of a log.</summary>
internal static class AuditLogText
{
    public static object? Json(LogVerdict? verdict) =>
        verdict switch
        {
            null => null,
            LogVerdict.Consistent c => new
            {
                origin = c.Genesis.Origin.Value,
                size = c.Tree.Size,
                root = c.Tree.Root.ToString(),
                covered = c.Covered,
                vouched = c.IsVouchedFor,
                witnesses = c.Quorum?.Witnesses.Select(w => new
                {
                    name = w.Witness.Name,
                    standing = WitnessStandingCodes.Of(w.Standing),
                    at = w.At,
                }),
            },
            LogVerdict.Broken b => new
            {
                b.File,
                b.Line,
                b.Why,
            },
            _ => throw new InvalidOperationException(verdict.GetType().Name),
        };

    /// <summary>The last lines of an answer: whether anybody outside vouches, and what was not looked at.</summary>
    public static IEnumerable<string> Lines(UiTexts words, LogVerdict? verdict, bool isConsistent)
    {
        switch (verdict)
        {
            case null:
                yield return words["Cli.LogNone"];
                break;
            case LogVerdict.Broken(var file, var line, var why):
                yield return words.Of("Cli.LogBroken", file, line, why);
                break;
            case LogVerdict.Consistent c:
                yield return words.Of("Cli.LogConsistent", c.Genesis.Origin, c.Tree.Size, c.Tree.Root.ToString()[..16], c.Covered);
                foreach (var witness in c.Quorum?.Witnesses ?? [])
                    yield return words.Of(
                        "Cli.LogWitness",
                        witness.Witness.Name,
                        words[$"Witness.{WitnessStandingCodes.Of(witness.Standing)}"],
                        witness.At?.ToString("u") ?? "–"
                    );
                if (c.Tree.Size > c.Covered)
                    yield return words.Of("Cli.LogNotCovered", c.Tree.Size - c.Covered);
                if (c.IsVouchedFor && isConsistent)
                    yield return words.Of("Cli.LogVerified", c.Covered);
                else
                    yield return words[c.Quorum is null ? "Cli.LogNobody" : "Cli.LogTooFew"];
                break;
            default:
                throw new InvalidOperationException(verdict.GetType().Name);
        }
    }
}
