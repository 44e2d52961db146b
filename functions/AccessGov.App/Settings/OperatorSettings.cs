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

    /// <summary>That a word is no role, which one may be meant, and which there are.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="text">What stands there.</param>
    /// <param name="known">The roles that may stand there.</param>
    public static Wording UnknownRole(string key, string? text, OperatorRole[] known)
    {
        string[] codes = [.. known.Select(OperatorRoleCodes.Of)];
        string[] words = [.. known.Select(OperatorRoleCodes.Word)];
        var remedy = Suggestions.For(text ?? "", [.. codes, .. words], Wording.Of("Yaml.known-words", codes, words));
        return Wording.Of("Settings.unknown-role", key, text, remedy);
    }

    private static List<OperatorRole> ReadRoles(IConfigurationSection entry, SettingsFaults faults)
    {
        var codes = new List<string>();
        var isEmpty = true;
        foreach (var role in entry.GetSection("roles").GetChildren())
        {
            isEmpty = false;
            if (OperatorRoleCodes.TryReadWritten(role.Value ?? "", out var read))
                codes.Add(OperatorRoleCodes.Of(read));
            else
                faults.Add(UnknownRole($"operators:{entry.Key}:roles", role.Value, Enum.GetValues<OperatorRole>()));
        }
        var roles = new List<OperatorRole>();
        foreach (var role in Enum.GetValues<OperatorRole>())
            if (codes.Contains(OperatorRoleCodes.Of(role)))
                roles.Add(role);
        if (isEmpty)
            faults.Add(Wording.Of("Settings.operator-without-role", entry.Key, "\"roles\": [\"approver\"]"));
        return roles;
    }
}
