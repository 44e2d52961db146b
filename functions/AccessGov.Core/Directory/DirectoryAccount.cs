using AccessGov.Core.Kernel;

namespace AccessGov.Core.Directory;

/// <summary>One user account as the directory has it.</summary>
/// <param name="ObjectId">Entra object id.</param>
/// <param name="EmployeeId">職員番号 on the account; null when it has none that is well-formed.</param>
/// <param name="UserPrincipalName">Sign-in name.</param>
/// <param name="Enabled"><c>accountEnabled</c>.</param>
/// <param name="Attributes">Governed attributes; an absent one is empty.</param>
/// <param name="SyncedFromOnPremises">True when an on-premises directory masters the account: its attributes cannot be written
/// here.</param>
public sealed record DirectoryAccount(
    Guid ObjectId,
    EmployeeId? EmployeeId,
    string UserPrincipalName,
    bool Enabled,
    AccountAttributes Attributes,
    bool SyncedFromOnPremises
)
{
    /// <summary>A guest of the tenant (<c>userType</c>): never governed as staff, whatever number it carries.</summary>
    public bool IsGuest { get; init; }

    /// <summary>What stands in <c>employeeId</c> and is no well-formed 職員番号; null mostly.</summary>
    public string? OtherNumber { get; init; }
}
