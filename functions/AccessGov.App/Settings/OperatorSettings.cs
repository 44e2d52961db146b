using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Settings;

/// <summary>
/// <c>operators</c>: <c>"tanaka": "000123"</c> for somebody who only operates, for others
/// <c>"sato": { "worker": "000456", "roles": ["approver"] }</c>.
/// </summary>
internal static class OperatorSettings
{
    public const string Prefix = "operators:";

    public static IReadOnlyList<OperatorEntry> Read(IConfiguration values, string path, List<string> faults)
    {
        var entries = new List<OperatorEntry>();
        foreach (var entry in values.GetSection("operators").GetChildren().OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            var before = faults.Count;
            foreach (var key in entry.GetChildren().Select(c => c.Key).Where(k => k is not ("worker" or "roles")))
                faults.Add($"{path}: unknown setting 'operators:{entry.Key}:{key}'. Known: worker, roles.");
            var number = entry.Value ?? entry["worker"];
            if (!EmployeeId.TryParse(number, out var worker))
                faults.Add($"{path}: operators:{entry.Key} is '{number}', must be a 職員番号.");
            var roles = entry.Value is null ? ReadRoles(entry, path, faults) : [OperatorRole.Operator];
            if (faults.Count == before)
                entries.Add(new OperatorEntry(entry.Key, worker, roles));
        }
        return entries;
    }

    private static List<OperatorRole> ReadRoles(IConfigurationSection entry, string path, List<string> faults)
    {
        var words = new List<string>();
        foreach (var role in entry.GetSection("roles").GetChildren())
            if (OperatorRoleCodes.All.TryRead(role.Value ?? "", out _))
                words.Add(role.Value!);
            else
                faults.Add(
                    $"{path}: operators:{entry.Key}:roles has '{role.Value}', known are {string.Join(", ", OperatorRoleCodes.All.Codes)}."
                );
        var roles = new List<OperatorRole>();
        foreach (var role in Enum.GetValues<OperatorRole>())
            if (words.Contains(OperatorRoleCodes.All.Of(role)))
                roles.Add(role);
        if (roles.Count == 0)
            faults.Add($"{path}: operators:{entry.Key}:roles is empty; write e.g. \"roles\": [\"approver\"].");
        return roles;
    }
}
