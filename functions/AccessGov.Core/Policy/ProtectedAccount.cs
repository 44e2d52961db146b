namespace AccessGov.Core.Policy;

/// <summary>Why an account is out of reach.</summary>
public enum ProtectionKind
{
    /// <summary>緊急用ID (break-glass).</summary>
    BreakGlass,

    /// <summary>The product's own accounts.</summary>
    Own,

    /// <summary>Anything else the city names, e.g. a service account.</summary>
    Named,
}

/// <summary>An account that no plan touches (law 3), named by object id or by user principal name.</summary>
/// <param name="ObjectId">Entra object id, or null.</param>
/// <param name="UserPrincipalName">UPN compared without case, or null.</param>
/// <param name="Kind">Why.</param>
/// <param name="Note">The city's remark.</param>
public sealed record ProtectedAccount(Guid? ObjectId, string? UserPrincipalName, ProtectionKind Kind, string Note);
