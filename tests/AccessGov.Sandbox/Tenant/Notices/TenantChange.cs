namespace AccessGov.Sandbox.Tenant.Notices;

/// <summary>Something that subscribers are told of.</summary>
/// <param name="Resource"><c>users</c> or <c>groups</c>.</param>
/// <param name="Id">The user or group.</param>
/// <param name="ChangeType">
/// <c>updated</c> (also when created or soft-deleted) or <c>deleted</c> (for good): subscription resource documentation.
/// </param>
/// <param name="Member">The member that came or went; null when something else changed.</param>
/// <param name="MemberWent">True when it went.</param>
internal readonly record struct TenantChange(string Resource, string Id, string ChangeType, string? Member = null, bool MemberWent = false);
