using System.Globalization;
using AccessGov.App.Directory.Ldap;
using AccessGov.App.Directory.Ldap.Wire;
using AccessGov.App.Settings;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Tests;

namespace AccessGov.Benchmarks.Graph;

/// <summary>Accounts and twenty groups in a domain; everybody is in one group.</summary>
internal sealed class DomainCity : IDisposable
{
    private const int Groups = 20;
    private static readonly Because Why = new(new Cause.Unexplained(), null, new Article("第6(6)"), null);

    private readonly SambaDomain samba;
    private readonly LdapConnection administrator;
    private readonly List<Guid> users = [];

    private DomainCity(SambaDomain samba, LdapConnection administrator, string name)
    {
        (this.samba, this.administrator, At) = (samba, administrator, $"OU={name},{SambaDomain.Root}");
        Directory = new LdapDirectory(
            new DirectorySettings
            {
                ClientId = "Administrator@ad.test",
                Secret = SambaDomain.Password,
                Ldap = new LdapSettings
                {
                    Server = samba.Address,
                    AuthoritiesFile = samba.AuthorityFile,
                    UsersIn = [At],
                    NewAccountsIn = At,
                    LeaversIn = $"CN=Users,{SambaDomain.Root}",
                },
            },
            TimeProvider.System
        );
    }

    public string At { get; }

    public LdapDirectory Directory { get; }

    public IReadOnlyList<Entitlement> Rights { get; private set; } = [];

    public IReadOnlyList<Guid> Users => users;

    public static async Task<DomainCity> MakeAsync(SambaDomain samba, string name, int size, CancellationToken ct)
    {
        var city = new DomainCity(samba, await samba.AdministratorAsync(ct), name);
        await city.DoAsync(LdapRequest.Add(city.At, [LdapChange.Add("objectClass", "organizationalUnit")]), ct);
        for (var n = 0; n < size; n++)
            await city.DoAsync(
                LdapRequest.Add(
                    $"CN={n:D6},{city.At}",
                    [
                        LdapChange.Add("objectClass", "user"),
                        LdapChange.Add("sAMAccountName", $"{name}{n:D6}"),
                        LdapChange.Add("userPrincipalName", $"{name}{n:D6}@city.example.jp"),
                        LdapChange.Add("userAccountControl", "514"),
                        LdapChange.Add("employeeID", $"{n:D6}"),
                        LdapChange.Add("displayName", $"須坂　{n:D6}"),
                        LdapChange.Add("department", $"第{n % 60}課"),
                        LdapChange.Add("title", "主事"),
                        LdapChange.Add("employeeType", "正規"),
                        LdapChange.Add("division", "市長部局"),
                        LdapChange.Add("departmentNumber", $"{n % 60:D6}"),
                    ]
                ),
                ct
            );
        var found = (App.Directory.DirectoryRead.Complete)await city.Directory.CaptureAsync([], null, ct);
        city.users.AddRange(
            found.Snapshot.Accounts.OrderBy(a => a.EmployeeId!.Value.Value, StringComparer.Ordinal).Select(a => a.ObjectId)
        );
        var rights = new List<Entitlement>();
        for (var g = 0; g < Groups; g++)
        {
            var place = $"CN=g{g},{city.At}";
            await city.DoAsync(
                LdapRequest.Add(place, [LdapChange.Add("objectClass", "group"), LdapChange.Add("sAMAccountName", $"{name}-g{g}")]),
                ct
            );
            foreach (var chunk in city.users.Where((_, i) => i % Groups == g).Chunk(1000))
                await city.DoAsync(LdapRequest.Modify(place, [LdapChange.Add("member", chunk.Select(LdapNames.Of))]), ct);
            var entry = await LdapReads.FindAsync(city.administrator, samba.Server(), place, ["objectGUID"], ct);
            rights.Add(Right(g, entry!.ObjectGuid));
        }
        city.Rights = rights;
        return city;
    }

    /// <summary>The same accounts with the same attributes, and nothing done with them.</summary>
    public async Task BareAsync(CancellationToken ct)
    {
        var count = 0;
        var request = LdapRequest.Search(At, LdapScope.Subtree, LdapFilter.Users, LdapAccounts.Attributes);
        var end = await administrator.SearchAsync(request, LdapReads.PageSize, [], _ => count++, ct);
        if (!end.Succeeded || count != users.Count)
            throw new InvalidOperationException($"{end}, {count} accounts.");
    }

    /// <summary>Every twentieth moves to the next unit and its group: the first time forth, then back.</summary>
    public IReadOnlyList<PlannedAction> Movers(bool ours)
    {
        var actions = new List<PlannedAction>();
        for (var i = 0; i < users.Count; i += 20)
        {
            var target = new Target(new EmployeeId($"{i:D6}"), users[i]);
            var (from, to) = ours ? (Rights[0], Rights[1]) : (Rights[1], Rights[0]);
            var (now, next) = (Of(i, ours ? i : i + 1), Of(i, ours ? i + 1 : i));
            actions.Add(
                new PlannedAction.ChangeAttributes(target, Why, new Expect.Account(false, now), [.. AttributeChange.Between(now, next)])
            );
            actions.Add(new PlannedAction.AddMember(target, Why, to.Id, to.Zone, to.GroupId));
            actions.Add(new PlannedAction.RemoveMember(target, Why, from.Id, from.Zone, from.GroupId));
        }
        return actions;
    }

    public void Dispose()
    {
        Directory.Dispose();
        administrator.Dispose();
    }

    private static AccountAttributes Of(int n, int unit) =>
        new($"須坂　{n:D6}", $"第{unit % 60}課", "主事", "正規", "市長部局", (unit % 60).ToString("D6", CultureInfo.InvariantCulture));

    private static Entitlement Right(int n, Guid group) =>
        new(
            new EntitlementId($"right-{n}"),
            "right",
            Zone.Lgwan,
            new Classification(Confidentiality.Level3C, 2, 2),
            new OrgCode("0101"),
            group,
            12,
            [],
            new Article("第6(6)")
        );

    private async Task DoAsync(LdapRequest request, CancellationToken ct)
    {
        if (await administrator.SendAsync(request, [], ct) is { Succeeded: false } refused)
            throw new InvalidOperationException($"{refused} of {samba.Address}");
    }
}
