using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel.Reading.Plain;

/// <summary>A term of employment that many share.</summary>
/// <param name="Term">The term.</param>
/// <param name="Alone">The list with nothing else in it.</param>
internal sealed record SharedTerm(Employment Term, IReadOnlyList<Employment> Alone)
{
    /// <summary>A term and its list.</summary>
    public static SharedTerm Of(Employment term) => new(term, [term]);

    /// <summary>A number for a kind and its days, of each another one: a day has at most 22 bits.</summary>
    public static ulong Number(int kind, DateSpan days) =>
        ((ulong)(uint)((kind << 24) | days.From.DayNumber) << 32) | (uint)(days.Until?.DayNumber ?? -1);
}
