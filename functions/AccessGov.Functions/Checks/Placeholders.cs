using AccessGov.App.Settings;
using AccessGov.App.Texts;
using AccessGov.Core.Policy;

namespace AccessGov.Functions.Checks;

/// <summary>What <c>init</c> writes where somebody has yet to write something: it reads well and means nothing.</summary>
internal static class Placeholders
{
    /// <summary>The tenant that there is none of.</summary>
    public const string Tenant = "00000000-0000-0000-0000-000000000000";

    /// <summary>The application of a role that there is none of.</summary>
    public const string Reader = "00000000-0000-0000-0000-000000000001",
        Writer = "00000000-0000-0000-0000-000000000002";

    /// <summary>The user that stands for a second person, and the number that stands for a first one's.</summary>
    public const string User = "another-user",
        Worker = "000000";

    // The help desk's in the template of a policy.
    private const string Phone = "内線 0000";

    // An id of ours ends otherwise; nobody's real one begins so.
    private const string Zeros = "00000000-0000-0000-0000-0000000000";

    /// <summary>Each that is still there, by its key.</summary>
    /// <param name="settings">The settings in force.</param>
    public static IEnumerable<CheckResult> In(AccessGovSettings settings)
    {
        var directory = settings.Directory;
        var ids = new List<(string Key, string Id)>
        {
            ("directory:tenantId", directory.TenantId),
            ("directory:clientId", directory.ClientId),
            ("portal:clientId", settings.Portal.ClientId),
        };
        ids.AddRange(directory.RoleClientIds.Select(r => ($"directory:{DirectoryRoleCodes.Of(r.Key)}:clientId", r.Value)));
        // A domain is asked by names of accounts; the ids of Entra are nobody's there.
        if (directory.Ldap is not null)
            ids.RemoveAll(i => i.Key == "directory:tenantId");
        foreach (var (key, id) in ids.Where(i => i.Id.StartsWith(Zeros, StringComparison.Ordinal)))
            yield return CheckResult.Wrong("placeholder", key, id);
        foreach (var check in InOperators(settings))
            yield return check;
    }

    /// <summary>Those that stand in the table of operators.</summary>
    /// <param name="settings">The settings in force.</param>
    public static IEnumerable<CheckResult> InOperators(AccessGovSettings settings)
    {
        foreach (var entry in settings.Operators)
            if (entry.User == User)
                yield return CheckResult.Wrong("placeholder-user", $"operators:{entry.User}");
            else if (entry.Worker.Value == Worker)
                yield return CheckResult.Wrong("placeholder", $"operators:{entry.User}", entry.Worker.Value);
    }

    /// <summary>Those that stand in the policy and would be shown to people; ids of groups are looked for in the directory.</summary>
    /// <param name="file">Where it stands.</param>
    /// <param name="policy">The policy as the file has it.</param>
    public static IEnumerable<CheckResult> InPolicy(string file, GovernancePolicy policy)
    {
        if (policy.HelpDesk is { Phone: Phone })
            yield return CheckResult.Wrong("placeholder", $"{file}: help-desk.phone", Phone);
    }

    /// <summary>What is wrong, a line each; null when nothing is.</summary>
    /// <param name="wrong">Placeholders that are still there.</param>
    /// <param name="words">The language.</param>
    public static string? Complaint(IEnumerable<CheckResult> wrong, UiTexts words)
    {
        var lines = wrong.Select(w => words.Of($"Check.{w.Code}.wrong", [.. w.Facts])).ToArray();
        return lines.Length == 0 ? null : string.Join(Environment.NewLine, lines);
    }
}
