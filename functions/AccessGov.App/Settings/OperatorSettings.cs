using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Settings;

/// <summary>
/// <c>operators</c>: <c>"tanaka": "000123"</c> for somebody who only operates, for others
/// <c>"sato": { "worker": "000456", "roles": ["approver"] }</c>.
/// </summary>
internal static class OperatorSettings
{
    public static IReadOnlyList<OperatorEntry> Read(IConfiguration values, SettingsFaults faults)
    {
        var entries = new List<OperatorEntry>();
        foreach (var entry in values.GetSection("operators").GetChildren().OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            var before = faults.All.Count;
            var at = $"operators:{entry.Key}";
            if (faults.IsTold(at))
                continue;
            var number = entry.Value ?? entry["worker"];
            if (!EmployeeId.TryParse(number, out var worker) && !faults.IsTold($"{at}:worker"))
                faults.Add(Wording.Of("Settings.operator-number", entry.Key, number));
            if (faults.IsTold($"{at}:roles"))
                continue;
            var roles = entry.Value is null ? ReadRoles(entry, faults) : [OperatorRole.Operator];
            if (faults.All.Count == before)
                entries.Add(new OperatorEntry(entry.Key, worker, roles));
        }
        return entries;
    }

    private static List<OperatorRole> ReadRoles(IConfigurationSection entry, SettingsFaults faults)
    {
        var words = new List<string>();
        foreach (var role in entry.GetSection("roles").GetChildren())
            if (OperatorRoleCodes.All.TryRead(role.Value ?? "", out _))
                words.Add(role.Value!);
            else
                faults.Add(Wording.Of("Settings.unknown-word", $"operators:{entry.Key}:roles", role.Value, OperatorRoleCodes.All.Codes));
        var roles = new List<OperatorRole>();
        foreach (var role in Enum.GetValues<OperatorRole>())
            if (words.Contains(OperatorRoleCodes.All.Of(role)))
                roles.Add(role);
        if (roles.Count == 0)
            faults.Add(Wording.Of("Settings.operator-without-role", entry.Key, "\"roles\": [\"approver\"]"));
        return roles;
    }
}
