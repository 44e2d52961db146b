namespace AccessGov.Sandbox.Tenant.Schema;

internal enum PropertyKind
{
    Text,
    Flag,
    Instant,
    Texts,

    /// <summary>A complex value whose members are all text or instants, held as text.</summary>
    Complex,
}
