using AccessGov.App.Directory.Ldap;
using AccessGov.App.Directory.Ldap.Wire;
using AccessGov.App.Settings;
using Microsoft.Extensions.Time.Testing;

namespace AccessGov.App.Tests.Directory.Ldap;

/// <summary>What somebody changed by hand is found without reading everything.</summary>
public sealed class LdapChangesTests : DomainTest
{
    private const string ReaderPassword = "Reader-Passw0rd-1!";

    private readonly FakeTimeProvider clock = new(new(2026, 6, 1, 3, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Members_accounts_and_groups_that_change_are_told_each_once()
    {
        using var directory = new LdapDirectory(space.Settings(), clock);
        var (one, other) = (await UserAsync("750001"), await UserAsync("750002"));
        var (group, quiet) = (await space.AddGroupAsync("g", [], Ct), await space.AddGroupAsync("quiet", [], Ct));
        var first = await directory.Changes.SinceAsync(null, Ct);
        Assert.Equal((false, 0, 0), (first.Anything, first.Accounts.Count, first.Groups.Count));

        await space.ChangeAsync(group, Ct, LdapChange.Add("member", LdapNames.Of(one)));
        await space.ChangeAsync(other, Ct, LdapChange.Replace("userAccountControl", "514"));
        var second = await directory.Changes.SinceAsync(first.Next, Ct);
        Assert.False(second.Anything);
        Assert.Equal((other, group), (Assert.Single(second.Accounts, IsOurs), Assert.Single(second.Groups, IsOurs)));

        // Moved away it is still somebody's, and deleted it may have been.
        await space.MoveAsync(one, "750001@city.example.jp", $"OU=Elsewhere,{space.At}", Ct);
        await space.DeleteAsync(other, Ct);
        await space.DeleteAsync(quiet, Ct);
        var third = await directory.Changes.SinceAsync(second.Next, Ct);
        Assert.Equal([.. new[] { one, other }.Order()], third.Accounts.Where(IsOurs).Order());
        Assert.Contains(quiet, third.Groups);
        var last = await directory.Changes.SinceAsync(third.Next, Ct);
        Assert.False(last.Anything);
        Assert.DoesNotContain(last.Accounts.Concat(last.Groups), IsOurs);

        // The domain is that of other tests too, and what they delete or move away may have been somebody's here.
        bool IsOurs(Guid id) => id == one || id == other || id == group || id == quiet;
    }

    [Fact]
    public async Task Accounts_of_nobody_in_other_places_and_computers_are_not_told()
    {
        using var directory = new LdapDirectory(space.Settings(), clock);
        var guest = await space.AddUserAsync(null, "guest@city.example.jp", Ct);
        await space.MoveAsync(guest, "guest", $"OU=Elsewhere,{space.At}", Ct);
        var first = await directory.Changes.SinceAsync(null, Ct);
        await space.ChangeAsync(guest, Ct, LdapChange.Replace("title", "guest"));
        await space.DoAsync(
            LdapRequest.Add(
                $"CN=pc1,{space.Staff}",
                [
                    LdapChange.Add("objectClass", "computer"),
                    LdapChange.Add("sAMAccountName", $"pc{Environment.ProcessId}$"),
                    LdapChange.Add("userAccountControl", "4096"),
                ]
            ),
            Ct
        );
        var second = await directory.Changes.SinceAsync(first.Next, Ct);
        Assert.True(second.Next.Usn > first.Next.Usn);
        Assert.DoesNotContain(guest, second.Accounts);
    }

    [Fact]
    public async Task A_reader_whom_deleted_objects_are_not_shown_finds_after_some_minutes_that_an_account_is_gone()
    {
        var reader = await space.AddUserAsync(null, "changes@ad.test", Ct);
        await space.ChangeAsync(reader, Ct, LdapChange.Password(ReaderPassword));
        var user = await UserAsync("750003");
        using var directory = new LdapDirectory(
            new DirectorySettings
            {
                ClientId = "changes@ad.test",
                Secret = ReaderPassword,
                Ldap = space.Settings().Ldap,
            },
            clock
        );
        var first = await directory.Changes.SinceAsync(null, Ct);
        await space.DeleteAsync(user, Ct);
        var second = await directory.Changes.SinceAsync(first.Next, Ct);
        Assert.False(second.Anything);
        Assert.DoesNotContain(user, second.Accounts);
        clock.Advance(LdapChanges.ListEvery);
        var third = await directory.Changes.SinceAsync(second.Next, Ct);
        Assert.True(third.Anything);
        clock.Advance(LdapChanges.ListEvery);
        Assert.False((await directory.Changes.SinceAsync(third.Next, Ct)).Anything);
    }

    [Fact]
    public async Task Numbers_of_another_domain_controller_or_of_a_restored_one_say_nothing()
    {
        using var directory = new LdapDirectory(space.Settings(), clock);
        var first = (await directory.Changes.SinceAsync(null, Ct)).Next;
        foreach (var foreign in (LdapBookmark[])[first with { Invocation = Guid.NewGuid() }, first with { Usn = first.Usn + 1000 }])
        {
            var found = await directory.Changes.SinceAsync(foreign, Ct);
            Assert.True(found.Anything);
            Assert.Equal(first.Invocation, found.Next.Invocation);
            Assert.False((await directory.Changes.SinceAsync(found.Next, Ct)).Anything);
        }
    }

    private Task<Guid> UserAsync(string number) => space.AddUserAsync(number, $"{number}@city.example.jp", Ct);
}
