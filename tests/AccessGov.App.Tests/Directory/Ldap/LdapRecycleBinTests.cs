using AccessGov.App.Directory;
using AccessGov.App.Directory.Ldap;
using AccessGov.App.Directory.Ldap.Wire;
using AccessGov.App.Settings;
using AccessGov.Core.Applying;
using AccessGov.Core.Directory;

namespace AccessGov.App.Tests.Directory.Ldap;

/// <summary>Where the forest keeps what is deleted, and the settings say so, an account is deleted and not only put aside.</summary>
public sealed class LdapRecycleBinTests : IAsyncLifetime
{
    private DomainSpace space = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(SambaDomain.WhyNot is not null, SambaDomain.WhyNot ?? "");
        space = await DomainSpace.OpenAsync(Ct, await SambaDomain.WithRecycleBinAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (space is not null)
            await space.EmptyAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_deleted_account_lies_in_the_bin_with_its_number_and_its_rights()
    {
        using var directory = Open(deletes: true);
        Assert.True(await directory.Standing.HasRecycleBinAsync(Ct));
        var user = await space.AddUserAsync("770001", "770001@city.example.jp", Ct);
        var group = await space.AddGroupAsync("tax", [user], Ct);
        // Whose it is, is looked at: by then it belongs to somebody else.
        Assert.Equal(
            new ActionOutcome.Stale(OutcomeCodes.EmployeeIdChanged),
            Assert.Single(await directory.ApplyAsync([Acts.Delete(user, "770009")], Ct)).Outcome
        );
        Assert.IsType<AccountNow.Present>((await directory.LookAsync([user], Ct))[user]);
        for (var n = 0; n < 2; n++)
            Assert.Equal(
                n == 0 ? new ActionOutcome.Applied() : new ActionOutcome.AlreadyTrue(),
                Assert.Single(await directory.ApplyAsync([Acts.Delete(user, "770001")], Ct)).Outcome
            );
        Assert.IsType<AccountNow.Absent>((await directory.LookAsync([user], Ct))[user]);
        Assert.Empty((await directory.MembersAsync(group, Ct))!);
        var kept = Assert.Single(await BinAsync(), e => e.ObjectGuid == user);
        Assert.Equal(("770001", 514), (kept.Text(LdapAccounts.Number), LdapAccounts.ControlOf(kept)));
    }

    [Fact]
    public async Task Where_the_settings_do_not_say_so_it_is_put_aside_although_there_is_a_bin()
    {
        using var directory = Open(deletes: false);
        var user = await space.AddUserAsync("770002", "770002@city.example.jp", Ct);
        Assert.Equal(new ActionOutcome.Applied(), Assert.Single(await directory.ApplyAsync([Acts.Delete(user, "770002")], Ct)).Outcome);
        Assert.DoesNotContain(await BinAsync(), e => e.ObjectGuid == user);
        Assert.Single(await directory.DeletedAsync(at => DateOnly.FromDateTime(at.UtcDateTime), Ct), d => d.ObjectId == user);
    }

    private LdapDirectory Open(bool deletes)
    {
        var settings = space.Settings();
        return new LdapDirectory(
            new DirectorySettings
            {
                ClientId = settings.ClientId,
                Secret = settings.Secret,
                Ldap = settings.Ldap! with { DeletesIntoBin = deletes },
            },
            TimeProvider.System
        );
    }

    /// <summary>What was deleted in the whole domain (MS-ADTS 3.1.1.3.4.1.13: the control that shows it).</summary>
    private async Task<IReadOnlyList<LdapEntry>> BinAsync()
    {
        using var administrator = await space.Domain.AdministratorAsync(Ct);
        var found = new List<LdapEntry>();
        var all = LdapRequest.Search(
            SambaDomain.Root,
            LdapScope.Subtree,
            LdapFilter.Equal("isDeleted", "TRUE"),
            ["objectGUID", LdapAccounts.Number, LdapAccounts.Control]
        );
        var result = await administrator.SearchAsync(
            all,
            500,
            [LdapControl.ExtendedNames, new("1.2.840.113556.1.4.2064", null)],
            found.Add,
            Ct
        );
        Assert.True(result.Succeeded, $"{result}");
        return found;
    }
}
