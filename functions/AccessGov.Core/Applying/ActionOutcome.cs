using AccessGov.Core.Codes;

namespace AccessGov.Core.Applying;

/// <summary>What became of an action. Closed.</summary>
[CodedBy(typeof(OutcomeCodes))]
public abstract record ActionOutcome
{
    private ActionOutcome() { }

    /// <summary>The directory accepted it.</summary>
    public sealed record Applied : ActionOutcome;

    /// <summary>It was true before.</summary>
    public sealed record AlreadyTrue : ActionOutcome;

    /// <summary>The target no longer looks as planned: plan again, never force.</summary>
    /// <param name="Seen">What differs, for people.</param>
    public sealed record Stale(string Seen) : ActionOutcome;

    /// <summary>The directory asked for patience.</summary>
    /// <param name="Until">Not before this instant.</param>
    public sealed record Deferred(DateTimeOffset Until) : ActionOutcome;

    /// <summary>The directory refused for good.</summary>
    /// <param name="Code">Stable code of the refusal.</param>
    public sealed record Failed(string Code) : ActionOutcome;
}
