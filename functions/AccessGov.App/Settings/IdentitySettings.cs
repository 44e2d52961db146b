using AccessGov.Core.Kernel;

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
        SettingsFaults faults
    )
    {
        var own = new Dictionary<DirectoryRole, string>();
        foreach (var role in Enum.GetValues<DirectoryRole>())
            if (values[KeyOf(role)] is { Length: > 0 } id)
                own.Add(role, id);
        var allow = values["directory:allowOneIdentity"];
        if (!bool.TryParse(allow ?? "false", out var isAllowed))
            faults.Add(Wording.Of("Settings.not-yes-no", "directory:allowOneIdentity", allow));
        else if (!isAllowed)
            foreach (var shared in Shared(own, values["directory:clientId"] ?? ""))
                faults.Add(shared);
        return (own, isAllowed);
    }

    private static IEnumerable<Wording> Shared(Dictionary<DirectoryRole, string> own, string common)
    {
        // The credential holder may be missing, and the mailer never borrows the common one: most cities send no mail. A missing reader
        // and writer are both the host's own identity.
        var held = Enum.GetValues<DirectoryRole>()
            .Select(role => (Role: role, Id: own.GetValueOrDefault(role, common)))
            .Where(h => h.Role != DirectoryRole.Credentials || h.Id.Length > 0)
            .Where(h => h.Role != DirectoryRole.Mailer || own.ContainsKey(h.Role));
        foreach (var same in held.GroupBy(h => h.Id, h => h.Role, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            yield return same.Key.Length > 0
                ? Wording.Of("Settings.one-identity", same.Select(Name), same.Select(KeyOf), same.Key)
                : Wording.Of("Settings.no-identity", same.Select(Name), same.Select(KeyOf));
    }

    private static string KeyOf(DirectoryRole role) => $"directory:{Name(role)}:clientId";

    private static string Name(DirectoryRole role) => DirectoryRoleCodes.Of(role);
}
