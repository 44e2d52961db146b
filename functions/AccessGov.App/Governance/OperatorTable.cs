using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Governance;

/// <summary>
/// The table of operators as a whole. Who the operating system's users are is as powerful as the roles: whoever could map himself to
/// somebody else could agree with himself. So it is in force once two people agreed to it.
/// </summary>
/// <param name="Entries">By user name.</param>
public sealed record OperatorTable(IReadOnlyList<OperatorEntry> Entries)
{
    /// <summary>SHA-256 over the lines, lower-case hex.</summary>
    public string Hash() => TableLines.Hash(Entries.Select(e => e.ToString()));

    /// <summary>What somebody may do: the roles of all users that the person is.</summary>
    /// <param name="entries">A table's entries.</param>
    /// <param name="worker">The person.</param>
    public static IReadOnlySet<OperatorRole> RolesOf(IEnumerable<OperatorEntry> entries, EmployeeId worker) =>
        entries.Where(e => e.Worker == worker).SelectMany(e => e.Roles).ToHashSet();

    /// <summary>True for whoever has a role and none but 監査人: reads everything and does nothing.</summary>
    /// <param name="entries">A table's entries.</param>
    /// <param name="worker">The person.</param>
    public static bool OnlyReads(IEnumerable<OperatorEntry> entries, EmployeeId worker) =>
        RolesOf(entries, worker) is { Count: > 0 } roles && roles.All(r => r == OperatorRole.Auditor);

    /// <summary>The lines that differ, as they are shown: <c>- line</c> for one that goes, <c>+ line</c> for one that comes.</summary>
    /// <param name="former">What is in force.</param>
    public IReadOnlyList<string> ChangesFrom(IReadOnlyList<OperatorEntry> former) =>
        TableLines.Changes([.. former.Select(e => e.ToString())], [.. Entries.Select(e => e.ToString())]);
}
