namespace AccessGov.Core.Audit.Answers;

/// <summary>Something was to be changed for somebody: from what to what, because of which order, and what became of it.</summary>
/// <param name="Line">Line of the outcome; of the intent while there is none.</param>
/// <param name="At">When that was written, as the record writes instants.</param>
/// <param name="On">On which day of the city.</param>
/// <param name="Person">職員番号.</param>
/// <param name="What">Code of the action.</param>
/// <param name="Outcome">Code of the outcome; null when the record has none.</param>
/// <param name="Plan">The plan.</param>
public sealed record ToldChange(long Line, string At, DateOnly On, string Person, string? What, string? Outcome, string? Plan)
{
    /// <summary>When it was intended; null when the record has no intent.</summary>
    public string? IntendedAt { get; init; }

    /// <summary>Object id of the account; null when it is not told.</summary>
    public string? Account { get; init; }

    /// <summary>The right that was given or taken; null for other actions.</summary>
    public string? Entitlement { get; init; }

    /// <summary>Code of its zone.</summary>
    public string? Zone { get; init; }

    /// <summary>Object id of its group; null in records of versions that did not note it.</summary>
    public string? Group { get; init; }

    /// <summary>Attributes from what to what; empty for other actions.</summary>
    public IReadOnlyList<ToldValue> Values { get; init; } = [];

    /// <summary>Code of the fact that made it right.</summary>
    public string? Cause { get; init; }

    /// <summary>The rule that drew the consequence.</summary>
    public string? Rule { get; init; }

    /// <summary>The article of the policy.</summary>
    public string? Article { get; init; }

    /// <summary>The unit of the order.</summary>
    public string? Unit { get; init; }

    /// <summary>The day of the order.</summary>
    public string? Dated { get; init; }

    /// <summary>Who approved the plan.</summary>
    public IReadOnlyList<string> ApprovedBy { get; init; } = [];

    /// <summary>True when it is now as the action wanted it.</summary>
    internal bool IsTrue => Outcome is "applied" or "already-true";
}
