using AccessGov.App.Composition;
using AccessGov.App.Directory;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Failures;
using AccessGov.App.Planning;
using AccessGov.App.Settings;

namespace AccessGov.Functions.Checks;

/// <summary>Whether the directory lets us in, with neither less nor more than is needed, and whether what we govern is there.</summary>
internal static class DirectoryChecks
{
    /// <summary>Without these nothing works (docs/operations.md has the whole table).</summary>
    private static readonly Dictionary<DirectoryRole, string[]> Needed = new()
    {
        [DirectoryRole.Reader] = ["User.Read.All", "GroupMember.Read.All"],
        [DirectoryRole.Writer] = ["User.ReadWrite.All", "GroupMember.ReadWrite.All"],
    };

    /// <summary>What the settings say about who signs in.</summary>
    public static IEnumerable<CheckResult> Identities(AccessGovSettings settings)
    {
        foreach (var role in Needed.Keys)
            if (settings.Directory.IdentityOf(role) is { Secret: null or "" } identity)
                yield return CheckResult.Skipped("secret", DirectoryRoleCodes.Of(role), identity.SecretVariable);
        if (settings.Directory.AllowOneIdentity)
            yield return CheckResult.Wrong("one-identity");
    }

    public static async IAsyncEnumerable<CheckResult> OfAsync(
        Installation installation,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        var letIn = true;
        foreach (var role in Needed.Keys)
        {
            var checks = await RoleAsync(installation, role, ct);
            letIn &= checks[0].State == CheckState.Fine;
            foreach (var check in checks)
                yield return check;
        }
        if (!letIn)
        {
            yield return CheckResult.Skipped("groups");
            yield return CheckResult.Skipped("accounts");
            yield break;
        }
        foreach (var check in await GroupsAsync(installation, ct))
            yield return check;
        yield return await AccountsAsync(installation, ct);
    }

    private static async Task<IReadOnlyList<CheckResult>> RoleAsync(Installation installation, DirectoryRole role, CancellationToken ct)
    {
        var name = DirectoryRoleCodes.Of(role);
        try
        {
            var has = await installation.PermissionsAsync(role, ct);
            if (has.Count == 0)
                return [CheckResult.Fine("token", name), CheckResult.Skipped("permissions", name)];
            var checks = new List<CheckResult> { CheckResult.Fine("token", name) };
            if (Needed[role].Except(has).ToArray() is { Length: > 0 } missing)
                checks.Add(CheckResult.Wrong("permissions-missing", name, string.Join(", ", missing)));
            if (PermissionCheck.TooMuch(has, role) is { Count: > 0 } superfluous)
                checks.Add(CheckResult.Wrong("permissions-superfluous", name, string.Join(", ", superfluous)));
            return checks.Count == 1 ? [.. checks, CheckResult.Fine("permissions", name)] : checks;
        }
        catch (OutsideFailureException e)
        {
            return [CheckResult.Wrong("token", name, e.Kind.Code, e.Message)];
        }
    }

    private static async Task<IReadOnlyList<CheckResult>> GroupsAsync(Installation installation, CancellationToken ct)
    {
        try
        {
            var governed = MakePlan.Governed(installation.Workspace.Policy);
            var met = (await installation.Workspace.Directory.CheckGroupsAsync(governed, ct)).Where(g => g.Refusal is not null).ToArray();
            return met.Length == 0
                ? [CheckResult.Fine("groups", governed.Count)]
                : [.. met.Select(g => CheckResult.Wrong("group", g.Entitlement, g.GroupId, GroupRefusalCodes.Of(g.Refusal!.Value)))];
        }
        catch (OutsideFailureException e)
        {
            return [CheckResult.Wrong("directory", e.Kind.Code, e.Message)];
        }
    }

    /// <summary>Accounts without a number are nobody's, and of two with one number none is decided about.</summary>
    private static async Task<CheckResult> AccountsAsync(Installation installation, CancellationToken ct)
    {
        if (await installation.Workspace.Directory.CaptureAsync([], null, ct) is not DirectoryRead.Complete(var snapshot))
            return CheckResult.Skipped("accounts");
        var without = snapshot.Accounts.Count(a => a.EmployeeId is null);
        var doubled = snapshot.Accounts.Where(a => a.EmployeeId is not null).GroupBy(a => a.EmployeeId).Count(g => g.Count() > 1);
        return new CheckResult("accounts", doubled == 0 ? CheckState.Fine : CheckState.Wrong, snapshot.Accounts.Count, without, doubled);
    }
}
