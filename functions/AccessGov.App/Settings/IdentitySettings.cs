namespace AccessGov.App.Settings;

/// <summary>Reads who signs in for which role, and refuses one application that holds several.</summary>
internal static class IdentitySettings
{
    /// <summary>The keys of this part of the settings.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    ["directory:clientId", .. Enum.GetValues<DirectoryRole>().Select(KeyOf), "directory:allowOneIdentity"];

    /// <summary>The applications that have a role to themselves, and whether one may hold several.</summary>
    public static (IReadOnlyDictionary<DirectoryRole, string> RoleClientIds, bool AllowOne) Read(
        IConfiguration values,
        string path,
        List<string> faults
    )
    {
        var own = new Dictionary<DirectoryRole, string>();
        foreach (var role in Enum.GetValues<DirectoryRole>())
            if (values[KeyOf(role)] is { Length: > 0 } id)
                own.Add(role, id);
        var allow = values["directory:allowOneIdentity"];
        if (!bool.TryParse(allow ?? "false", out var isAllowed))
            faults.Add($"{path}: directory:allowOneIdentity is '{allow}', must be true or false.");
        else if (!isAllowed)
            faults.AddRange(Shared(own, values["directory:clientId"] ?? "").Select(fault => $"{path}: {fault}"));
        return (own, isAllowed);
    }

    private static IEnumerable<string> Shared(Dictionary<DirectoryRole, string> own, string common)
    {
        // The credential holder may be missing, and the mailer never borrows the common one: most cities send no mail. A missing reader
        // and writer are both the host's own identity.
        var held = Enum.GetValues<DirectoryRole>()
            .Select(role => (Role: role, Id: own.GetValueOrDefault(role, common)))
            .Where(h => h.Role != DirectoryRole.Credentials || h.Id.Length > 0)
            .Where(h => h.Role != DirectoryRole.Mailer || own.ContainsKey(h.Role));
        foreach (var same in held.GroupBy(h => h.Id, h => h.Role, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            yield return $"{string.Join(" and ", same.Select(Name))} are one identity "
                + $"({(same.Key.Length > 0 ? $"'{same.Key}'" : "no client id is set")}). "
                + $"Give each an application of its own ({string.Join(", ", same.Select(KeyOf))}), or say directory:allowOneIdentity: "
                + $"true.";
    }

    private static string KeyOf(DirectoryRole role) => $"directory:{Name(role)}:clientId";

    private static string Name(DirectoryRole role) => DirectoryRoleCodes.Of(role);
}
