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

    public static IReadOnlyList<OperatorEntry> Read(IConfiguration values, SettingsFaults faults)
    {
        var entries = new List<OperatorEntry>();
        foreach (var entry in values.GetSection("operators").GetChildren().OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            var before = faults.All.Count;
            foreach (var key in entry.GetChildren().Select(c => c.Key).Where(k => k is not ("worker" or "roles")))
                faults.Add(Wording.Of("Settings.unknown-key", $"operators:{entry.Key}:{key}", "worker, roles"));
            var number = entry.Value ?? entry["worker"];
            if (!EmployeeId.TryParse(number, out var worker))
                faults.Add(Wording.Of("Settings.operator-number", entry.Key, number));
            var roles = entry.Value is null ? ReadRoles(entry, faults) : [OperatorRole.Operator];
            if (faults.All.Count == before)
                entries.Add(new OperatorEntry(entry.Key, worker, roles));
        }
        return entries;
    }

    private static List<OperatorRole> ReadRoles(IConfigurationSection entry, SettingsFaults faults)
    {
        var roles = new SortedSet<OperatorRole>();
        foreach (var word in entry.GetSection("roles").GetChildren().Select(r => r.Value ?? ""))
            if (OperatorRoleCodes.All.ByCode.TryGetValue(word, out var role))
                roles.Add(role);
            else
                faults.Add(Wording.Of("Settings.unknown-word", $"operators:{entry.Key}:roles", word, OperatorRoleCodes.All.ByCode.Keys));
        if (roles.Count == 0)
            faults.Add(Wording.Of("Settings.operator-without-role", entry.Key, "\"roles\": [\"approver\"]"));
        return [.. roles];
    }
}
