using System.Buffers.Binary;
using System.Text;
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
        Span<byte> bytes = stackalloc byte[EmployeeId.MaxLength];
        bytes[number.Length..].Clear();
        number.CopyTo(bytes);
        return new(BinaryPrimitives.ReadUInt128BigEndian(bytes));
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
        Span<byte> bytes = stackalloc byte[EmployeeId.MaxLength];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, characters);
        var end = bytes.IndexOf((byte)0);
        return new EmployeeId(Encoding.ASCII.GetString(end < 0 ? bytes : bytes[..end]));
    }

    public int CompareTo(Number other) => characters.CompareTo(other.characters);

    public bool Equals(Number other) => characters == other.characters;

    public override bool Equals(object? obj) => obj is Number other && Equals(other);

    public override int GetHashCode() => characters.GetHashCode();
}
