using AccessGov.Core.Kernel;

namespace AccessGov.App.Storage;

/// <summary>Where records that are committed together live. Every key starts with a tenant.</summary>
public readonly record struct PartitionKey
{
    /// <summary>Makes a partition key.</summary>
    /// <param name="tenant">The municipality whose partition it is; no key is without one.</param>
    /// <param name="scope">What the records are about, such as <c>plan:4f2a…</c>; see <see cref="RecordKeys"/> for its characters.</param>
    /// <exception cref="FormatException">The tenant was made without a check and breaks its rules.</exception>
    /// <exception cref="ArgumentException">The scope is empty, too long or holds a character that a key may not.</exception>
    public PartitionKey(TenantId tenant, string scope)
    {
        Tenant = TenantId.Parse(tenant.Value);
        Scope = RecordKeys.Checked(scope, "scope");
    }

    /// <summary>The municipality whose partition it is; no key is without one.</summary>
    public TenantId Tenant { get; }

    /// <summary>What the records are about.</summary>
    public string Scope { get; }

    /// <summary>One text for stores that have a single partition column: <c>tenant|scope</c>.</summary>
    public override string ToString() => $"{Tenant.Value}|{Scope}";
}
