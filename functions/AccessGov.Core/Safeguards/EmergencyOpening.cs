using System.Text.Json.Serialization;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Safeguards;

/// <summary>A sealed account that two people opened, from their agreement to the review.</summary>
/// <param name="Id">Names it: the day, and eight digits.</param>
/// <param name="Account">User principal name in lower case.</param>
/// <param name="ObjectId">The account: what is shut again is what was opened, whatever name it has by then.</param>
/// <param name="Wish">What was asked, by whom.</param>
/// <param name="AgreedBy">Who agreed.</param>
/// <param name="AgreedAt">When, and from when its hours count.</param>
/// <param name="Until">When it ends by itself.</param>
public sealed record EmergencyOpening(
    string Id,
    string Account,
    Guid ObjectId,
    EmergencyWish Wish,
    EmployeeId AgreedBy,
    DateTimeOffset AgreedAt,
    DateTimeOffset Until
)
{
    /// <summary>When the account was read back enabled; null while nobody knows.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When it was read back disabled without having been open; null when it was not.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>Since when it is being shut; null while it is not. From then on it is never given up.</summary>
    public DateTimeOffset? ClosingAt { get; init; }

    /// <summary>Who or what has it shut.</summary>
    public string? ClosingBy { get; init; }

    /// <summary>When it was read back disabled.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When it was reviewed.</summary>
    public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>Who reviewed it.</summary>
    public EmployeeId? ReviewedBy { get; init; }

    /// <summary>What came of the review, in that person's words.</summary>
    public string? Result { get; init; }

    /// <summary>True once the account was read back disabled.</summary>
    [JsonIgnore]
    public bool IsOver => EndedAt is not null || FailedAt is not null;

    /// <summary>True while somebody must look what was done with it; whatever may have been open counts.</summary>
    [JsonIgnore]
    public bool AwaitsReview => FailedAt is null && ReviewedAt is null;
}
