using AccessGov.App.Directory.Ldap;
using AccessGov.App.Directory.Ldap.Wire;
using AccessGov.App.Drift;
using AccessGov.App.Planning;
using AccessGov.App.Settings;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>Told over a real domain controller: nothing of Entra is asked.</summary>
[Collection(DomainSpace.Collection)]
public sealed class Story93_A_village_on_Active_Directory : IAsyncLifetime
{
    private static readonly EmployeeId Clerk = new("000102");

    private DomainVillage domain = null!;

    private VillageStory village => domain.Village;

    private DomainSpace space => domain.Space;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(SambaDomain.WhyNot is not null, SambaDomain.WhyNot ?? "");
        domain = await DomainVillage.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (domain is not null)
            await domain.DisposeAsync();
    }

    [Fact]
    public async Task People_join_move_and_leave_and_the_domain_is_as_HR_says()
    {
        await village.DeliverAsync();
        await village.SettleAsync();
        (await village.RunAsync("doctor")).Says(
            "ドメインコントローラー: 「reader」でサインインできました",
            "個のグループはすべて管理できます",
            "遅れています（許容 "
        );
        Assert.Contains("tax-levy", await domain.RightsOfAsync(Clerk));

        village.MoveTo("2026-02-10");
        await village.OneMovesAndOneLeavesAsync();
        await village.SettleAsync();
        var rights = await domain.RightsOfAsync(Clerk);
        Assert.Contains("juki-update", rights);
        Assert.DoesNotContain("tax-levy", rights);
        var leaver = (await domain.FindAsync(new("000105")))!;
        Assert.Equal(LdapAccounts.Shut, LdapAccounts.ControlOf(leaver) & LdapAccounts.Shut);
        Assert.Empty(await domain.RightsOfAsync(new("000105")));

        // What somebody gives by hand is found and taken.
        var group = village.Policy.Entitlements.Single(e => e.Id.Value == "tax-levy").GroupId;
        await space.ChangeAsync(group, Ct, LdapChange.Add("member", LdapNames.Of((await domain.FindAsync(Clerk))!.ObjectGuid)));
        (await village.RunAsync("plan --all")).Ended(ExitCodes.Done).Says("を取消し");
        await village.SettleAsync();
        Assert.DoesNotContain("tax-levy", await domain.RightsOfAsync(Clerk));
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task What_somebody_gives_by_hand_is_found_by_asking_what_changed_and_our_own_writes_leave_no_trace()
    {
        await village.DeliverAsync();
        await LookAsync();
        await village.SettleAsync();
        var before = await PlansAsync();
        // All that we wrote ourselves.
        await LookAsync();
        Assert.Equal(before, await PlansAsync());

        var group = village.Policy.Entitlements.Single(e => e.Id.Value == "juki-update").GroupId;
        await space.ChangeAsync(group, Ct, LdapChange.Add("member", LdapNames.Of((await domain.FindAsync(Clerk))!.ObjectGuid)));
        await LookAsync();
        Assert.Equal(Clerk, (await PlansAsync()).Except(before).Single().Only);
        await village.SettleAsync();
        Assert.DoesNotContain("juki-update", await domain.RightsOfAsync(Clerk));

        // An account that is gone is missed.
        before = await PlansAsync();
        await space.DeleteAsync((await domain.FindAsync(Clerk))!.ObjectGuid, Ct);
        await LookAsync();
        Assert.NotEmpty((await PlansAsync()).Except(before));
    }

    [Fact]
    public async Task The_writer_has_the_rights_that_the_page_tells_to_delegate_and_needs_no_others()
    {
        foreach (var role in (DirectoryRole[])[DirectoryRole.Reader, DirectoryRole.Writer])
            Environment.SetEnvironmentVariable(DirectorySettings.SecretVariableOf(role), DomainDelegation.Password);
        village.DirectorySection = space.SectionOf(await space.DelegateAsync(Ct));
        village.Sit(VillageStory.Author);
        await village.DeliverAsync();
        await village.SettleAsync();
        (await village.RunAsync("doctor")).Says(
            "「reader」のアカウントは管理者のグループに入っていません",
            "「writer」のアカウントは管理者のグループに入っていません",
            "書込用アカウントの委任に過不足はありません"
        );
        Assert.Contains("tax-levy", await domain.RightsOfAsync(Clerk));
        village.MoveTo("2026-02-10");
        await village.OneMovesAndOneLeavesAsync();
        await village.SettleAsync();
        Assert.DoesNotContain("tax-levy", await domain.RightsOfAsync(Clerk));
        Assert.NotEqual(0, LdapAccounts.ControlOf((await domain.FindAsync(new("000105")))!) & LdapAccounts.Shut);
        await village.RunAgainChangesNothingAsync();
    }

    /// <summary>As a server does twice a minute, and then with what it finds.</summary>
    private async Task LookAsync()
    {
        using var installation = village.Open();
        var actor = new Actor.Trigger("test");
        await installation.RefreshAsync(actor, Ct);
        await PollDirectory.RunAsync(installation.Workspace, Ct);
        await DirectoryChanged.RunAsync(installation.Workspace, actor, new WorkMessage(installation.Workspace.Tenant), Ct);
        Assert.Empty(await ChangeMarks.ReadAsync(installation.Workspace, Ct));
    }

    private async Task<IReadOnlyList<(PlanId Id, EmployeeId? Only)>> PlansAsync()
    {
        using var installation = village.Open();
        return [.. (await PlanList.NewestAsync(installation.Workspace, 20, Ct)).Select(p => (p.Id, p.Only))];
    }
}
