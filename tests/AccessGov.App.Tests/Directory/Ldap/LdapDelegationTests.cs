using AccessGov.App.Directory;
using AccessGov.App.Directory.Ldap;
using AccessGov.App.Directory.Ldap.Wire;
using AccessGov.App.Settings;
using AccessGov.Core.Applying;
using AccessGov.Core.Directory;
using Microsoft.Extensions.Time.Testing;

namespace AccessGov.App.Tests.Directory.Ldap;

/// <summary>A writer that is no administrator, and how the domain stands for it.</summary>
public sealed class LdapDelegationTests : DomainTest
{
    private static readonly ActionOutcome Applied = new ActionOutcome.Applied();

    [Fact]
    public async Task What_is_delegated_is_enough_for_everything_and_is_told_to_be_neither_too_little_nor_too_much()
    {
        using var directory = new LdapDirectory(await space.DelegateAsync(Ct), TimeProvider.System);
        var right = DirectoryTest.Entitlement("tax", await space.AddGroupAsync("tax", [], Ct));
        var made = Assert.Single(await directory.ApplyAsync([Acts.Create("760001")], Ct));
        Assert.Equal(Applied, made.Outcome);
        var id = made.ObjectId!.Value;
        foreach (
            var action in (Core.Planning.PlannedAction[])
                [
                    Acts.Enable(id, "760001"),
                    Acts.Add(id, "760001", right),
                    Acts.Change(id, "760001", Acts.Clerk, Acts.Clerk with { Department = "住民課", CostCenter = "020110" }),
                    Acts.Remove(id, "760001", right),
                    Acts.Revoke(id, "760001"),
                    Acts.Disable(id, "760001"),
                    Acts.Delete(id, "760001"),
                    Acts.Restore(id, "760001"),
                ]
        )
            Assert.Equal((action, Applied), (action, Assert.Single(await directory.ApplyAsync([action], Ct)).Outcome));
        var (missing, tooMuch) = await directory.Standing.DelegationAsync([right.GroupId], Ct);
        Assert.Empty(missing);
        Assert.Empty(tooMuch);
        Assert.Empty(await directory.Standing.AdministersAsync(DirectoryRole.Writer, Ct));
    }

    [Fact]
    public async Task A_right_that_was_forgotten_is_told_and_nothing_of_the_request_is_done()
    {
        using var directory = new LdapDirectory(await space.DelegateAsync(Ct, "title"), TimeProvider.System);
        var user = await space.AddUserAsync("760002", "760002@city.example.jp", Ct);
        // Outside of the groups' place.
        var group = await space.AddGroupAsync("tax", [], Ct);
        await space.MoveAsync(group, "tax", $"OU=Elsewhere,{space.At}", Ct);
        var right = DirectoryTest.Entitlement("tax", group);
        var forbidden = new ActionOutcome.Failed("forbidden");
        var empty = AccountAttributes.Empty;
        Assert.Equal(
            [forbidden, forbidden],
            (
                await directory.ApplyAsync(
                    [
                        Acts.Change(user, "760002", empty, empty with { Department = "住民課", JobTitle = "係長" }),
                        Acts.Add(user, "760002", right),
                    ],
                    Ct
                )
            ).Select(o => o.Outcome)
        );
        Assert.Equal(empty, Assert.IsType<AccountNow.Present>((await directory.LookAsync([user], Ct))[user]).Account.Attributes);
        var (missing, _) = await directory.Standing.DelegationAsync([group], Ct);
        Assert.Equal([$"title (CN=760002@city.example.jp,{space.Staff})", $"member (CN=tax,OU=Elsewhere,{space.At})"], missing);
    }

