using System.Runtime.CompilerServices;
using AccessGov.App.Directory.Ldap;
using AccessGov.App.Planning;
using AccessGov.App.Settings;
using AccessGov.Core.Policy;

namespace AccessGov.Functions.Checks;

/// <summary>
/// Whether the domain controller lets us in, whether places and groups are there, how the domain is set up, and whether the accounts may
/// do what is needed and no more.
/// </summary>
internal sealed class LdapChecks(LdapSettings settings, LdapDirectory directory, TimeProvider clock)
{
    /// <summary>What is told at most: one place too many shows as dozens of attributes.</summary>
    private const int MostTold = 8;

    /// <summary>Kerberos refuses beyond five minutes (its default); who has one of them should look before.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

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
        foreach (var look in Standing(policy))
            foreach (var check in await Looks.AtAsync("directory", settings.Server, () => look(ct)))
                yield return check;
    }

    private IEnumerable<Func<CancellationToken, Task<IReadOnlyList<CheckResult>>>> Standing(GovernancePolicy? policy)
    {
        yield return async ct => [await ClockAsync(ct)];
        yield return async ct =>
            [
                await directory.Standing.IsNumberIndexedAsync(ct) is true
                    ? CheckResult.Fine("ldap-index", LdapAccounts.Number)
                    : CheckResult.Skipped("ldap-index", LdapAccounts.Number),
            ];
        yield return async ct => [await BinAsync(ct)];
        foreach (var role in (DirectoryRole[])[DirectoryRole.Reader, DirectoryRole.Writer])
            yield return async ct =>
                await directory.Standing.AdministersAsync(role, ct) is { Count: > 0 } groups
                    ? [CheckResult.Wrong("ldap-administers", DirectoryRoleCodes.Of(role), string.Join(", ", groups))]
                    : [CheckResult.Fine("ldap-administers", DirectoryRoleCodes.Of(role))];
        yield return ct => DelegationAsync(policy, ct);
        if (settings.CardRequired)
            yield return async ct =>
                await directory.Standing.WithoutCardAsync(ct) is > 0 and var without
                    ? [CheckResult.Wrong("ldap-card", without)]
                    : [CheckResult.Fine("ldap-card")];
    }

    private async Task<CheckResult> ClockAsync(CancellationToken ct)
    {
        var ahead = await directory.Standing.ClockAsync(clock, ct);
        var off = TimeSpan.FromSeconds(Math.Round(ahead.Duration().TotalSeconds));
        return off <= Late
            ? CheckResult.Fine("clock", settings.Server, off)
            : CheckResult.Wrong(ahead < TimeSpan.Zero ? "clock-ahead" : "clock-behind", settings.Server, off, Late);
    }

    private async Task<CheckResult> BinAsync(CancellationToken ct) =>
        await directory.Standing.HasRecycleBinAsync(ct) ? CheckResult.Fine("ldap-recycle-bin")
        : settings.DeletesIntoBin ? CheckResult.Wrong("ldap-recycle-bin")
        : CheckResult.Skipped("ldap-recycle-bin");

    private async Task<IReadOnlyList<CheckResult>> DelegationAsync(GovernancePolicy? policy, CancellationToken ct)
    {
        var groups = policy is null ? [] : MakePlan.Governed(policy).Select(e => e.GroupId);
        var (missing, tooMuch) = await directory.Standing.DelegationAsync(groups, ct);
        var checks = new List<CheckResult>();
        if (!await directory.Standing.HasAccountAsync(ct))
            checks.Add(CheckResult.Skipped("ldap-delegation", settings.NewAccountsIn));
        else if (missing.Count + tooMuch.Count == 0)
            checks.Add(CheckResult.Fine("ldap-delegation"));
        if (missing.Count > 0)
            checks.Add(CheckResult.Wrong("ldap-delegation-missing", missing.Count, Some(missing)));
        if (tooMuch.Count > 0)
            checks.Add(CheckResult.Wrong("ldap-delegation-superfluous", tooMuch.Count, Some(tooMuch)));
        return checks;
    }

    private static string Some(IReadOnlyList<string> all) => string.Join(", ", all.Take(MostTold)) + (all.Count > MostTold ? " …" : "");

    private async Task<CheckResult> PlaceAsync(string place, CancellationToken ct) =>
        await directory.HasAsync(place, ct) ? CheckResult.Fine("ldap-place", place) : CheckResult.Wrong("ldap-place", place);
}
