using AccessGov.App.Directory;
using AccessGov.App.Directory.Ldap;
using AccessGov.App.Directory.Ldap.Wire;
using AccessGov.Core.Applying;
using AccessGov.Core.Directory;
using AccessGov.Core.Policy;

namespace AccessGov.App.Tests.Directory.Ldap;

/// <summary>Whom the domain protects, what somebody else changed since, and who may do nothing.</summary>
public sealed class LdapRightsTests : DomainTest
{
    private const int MailList = 2,
        Security = -2147483646;

    [Fact]
    public async Task Groups_whose_members_are_administrators_are_never_governed()
    {
        var admins = await space.IdOfAsync($"CN=Domain Admins,CN=Users,{SambaDomain.Root}", Ct);
        var operators = await space.IdOfAsync($"CN=Account Operators,CN=Builtin,{SambaDomain.Root}", Ct);
        var everybody = await space.IdOfAsync($"CN=Domain Users,CN=Users,{SambaDomain.Root}", Ct);
        var (fine, list) = (await space.AddGroupAsync("fine", [], Ct), await space.AddGroupAsync("list", [], Ct, MailList));
        var (lower, upper) = (await space.AddGroupAsync("lower", [], Ct), await space.AddGroupAsync("upper", [], Ct, Security));
        await space.ChangeAsync(upper, Ct, LdapChange.Add("member", LdapNames.Of(lower)));
        await space.ChangeAsync(operators, Ct, LdapChange.Add("member", LdapNames.Of(upper)));
        using var directory = new LdapDirectory(space.Settings(), TimeProvider.System);
        try
        {
            Entitlement[] rights =
            [
                .. new[] { fine, list, admins, operators, everybody, lower, Guid.NewGuid() }.Select(
                    (id, n) => DirectoryTest.Entitlement($"r{n}", id)
                ),
            ];
            Assert.Equal(
                [
                    null,
                    GroupRefusal.Distribution,
                    GroupRefusal.Protected,
                    GroupRefusal.BuiltIn,
                    GroupRefusal.Protected,
                    GroupRefusal.NestedInProtected,
                    GroupRefusal.Missing,
                ],
                (await directory.CheckGroupsAsync(rights, Ct)).Select(c => c.Refusal)
            );
        }
        finally
        {
            await space.ChangeAsync(operators, Ct, LdapChange.Delete("member", LdapNames.Of(upper)));
        }
    }

    [Fact]
    public async Task What_somebody_changed_since_it_was_seen_is_left_as_it_is()
    {
        var user = await space.AddUserAsync("740001", "740001@city.example.jp", Ct);
        await space.ChangeAsync(user, Ct, LdapChange.Replace("department", "総務課"), LdapChange.Replace("title", "主事"));
        using var directory = new LdapDirectory(space.Settings(), TimeProvider.System);
        var seen = Assert.IsType<AccountNow.Present>((await directory.LookAsync([user], Ct))[user]).Account.Attributes;
        await space.ChangeAsync(user, Ct, LdapChange.Replace("department", "税務課"));
        var shall = seen with { Department = "住民課", JobTitle = "係長" };
        var outcome = Assert.Single(await directory.ApplyAsync([Acts.Change(user, "740001", seen, shall)], Ct)).Outcome;
        Assert.Equal(new ActionOutcome.Stale(OutcomeCodes.Changed), outcome);
        var now = Assert.IsType<AccountNow.Present>((await directory.LookAsync([user], Ct))[user]).Account.Attributes;
        Assert.Equal(("税務課", "主事"), (now.Department, now.JobTitle));
        // Opened only while it is the person's.
        await space.ChangeAsync(user, Ct, LdapChange.Replace("userAccountControl", "514"), LdapChange.Replace("employeeID", "740009"));
        Assert.Equal(
            new ActionOutcome.Stale(OutcomeCodes.EmployeeIdChanged),
            Assert.Single(await directory.ApplyAsync([Acts.Enable(user, "740001")], Ct)).Outcome
        );
    }

    [Fact]
    public async Task Bits_of_an_account_that_are_not_ours_stay_and_shutting_asks_for_no_password()
    {
        var user = await space.AddUserAsync("740002", "740002@city.example.jp", Ct);
        await space.ChangeAsync(user, Ct, LdapChange.Replace("userAccountControl", "66048"));
        using var directory = new LdapDirectory(space.Settings(), TimeProvider.System);
        await directory.ApplyAsync([Acts.Disable(user, "740002")], Ct);
        Assert.Equal(66050, LdapAccounts.ControlOf((await space.FindAsync(user, Ct, LdapAccounts.Control))!));
        await directory.ApplyAsync([Acts.Enable(user, "740002")], Ct);
        Assert.Equal(66048, LdapAccounts.ControlOf((await space.FindAsync(user, Ct, LdapAccounts.Control))!));
    }

    [Fact]
    public async Task Whoever_has_no_right_to_write_is_told_so_and_changes_nothing()
    {
        var reader = await space.AddUserAsync(null, "reader@ad.test", Ct);
        await space.ChangeAsync(reader, Ct, LdapChange.Password("Reader-Passw0rd-1!"));
        var user = await space.AddUserAsync("740003", "740003@city.example.jp", Ct);
        var right = DirectoryTest.Entitlement("tax", await space.AddGroupAsync("tax", [], Ct));
        var settings = space.Settings();
        using var directory = new LdapDirectory(
            new App.Settings.DirectorySettings
            {
                ClientId = "reader@ad.test",
                Secret = "Reader-Passw0rd-1!",
                Ldap = settings.Ldap,
            },
            TimeProvider.System
        );
        Assert.IsType<DirectoryRead.Complete>(await directory.CaptureAsync([right], null, Ct));
        var forbidden = new ActionOutcome.Failed("forbidden");
        Assert.Equal(
            [forbidden, forbidden, forbidden, forbidden],
            (
                await directory.ApplyAsync(
                    [Acts.Disable(user, "740003"), Acts.Add(user, "740003", right), Acts.Revoke(user, "740003"), Acts.Create("740004")],
                    Ct
                )
            ).Select(o => o.Outcome)
        );
        Assert.True(Assert.IsType<AccountNow.Present>((await directory.LookAsync([user], Ct))[user]).Account.Enabled);
    }
}
