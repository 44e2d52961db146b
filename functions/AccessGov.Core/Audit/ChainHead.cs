using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit;

/// <summary>Where a tenant's chain ends: all that is needed to append to it.</summary>
/// <param name="Tenant">Whose chain.</param>
/// <param name="Size">Number of lines; also the sequence number of the last one.</param>
/// <param name="Hash">Hash of the last line, or of the genesis when there is none.</param>
public sealed record ChainHead(TenantId Tenant, long Size, ChainHash Hash);
