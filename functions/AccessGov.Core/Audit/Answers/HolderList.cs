using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Answers;

/// <summary>
/// Everybody who holds a right of the My Number zone, as the directory was read. Numbers and object ids, as the record has them; no names.
/// </summary>
/// <param name="Rights">Every governed right of the zone, in id order.</param>
public sealed record HolderList(IReadOnlyList<HolderList.Right> Rights)
{
    /// <summary>One right.</summary>
    /// <param name="Entitlement">The right.</param>
    /// <param name="Group">Object id of its group when it was read.</param>
    /// <param name="Absent">True when that group did not exist.</param>
    /// <param name="Members">User accounts, by object id.</param>
    /// <param name="Others">Object ids of members that are no user accounts: nested groups, devices, service principals.</param>
    public sealed record Right(
        EntitlementId Entitlement,
        Guid Group,
        bool Absent,
        IReadOnlyList<Member> Members,
        IReadOnlyList<Guid> Others
    );

    /// <summary>One account in a group.</summary>
    /// <param name="Account">Its object id.</param>
    /// <param name="Employee">The 職員番号 that it carries; null for none.</param>
    /// <param name="Enabled">Whether sign-in was allowed.</param>
    public sealed record Member(Guid Account, EmployeeId? Employee, bool Enabled);
}