    [Fact]
    public async Task An_administrator_has_too_much()
    {
        using var directory = new LdapDirectory(space.Settings(), TimeProvider.System);
        Assert.False(await directory.Standing.HasAccountAsync(Ct));
        Assert.Contains("Domain Admins", await directory.Standing.AdministersAsync(DirectoryRole.Writer, Ct));
        Assert.Contains("Administrators", await directory.Standing.AdministersAsync(DirectoryRole.Reader, Ct));
        Assert.Contains($"+organizationalUnit ({space.Staff})", (await directory.Standing.DelegationAsync([], Ct)).TooMuch);
    }

    [Fact]
    public async Task Clock_index_and_recycle_bin_are_told()
    {
        using var directory = new LdapDirectory(space.Settings(), TimeProvider.System);
        var standing = directory.Standing;
        Assert.InRange(await standing.ClockAsync(TimeProvider.System, Ct), TimeSpan.FromSeconds(-5), TimeSpan.FromSeconds(5));
        var slow = new FakeTimeProvider(DateTimeOffset.UtcNow - TimeSpan.FromMinutes(6));
        Assert.InRange(await standing.ClockAsync(slow, Ct), TimeSpan.FromMinutes(5.5), TimeSpan.FromMinutes(6.5));
        // As a domain is that nobody has prepared; what can be searched quickly says so.
        Assert.False(await standing.IsNumberIndexedAsync(Ct));
        Assert.False(await standing.HasRecycleBinAsync(Ct));
    }

    [Fact]
    public async Task Nothing_is_deleted_where_there_is_no_recycle_bin()
    {
        var user = await space.AddUserAsync("760003", "760003@city.example.jp", Ct);
        using var directory = new LdapDirectory(With(s => s with { DeletesIntoBin = true }), TimeProvider.System);
        Assert.Equal(
            new ActionOutcome.Failed("recycle-bin-off"),
            Assert.Single(await directory.ApplyAsync([Acts.Delete(user, "760003")], Ct)).Outcome
        );
        Assert.True(Assert.IsType<AccountNow.Present>((await directory.LookAsync([user], Ct))[user]).Account.Enabled);
    }

    [Fact]
    public async Task Where_a_card_is_required_no_account_is_opened_that_lets_in_by_password()
    {
        using var directory = new LdapDirectory(With(s => s with { CardRequired = true }), TimeProvider.System);
        var made = Assert.Single(await directory.ApplyAsync([Acts.Create("760004")], Ct)).ObjectId!.Value;
        Assert.Equal(Applied, Assert.Single(await directory.ApplyAsync([Acts.Enable(made, "760004")], Ct)).Outcome);
        Assert.Equal(0x40200, LdapAccounts.ControlOf((await space.FindAsync(made, Ct, LdapAccounts.Control))!));
        Assert.Equal(new ActionOutcome.AlreadyTrue(), Assert.Single(await directory.ApplyAsync([Acts.Enable(made, "760004")], Ct)).Outcome);
        Assert.Equal(0, await directory.Standing.WithoutCardAsync(Ct));
        // One that was open before is told, and set with the next opening.
        var user = await space.AddUserAsync("760005", "760005@ad.test", Ct);
        Assert.Equal(1, await directory.Standing.WithoutCardAsync(Ct));
        using (await LdapConnection.OpenAsync(space.Domain.Server(), "760005@ad.test", "First-Passw0rd!", Ct)) { }
        Assert.Equal(Applied, Assert.Single(await directory.ApplyAsync([Acts.Enable(user, "760005")], Ct)).Outcome);
        Assert.Equal(0, await directory.Standing.WithoutCardAsync(Ct));
        await Assert.ThrowsAsync<App.Failures.OutsideFailureException>(() =>
            LdapConnection.OpenAsync(space.Domain.Server(), "760005@ad.test", "First-Passw0rd!", Ct)
        );
    }

    private DirectorySettings With(Func<LdapSettings, LdapSettings> change)
    {
        var settings = space.Settings();
        return new DirectorySettings
        {
            ClientId = settings.ClientId,
            Secret = settings.Secret,
            PatienceFor = settings.PatienceFor,
            Ldap = change(settings.Ldap!),
        };
    }
}
