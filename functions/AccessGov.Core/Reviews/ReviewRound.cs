using System.Text.Json.Serialization;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Reviews;

/// <summary>One round of a review, from its opening to its close. What the policy said when it was opened holds until its end.</summary>
/// <param name="Id">Name of the rule and the first day: <c>my-number-20260401</c>.</param>
/// <param name="Rule">The rule of the policy.</param>
/// <param name="OpenedOn">The day.</param>
/// <param name="DueOn">The last day on which reviewers decide.</param>
/// <param name="Population">SHA-256 under which the items are kept: what was held at the opening.</param>
/// <param name="Items">How many.</param>
/// <param name="Snapshot">Digest of the reading of the directory that the items come from.</param>
public sealed record ReviewRound(
    string Id,
    ReviewRule Rule,
    DateOnly OpenedOn,
    DateOnly DueOn,
    string Population,
    int Items,
    string Snapshot
)
{
    /// <summary>So many days before silence takes anything it is shown whom.</summary>
    public const int ToldDays = 7;

    /// <summary>When it was shown what silence would take; null before.</summary>
    public DateOnly? ToldOn { get; init; }

    /// <summary>SHA-256 under which is kept what was shown; null before.</summary>
    public string? Told { get; init; }

    /// <summary>Since when the owners of the rights are asked because reviewers were silent; null while they are not.</summary>
    public DateOnly? EscalatedOn { get; init; }

    /// <summary>When a sample was drawn for a second look last; null while none was.</summary>
    public DateOnly? SecondLookOn { get; init; }

    /// <summary>True while owners may look at what was drawn: they have a week.</summary>
    /// <param name="today">The day.</param>
    public bool IsLookedAt(DateOnly today) => SecondLookOn is { } drawn && today <= drawn.AddDays(ToldDays);

    /// <summary>When it was closed; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Why it was stopped (中止); null when it was not. What was decided stands.</summary>
    public string? Stopped { get; init; }

    /// <summary>
    /// The last day on which somebody decides as things stand: the owners have as many days again, what silence takes was shown for a week,
    /// and what was drawn is looked at for a week.
    /// </summary>
    [JsonIgnore]
    public DateOnly LastDay
    {
        get
        {
            var last = EscalatedOn is { } since ? since.AddDays(Rule.DueDays) : LastDayShown;
            return SecondLookOn is { } drawn && drawn.AddDays(ToldDays) is var looked && looked > last ? looked : last;
        }
    }

    /// <summary>The last day before silence takes what was shown: that was for a week at least, also where it was shown late.</summary>
    [JsonIgnore]
    public DateOnly LastDayShown => ToldOn is { } told && told.AddDays(ToldDays - 1) is var shown && shown > DueOn ? shown : DueOn;

    /// <summary>True where the owner of the right is asked because reviewers were silent.</summary>
    /// <param name="right">The right.</param>
    public bool IsEscalated(EntitlementId right) =>
        EscalatedOn is not null && (Rule.SilenceFor.Count == 0 || Rule.SilenceOf(right) == ReviewSilence.Escalate);

    /// <summary>True while reviewers decide.</summary>
    [JsonIgnore]
    public bool IsOpen => ClosedAt is null;
}
