using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Verifying;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Audit.Log;

/// <summary>What came of signing the log. Closed.</summary>
public abstract record LogStep
{
    private LogStep() { }

    /// <summary>There is no log yet: nothing was ever sealed.</summary>
    public sealed record Nothing : LogStep;

    /// <summary>The newest checkpoint covers everything that is sealed.</summary>
    /// <param name="Note">It, with the cosignatures that it has.</param>
    /// <param name="Checkpoint">What its text says.</param>
    public sealed record Noted(SignedNote Note, LogCheckpoint Checkpoint) : LogStep
    {
        /// <summary>The log's key that signed it; null when that was not kept.</summary>
        public NoteKey? Key { get; init; }

        /// <summary>When it was signed, by our own clock; nobody vouches for it. Null when that was not kept.</summary>
        public DateTimeOffset? At { get; init; }

        /// <summary>What is erased, where every line was read; null where it was not.</summary>
        public ErasedFacts? Erased { get; init; }
    }

    /// <summary>Nothing was signed: what is remembered speaks against what is here. People must look, today.</summary>
    /// <param name="Code">Code of the incident.</param>
    /// <param name="Why">What is remembered, by whom, and what is here.</param>
    public sealed record Stopped(string Code, Wording Why) : LogStep;
}
