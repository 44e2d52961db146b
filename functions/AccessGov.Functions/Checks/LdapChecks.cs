using System.Runtime.CompilerServices;
using AccessGov.App.Directory.Ldap;
using AccessGov.App.Settings;
using AccessGov.Core.Policy;

namespace AccessGov.Functions.Checks;

/// <summary>
/// Whether the domain controller lets us in, and whether places and groups are there. What an account may do it does not tell.
/// </summary>
internal sealed class LdapChecks(LdapSettings settings, LdapDirectory directory)
{
    public async IAsyncEnumerable<CheckResult> OfAsync(GovernancePolicy? policy, [EnumeratorCancellation] CancellationToken ct)
    {
        var letIn = true;
        foreach (var role in (DirectoryRole[])[DirectoryRole.Reader, DirectoryRole.Writer])
        {
            var name = DirectoryRoleCodes.Of(role);
            var checks = await Looks.AtAsync(
                "ldap-sign-in",
                name,
                async () =>
                {
                    await directory.LetsInAsync(role, ct);
                    return CheckResult.Fine("ldap-sign-in", name);
                }
            );
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
        foreach (
            var place in settings
                .UsersIn.Append(settings.NewAccountsIn)
                .Append(settings.LeaversIn)
                .Distinct(StringComparer.OrdinalIgnoreCase)
        )
            foreach (var check in await Looks.AtAsync("directory", place, () => PlaceAsync(place, ct)))
                yield return check;
        if (policy is null)
            yield return CheckResult.Skipped("groups");
        else
            foreach (
                var check in await Looks.AtAsync("directory", settings.Server, () => DirectoryChecks.GroupsAsync(directory, policy, ct))
            )
                yield return check;
        foreach (var check in await Looks.AtAsync("directory", settings.Server, () => DirectoryChecks.AccountsAsync(directory, ct)))
            yield return check;
    }

    private async Task<CheckResult> PlaceAsync(string place, CancellationToken ct) =>
        await directory.HasAsync(place, ct) ? CheckResult.Fine("ldap-place", place) : CheckResult.Wrong("ldap-place", place);
}
