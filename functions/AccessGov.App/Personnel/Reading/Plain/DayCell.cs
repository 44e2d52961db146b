namespace AccessGov.App.Personnel.Reading.Plain;

/// <summary>What a cell of days says.</summary>
/// <param name="IsEmpty">True when nothing stands in it.</param>
/// <param name="On">The day; null for none.</param>
/// <param name="IsOdd">True when it cannot be read or something must be told of it.</param>
internal sealed record DayCell(bool IsEmpty, DateOnly? On, bool IsOdd);
