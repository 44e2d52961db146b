namespace AccessGov.Core.Audit.Answers;

/// <summary>A baseline as the record tells of it.</summary>
/// <param name="Line">Its line.</param>
/// <param name="From">When the reading of the directory began.</param>
/// <param name="At">When it was told.</param>
/// <param name="On">On which day of the city.</param>
/// <param name="Zone">Code of the zone that was read.</param>
/// <param name="Kept">Hash of the list.</param>
public sealed record ToldBaseline(long Line, string From, string At, DateOnly On, string Zone, string Kept);
