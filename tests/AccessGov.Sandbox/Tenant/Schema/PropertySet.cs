using System.Numerics;

namespace AccessGov.Sandbox.Tenant.Schema;

/// <summary>A selection of at most 64 properties; also "which properties changed".</summary>
internal readonly record struct PropertySet(ulong Bits)
{
    public bool IsEmpty => Bits == 0;

    public bool Contains(SchemaProperty property) => (Bits & (1UL << property.Index)) != 0;

    public PropertySet With(SchemaProperty property) => new(Bits | (1UL << property.Index));

    public PropertySet Union(PropertySet other) => new(Bits | other.Bits);

    public PropertySet Intersect(PropertySet other) => new(Bits & other.Bits);

    public int Count => BitOperations.PopCount(Bits);
}
