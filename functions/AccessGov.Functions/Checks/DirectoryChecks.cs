using AccessGov.App.Directory;
using AccessGov.App.Directory.Entra;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Failures;
using AccessGov.App.Planning;
using AccessGov.App.Settings;
using AccessGov.Core.Policy;

namespace AccessGov.Functions.Checks;

/// <summary>Whether the directory lets us in, with neither less nor more than is needed, and whether what we govern is there.</summary>
internal sealed class DirectoryChecks(AccessGovSettings settings, EntraDirectory directory)
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
        // A domain knows no identity of a machine: there the sign-in itself tells.
        foreach (var role in settings.Directory.Ldap is null ? Needed.Keys : Enumerable.Empty<DirectoryRole>())
            if (settings.Directory.IdentityOf(role) is { Secret: null or "" } identity)
                yield return CheckResult.Skipped("secret", DirectoryRoleCodes.Of(role), identity.SecretVariable);
        if (settings.Directory.AllowOneIdentity)
            yield return CheckResult.Wrong("one-identity");
    }

    private string Place => settings.Directory.BaseUri.Authority;

    public async IAsyncEnumerable<CheckResult> OfAsync(
        GovernancePolicy? policy,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        var letIn = true;
        foreach (var role in Needed.Keys)
        {
            var checks = await Looks.AtAsync("token", DirectoryRoleCodes.Of(role), () => RoleAsync(role, ct));
            letIn &= checks[0].State == CheckState.Fine;
            foreach (var check in checks)
                yield return check;
        }
        if (!letIn || policy is null)
            yield return CheckResult.Skipped("groups");
        else
            foreach (var check in await Looks.AtAsync("directory", Place, () => GroupsAsync(policy, ct)))
                yield return check;
        if (!letIn)
            yield return CheckResult.Skipped("accounts");
        else
            foreach (var check in await Looks.AtAsync("directory", Place, () => AccountsAsync(ct)))
                yield return check;
    }

    private async Task<IReadOnlyList<CheckResult>> RoleAsync(DirectoryRole role, CancellationToken ct)
    {
        var name = DirectoryRoleCodes.Of(role);
        var has = await directory.PermissionsAsync(role, ct);
        if (has.Count == 0)
            return [CheckResult.Fine("token", name), CheckResult.Skipped("permissions", name)];
        var checks = new List<CheckResult> { CheckResult.Fine("token", name) };
        var asksReports = settings.Directory.RegistrationReport || settings.Directory.SignInActivity;
        string[] report = role == DirectoryRole.Reader && asksReports ? ["AuditLog.Read.All"] : [];
        if (Needed[role].Concat(report).Except(has).ToArray() is { Length: > 0 } missing)
            checks.Add(CheckResult.Wrong("permissions-missing", name, string.Join(", ", missing)));
        if (PermissionCheck.TooMuch(has, role) is { Count: > 0 } superfluous)
            checks.Add(CheckResult.Wrong("permissions-superfluous", name, string.Join(", ", superfluous)));
        return checks.Count == 1 ? [.. checks, CheckResult.Fine("permissions", name)] : checks;
    }

    private Task<IReadOnlyList<CheckResult>> GroupsAsync(GovernancePolicy policy, CancellationToken ct) =>
        GroupsAsync(directory, policy, ct);

    /// <summary>Whether the groups of the policy can be governed, in any directory.</summary>
    internal static async Task<IReadOnlyList<CheckResult>> GroupsAsync(IDirectory directory, GovernancePolicy policy, CancellationToken ct)
    {
        var governed = MakePlan.Governed(policy);
        var met = (await directory.CheckGroupsAsync(governed, ct)).Where(g => g.Refusal is not null).ToArray();
        return met.Length == 0
            ? [CheckResult.Fine("groups", governed.Count)]
            : [.. met.Select(g => CheckResult.Wrong($"group-{GroupRefusalCodes.Of(g.Refusal!.Value)}", g.Entitlement, g.GroupId))];
    }

    private Task<CheckResult> AccountsAsync(CancellationToken ct) => AccountsAsync(directory, ct);

    /// <summary>Accounts without a number are nobody's, and of two with one number none is decided about.</summary>
    internal static async Task<CheckResult> AccountsAsync(IDirectory directory, CancellationToken ct)
    {
        switch (await directory.CaptureAsync([], null, ct))
        {
            case DirectoryRead.Complete(var snapshot):
                var without = snapshot.Accounts.Count(a => a.EmployeeId is null);
                var doubled = snapshot.Accounts.Where(a => a.EmployeeId is not null).GroupBy(a => a.EmployeeId).Count(g => g.Count() > 1);
                var state = doubled == 0 ? CheckState.Fine : CheckState.Wrong;
                return new CheckResult("accounts", state, snapshot.Accounts.Count, without, doubled);
            case DirectoryRead.Incomplete(var failure, var what):
                throw new OutsideFailureException(failure, what);
            case var other:
                throw new InvalidOperationException(other.GetType().Name);
        }
    }
}
