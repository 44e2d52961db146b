namespace AccessGov.App.Personnel.Reading.Plain;

/// <summary>What a cell of free text says.</summary>
/// <param name="Text">The trimmed text; empty when nothing stands in it.</param>
/// <param name="IsOdd">True when it must not be shown as it is, or something must be told of it.</param>
/// <param name="Number">Tells this text from the others of its column.</param>
internal sealed record TextCell(string Text, bool IsOdd, int Number);
