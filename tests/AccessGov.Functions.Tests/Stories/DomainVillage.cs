using System.Text.RegularExpressions;
using AccessGov.App.Directory.Ldap;
using AccessGov.App.Directory.Ldap.Wire;
using AccessGov.Core.Kernel;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>A village whose accounts are in a real domain; of its emulated tenant nothing may be asked.</summary>
internal sealed partial class DomainVillage : IAsyncDisposable
{
    private DomainVillage(DomainSpace space, VillageStory village) => (Space, Village) = (space, village);

    public DomainSpace Space { get; }

    public VillageStory Village { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="nameless">Nobody has a name there: the approver is shown by the number.</param>
    public static async Task<DomainVillage> OpenAsync(bool nameless = false)
    {
        var space = await DomainSpace.OpenAsync(Ct);
        // A domain gives ids itself: the policy names those of its groups.
        var ids = new Dictionary<string, string>();
        foreach (Match group in Group().Matches(Sample.Text))
            if (!ids.ContainsKey(group.Groups[1].Value))
                ids[group.Groups[1].Value] = $"{await space.AddGroupAsync($"right-{ids.Count}", [], Ct)}";
        var village = await VillageStory.OpenAsync(policyText: Group().Replace(Sample.Text, m => $"group: {ids[m.Groups[1].Value]}"));
        var domain = new DomainVillage(space, village);
        await domain.BringAsync(village.Auditor, nameless ? village.Auditor.Value : village.Account(village.Auditor).DisplayName);
        village.DirectorySection = space.Section;
        village.Sit(VillageStory.Author);
        return domain;
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Equal(0, Village.Tenant.Counters.HttpRequests);
        await Village.DisposeAsync();
        await Space.EmptyAsync(CancellationToken.None);
    }

    /// <summary>The approver has everything already, in the emulated tenant: brings it over.</summary>
    private async Task BringAsync(EmployeeId id, string displayName)
    {
        var user = Village.Account(id);
        var org = Assert.IsType<IReadOnlyDictionary<string, string?>>(user["employeeOrgData"], exactMatch: false);
        var account = await Space.AddUserAsync(id.Value, user.UserPrincipalName, Ct);
        await Space.ChangeAsync(
            account,
            Ct,
            LdapChange.Replace("displayName", displayName),
            LdapChange.Replace("department", $"{user["department"]}"),
            LdapChange.Replace("title", $"{user["jobTitle"]}"),
            LdapChange.Replace("employeeType", $"{user["employeeType"]}"),
            LdapChange.Replace("division", org["division"]!),
            LdapChange.Replace("departmentNumber", org["costCenter"]!)
        );
        foreach (var group in user.MemberOf)
            await Space.ChangeAsync(Guid.Parse(group), Ct, LdapChange.Add("member", LdapNames.Of(account)));
    }

    /// <summary>The account that was made for somebody.</summary>
    public Task<LdapEntry?> FindAsync(EmployeeId id) =>
        Space.FindByNameAsync($"CN={id},{Space.Staff}", Ct, "objectGUID", LdapAccounts.Control, LdapAccounts.Groups);

    /// <summary>Rights whose groups somebody is in.</summary>
    public async Task<IReadOnlyList<string>> RightsOfAsync(EmployeeId id)
    {
        var groups = (await FindAsync(id))!.Texts(LdapAccounts.Groups).Select(LdapNames.IdOf).ToHashSet();
        return [.. Village.Policy.Entitlements.Where(e => groups.Contains(e.GroupId)).Select(e => e.Id.Value)];
    }

    [GeneratedRegex("group: ([0-9a-f-]{36})")]
    private static partial Regex Group();
}
