using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Plain;

/// <summary>A 職員番号 without an object: its characters in sixteen bytes, so that their order is that of the texts.</summary>
internal readonly struct Number : IComparable<Number>, IEquatable<Number>
{
    private readonly UInt128 characters;

    private Number(UInt128 characters) => this.characters = characters;

    /// <summary>Packs a number.</summary>
    /// <param name="number">1 to 16 ASCII characters, none of them 0.</param>
    public static Number Of(ReadOnlySpan<byte> number)
    {
        UInt128 characters = 0;
        foreach (var c in number)
            characters = (characters << 8) | c;
        return new(characters << (8 * (EmployeeId.MaxLength - number.Length)));
    }

    /// <summary>Packs a number.</summary>
    public static Number Of(EmployeeId id)
    {
        Span<byte> bytes = stackalloc byte[EmployeeId.MaxLength];
        for (var i = 0; i < id.Value.Length; i++)
            bytes[i] = (byte)id.Value[i];
        return Of(bytes[..id.Value.Length]);
    }

    /// <summary>The number as it is known outside.</summary>
    public EmployeeId ToId()
    {
        Span<char> text = stackalloc char[EmployeeId.MaxLength];
        var length = 0;
        for (var rest = characters; rest != 0; rest <<= 8)
            text[length++] = (char)(byte)(rest >> 120);
        return new EmployeeId(text[..length].ToString());
    }

    public int CompareTo(Number other) => characters.CompareTo(other.characters);

    public bool Equals(Number other) => characters == other.characters;

    public override bool Equals(object? obj) => obj is Number other && Equals(other);

    public override int GetHashCode() => characters.GetHashCode();
}
