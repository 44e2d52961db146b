using System.Text.RegularExpressions;
using AccessGov.App.Directory.Ldap;
using AccessGov.App.Directory.Ldap.Wire;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Crash;

/// <summary>Samba's domain as the directory of a crash run.</summary>
internal sealed partial class CrashDomain : IAsyncDisposable
{
    private readonly DomainSpace space;
    private readonly Dictionary<string, string> groups = [];

    private CrashDomain(DomainSpace space) => this.space = space;

    /// <summary>An account, in whatever directory.</summary>
    /// <param name="Number">職員番号.</param>
    /// <param name="IsOpen">Whether it lets somebody in.</param>
    /// <param name="Groups">Groups that it is in.</param>
    public sealed record Account(string? Number, bool IsOpen, IReadOnlySet<Guid> Groups);

    /// <summary>The section <c>directory</c>. The certificate has loopback's address too, where each replica has its own way.</summary>
    public object Section => space.Section;

    public static async Task<CrashDomain> OpenAsync(CancellationToken ct)
    {
        var domain = new CrashDomain(await DomainSpace.OpenAsync(ct));
        foreach (Match group in Group().Matches(Sample.Text))
            if (!domain.groups.ContainsKey(group.Groups[1].Value))
                domain.groups[group.Groups[1].Value] = $"{await domain.space.AddGroupAsync($"right-{domain.groups.Count}", [], ct)}";
        return domain;
    }

    /// <summary>The policy with the groups of this domain, which gives ids itself.</summary>
    public string Governing(string policy) => Group().Replace(policy, m => $"group: {groups[m.Groups[1].Value]}");

    /// <summary>A new way to the domain controller.</summary>
    public CountingProxy Way() => new(636, space.Domain.Address);

    /// <summary>All accounts of staff, asked without the product's reading.</summary>
    public async Task<IReadOnlyList<Account>> AccountsAsync(CancellationToken ct)
    {
        var all = new List<Account>();
        await space.EachAsync(
            space.Staff,
            LdapFilter.Users,
            entry =>
                all.Add(
                    new Account(
                        entry.Text("employeeID"),
                        (entry.Number("userAccountControl") & 2) == 0,
                        entry.Texts("memberOf").Select(LdapNames.IdOf).ToHashSet()
                    )
                ),
            ct,
            "employeeID",
            "userAccountControl",
            "memberOf"
        );
        return all;
    }

    public async ValueTask DisposeAsync() => await space.EmptyAsync(CancellationToken.None);

    [GeneratedRegex("group: ([0-9a-f-]{36})")]
    private static partial Regex Group();
}
