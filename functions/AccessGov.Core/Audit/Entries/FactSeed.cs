using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Entries;

/// <summary>
/// 32 random bytes of one fact, kept in the fact's row and nowhere else. Whoever has it can test a guess of the whole fact; when it is
/// deleted, nobody can test any more.
/// </summary>
public readonly record struct FactSeed
{
    /// <summary>Number of bytes.</summary>
    public const int Length = Digest.Length;

    private readonly Digest value;

    /// <summary>Takes 32 random bytes.</summary>
    /// <param name="bytes">Exactly 32.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public FactSeed(ReadOnlySpan<byte> bytes) => value = new Digest(bytes);

    /// <summary>64 lower-case hexadecimal digits, for the fact's row.</summary>
    public string Hex => value.ToString();

    /// <summary>Reads what <see cref="Hex"/> wrote.</summary>
    /// <param name="hex">64 lower-case hexadecimal digits.</param>
    /// <exception cref="FormatException">It is something else; the message does not show it.</exception>
    public static FactSeed Parse(string hex) =>
        Digest.TryParseHex(hex, out var read)
            ? new FactSeed(read.ToArray())
            : throw new FlawException(Wording.Of("Audit.seed-form", 2 * Length));

    /// <summary>Shows nothing: a seed belongs into no log.</summary>
    public override string ToString() => "seed";

    internal void CopyTo(Span<byte> to) => value.CopyTo(to);
}
