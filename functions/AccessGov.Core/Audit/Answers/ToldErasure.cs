namespace AccessGov.Core.Audit.Answers;

/// <summary>Facts that were erased after their retention: of days before, the record answers only in part.</summary>
/// <param name="Line">Line of the record that tells it.</param>
/// <param name="At">When, as the record writes instants: UTC, milliseconds.</param>
/// <param name="Before">Facts before this day.</param>
/// <param name="Facts">How many.</param>
/// <param name="Ground">The legal ground.</param>
public sealed record ToldErasure(long Line, string At, string Before, long Facts, string Ground);
