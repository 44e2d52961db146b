using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Notices;

/// <summary>Two rows of one worker that cannot both be true.</summary>
/// <param name="Row">The row at which it shows.</param>
/// <param name="Column">Logical column.</param>
/// <param name="Remedy">What is wrong and what to do.</param>
internal sealed record Contradiction(int Row, string Column, Wording Remedy);
