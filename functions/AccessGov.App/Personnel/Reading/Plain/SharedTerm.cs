using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel.Reading.Plain;

/// <summary>A term of employment that many share.</summary>
/// <param name="Term">The term.</param>
/// <param name="Alone">The list with nothing else in it.</param>
internal sealed record SharedTerm(Employment Term, IReadOnlyList<Employment> Alone);
