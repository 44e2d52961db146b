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
public sealed record ProtectedAccount(Guid? ObjectId, string? UserPrincipalName, ProtectionKind Kind, string Note)
{
    /// <summary>The longest that any sealed account may be open, in hours.</summary>
    public const int MostHours = 24;

    /// <summary>How long one may be open where the policy does not say, in hours.</summary>
    public const int UsualHours = 8;

    /// <summary>
    /// A break-glass account that is shut in the directory until two people open it for some hours; it has a user principal name then.
    /// False for every other: nobody touches it.
    /// </summary>
    public bool IsSealed { get; init; }

    /// <summary>How long it may be open at most, in hours; means something for a sealed one alone.</summary>
    public int MaxHours { get; init; } = UsualHours;
}
