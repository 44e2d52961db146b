using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.Core.Codes;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel.Deciding;
using AccessGov.Core.Policy;

namespace AccessGov.App.Personnel;

/// <summary>What became of a delivered personnel extract. Closed.</summary>
[CodedBy(typeof(ImportResultCodes))]
public abstract record ImportResult
{
    private ImportResult() { }

    /// <summary>What became of one.</summary>
    /// <param name="source">Whose.</param>
    /// <param name="read">How it was read.</param>
    /// <param name="decision">What was decided about it.</param>
    /// <param name="units">The units of the policy in force.</param>
    internal static ImportResult Of(SourceId source, ExtractRead read, ImportDecision decision, OrgChart units) =>
        (decision, read) switch
        {
            (_, ExtractRead.Refused r) => new Refused(source, r.Reasons, [], r.Rejected) { Notices = r.Notices },
            (ImportDecision.Repeated or ImportDecision.Seen, _) => new Repeated(source),
            (ImportDecision.Refused(var why), ExtractRead.Read r) => new Refused(source, [], why, r.Rejected) { Notices = r.Notices },
            (ImportDecision.Accepted({ } facts, var findings, _), ExtractRead.Read whole) => new Accepted(
                source,
                facts.AsOf,
                facts.Workers.Count,
                facts.GuestPostings.Count,
                whole.Rejected,
                whole.HeldBack,
                whole.Notices,
                findings
            )
            {
                UnknownUnits = UnknownUnit.In(whole.Extract, units),
            },
            _ => throw new InvalidOperationException(decision.GetType().Name),
        };

    /// <summary>These are the source's facts from now on.</summary>
    /// <param name="Source">Whose.</param>
    /// <param name="AsOf">Of which day.</param>
    /// <param name="Workers">How many people.</param>
    /// <param name="Guests">How many 併任 postings of other sources' people.</param>
    /// <param name="Rejected">Rows that were not understood.</param>
    /// <param name="HeldBack">People of whom nothing was taken over.</param>
    /// <param name="Notices">What else should be known.</param>
    /// <param name="Findings">What people should look at.</param>
    public sealed record Accepted(
        SourceId Source,
        DateOnly AsOf,
        int Workers,
        int Guests,
        IReadOnlyList<RejectedRow> Rejected,
        IReadOnlyList<HeldBackWorker> HeldBack,
        IReadOnlyList<Notice> Notices,
        IReadOnlyList<Finding> Findings
    ) : ImportResult
    {
        /// <summary>Units that the policy does not have, with the people in them.</summary>
        public IReadOnlyList<UnknownUnit> UnknownUnits { get; init; } = [];

        /// <summary>How many rows cannot be used: those at fault, and the others of the same people.</summary>
        public int RowsUnusable() => HeldBack.Sum(h => h.Rows.Count);
    }

    /// <summary>The same file came before.</summary>
    /// <param name="Source">Whose.</param>
    public sealed record Repeated(SourceId Source) : ImportResult;

    /// <summary>Nothing of it is applied; the former facts stay.</summary>
    /// <param name="Source">Whose.</param>
    /// <param name="Reasons">What is wrong with the file and what to do.</param>
    /// <param name="Refusals">Limits that were met, with the numbers.</param>
    /// <param name="Rejected">The rows at fault.</param>
    public sealed record Refused(
        SourceId Source,
        IReadOnlyList<Wording> Reasons,
        IReadOnlyList<Refusal> Refusals,
        IReadOnlyList<RejectedRow> Rejected
    ) : ImportResult
    {
        /// <summary>What else should be known, as far as the file was read.</summary>
        public IReadOnlyList<Notice> Notices { get; init; } = [];
    }
}
