namespace AccessGov.App.Directory.Ldap;

/// <summary>What a look at changes found.</summary>
/// <param name="Next">Where the next look begins.</param>
/// <param name="Anything">True when anything may have changed: another domain controller, or an account came or went.</param>
/// <param name="Accounts">Accounts that changed, moved or were deleted, staff's or not known to be others'.</param>
/// <param name="Groups">Groups that changed or were deleted, governed or not.</param>
public sealed record LdapChangesFound(
    LdapBookmark Next,
    bool Anything,
    IReadOnlyCollection<Guid> Accounts,
    IReadOnlyCollection<Guid> Groups
);
