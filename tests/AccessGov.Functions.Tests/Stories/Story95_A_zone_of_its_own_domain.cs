using AccessGov.App.Directory.Ldap;
using AccessGov.App.Directory.Ldap.Wire;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>Behind the wall as it is installed there: Active Directory below, packages from outside, and nothing else.</summary>
[Collection(DomainSpace.Collection)]
public sealed class Story95_A_zone_of_its_own_domain : IAsyncDisposable
{
    private static readonly EmployeeId Clerk = new("000102");

    private DomainVillage? domain;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What the next village would meet; the village itself is its node's.</summary>
    public async ValueTask DisposeAsync()
    {
        if (domain is not null)
            await domain.Space.EmptyAsync(CancellationToken.None);
    }

    [Fact]
    public async Task People_of_a_domain_come_move_and_leave_by_packages_alone()
    {
        Assert.SkipWhen(SambaDomain.WhyNot is not null, SambaDomain.WhyNot ?? "");
        await using var nodes = await TwoNodes.OpenAsync(async () =>
        {
            domain = await DomainVillage.OpenAsync(nameless: true);
            return domain.Village;
        });
        var space = domain!.Space;
        var (a, b) = (nodes.A, nodes.B);
        (await TwoNodes.ImportAsync(b, await nodes.ExportAsync(a))).Ended(ExitCodes.Done);
        await b.SettleAsync();
        var rights = await domain.RightsOfAsync(Clerk);
        Assert.Contains("tax-levy", rights);
        // No name passed, and none is in the domain.
        Assert.Equal(Clerk.Value, await NameAsync());

        // Whom the domain knows by name keeps it: of a name that was not told nothing is known.
        await space.ChangeAsync((await domain.FindAsync(Clerk))!.ObjectGuid, Ct, LdapChange.Replace("displayName", "須坂 花子"));

        nodes.MoveTo("2026-02-10");
        await a.OneMovesAndOneLeavesAsync();
        (await TwoNodes.ImportAsync(b, await nodes.ExportAsync(a))).Ended(ExitCodes.Done);
        await b.SettleAsync();
        rights = await domain.RightsOfAsync(Clerk);
        Assert.Contains("juki-update", rights);
        Assert.DoesNotContain("tax-levy", rights);
        Assert.Equal("須坂 花子", await NameAsync());
        var leaver = (await domain.FindAsync(new("000105")))!;
        Assert.Equal(LdapAccounts.Shut, LdapAccounts.ControlOf(leaver) & LdapAccounts.Shut);

        // What was done there goes back on the medium.
        (await TwoNodes.ImportAsync(a, await nodes.ExportAsync(b))).Ended(ExitCodes.Done);
        (await a.RunAsync("transfer told mynumber")).Ended(ExitCodes.Done).Says("000102", "juki-update");
        await b.RunAgainChangesNothingAsync();
        Assert.Equal(0, b.Tenant.Counters.HttpRequests);

        async Task<string?> NameAsync() =>
            (await space.FindAsync((await domain.FindAsync(Clerk))!.ObjectGuid, Ct, "displayName"))!.Text("displayName");
    }
}
