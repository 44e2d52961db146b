namespace AccessGov.Core.Personnel.Deciding;

/// <summary>What was known of a source when an extract of it arrived.</summary>
/// <param name="Facts">Everything it says: its last delivery and what it stated since; null when it never spoke.</param>
/// <param name="DeliveredAt">When its last delivery came; null when it never delivered, or that was not noted.</param>
/// <param name="IsSeen">True when the same writing of the same file was taken before: a message may come again, however late.</param>
public sealed record SourceBefore(HrSnapshot? Facts, DateTimeOffset? DeliveredAt, bool IsSeen);
