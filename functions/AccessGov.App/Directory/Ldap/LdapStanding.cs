using AccessGov.App.Directory.Ldap.Wire;
using AccessGov.App.Settings;
using AccessGov.Core.Directory;

namespace AccessGov.App.Directory.Ldap;

/// <summary>How the domain is set up, and what the two accounts may do in it beyond and below what is needed. Changes nothing.</summary>
internal sealed class LdapStanding(LdapReads reads, LdapReads writes, LdapSettings settings)
{
    private const string Classes = "allowedChildClassesEffective",
        Attributes = "allowedAttributesEffective";

    /// <summary>What the writer writes of an account; <c>name</c> follows <c>cn</c> and is not told by the server.</summary>
    private static readonly string[] Written =
    [
        "cn",
        "sAMAccountName",
        LdapAccounts.Name,
        LdapAccounts.Control,
        "pwdLastSet",
        LdapAccounts.Number,
        .. AccountAttributes.Names.Select(LdapAccounts.AttributeOf),
    ];

    /// <summary>Groups whose members have rights everywhere: in the domain and of the server's own (MS-ADTS 6.1.1.4, 6.1.1.6).</summary>
    private static readonly Dictionary<uint, string> Domains = new()
    {
        [512] = "Domain Admins",
        [516] = "Domain Controllers",
        [518] = "Schema Admins",
        [519] = "Enterprise Admins",
        [520] = "Group Policy Creator Owners",
    };

    private static readonly Dictionary<uint, string> BuiltIn = new()
    {
        [544] = "Administrators",
        [548] = "Account Operators",
        [549] = "Server Operators",
        [550] = "Print Operators",
        [551] = "Backup Operators",
    };

    /// <summary>How much the domain controller's clock is ahead of another one; it tells whole seconds.</summary>
    /// <param name="clock">The other one.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<TimeSpan> ClockAsync(TimeProvider clock, CancellationToken ct) =>
        LdapAccounts.InstantOf((await RootAsync("currentTime", ct)).Text("currentTime")) - clock.GetUtcNow();

    /// <summary>Whether a number is found without reading all accounts; null when that may not be read.</summary>
    public async Task<bool?> IsNumberIndexedAsync(CancellationToken ct)
    {
        LdapEntry? found = null;
        var schema = (await RootAsync("schemaNamingContext", ct)).Text("schemaNamingContext");
        await reads.SearchAsync(
            LdapRequest.Search(
                LdapNames.Plain(schema ?? throw new FormatException("No schema.")),
                LdapScope.OneLevel,
                LdapFilter.Equal("lDAPDisplayName", LdapAccounts.Number),
                ["searchFlags"]
            ),
            entry => found = entry,
            ct
        );
        return found is null ? null : (found.Number("searchFlags") & 1) == 1;
    }

    /// <summary>Whether what is deleted lies in a bin from which it comes back whole.</summary>
    public async Task<bool> HasRecycleBinAsync(CancellationToken ct)
    {
        var root = (await RootAsync(RecycleBin.Asked, ct)).Text(RecycleBin.Asked);
        return RecycleBin.IsOn(await reads.FindAsync(RecycleBin.PlaceOf(root), [RecycleBin.Features], ct));
    }

    /// <summary>Administrators' groups that one of the accounts is in, directly or not.</summary>
    /// <param name="role">The reader or the writer.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<IReadOnlyList<string>> AdministersAsync(DirectoryRole role, CancellationToken ct)
    {
        var root = await (role == DirectoryRole.Writer ? writes : reads).FindAsync("", ["tokenGroups"], ct);
        return
        [
            .. (root?.Values("tokenGroups") ?? [])
                .Select(sid => (LdapGroups.IsBuiltIn(sid) ? BuiltIn : Domains).GetValueOrDefault(LdapGroups.RelativeOf(sid)))
                .OfType<string>(),
        ];
    }

    /// <summary>Accounts of staff that are open and let somebody in without a card.</summary>
    public async Task<int> WithoutCardAsync(CancellationToken ct)
    {
        var without = 0;
        foreach (var place in settings.UsersIn)
            await reads.SearchAsync(
                LdapRequest.Search(place, LdapScope.Subtree, LdapFilter.Users, [LdapAccounts.Control]),
                entry => without += (LdapAccounts.ControlOf(entry) & (LdapAccounts.Shut | LdapAccounts.CardRequired)) == 0 ? 1 : 0,
                ct
            );
        return without;
    }

    /// <summary>What the writer lacks and what it has too much, as far as the server tells; each as <c>what (where)</c>.</summary>
    /// <param name="groups">The governed groups.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<(IReadOnlyList<string> Missing, IReadOnlyList<string> TooMuch)> DelegationAsync(
        IEnumerable<Guid> groups,
        CancellationToken ct
    )
    {
        var (missing, tooMuch) = (new List<string>(), new List<string>());
        var domain = (await RootAsync("defaultNamingContext", ct)).Text("defaultNamingContext") ?? "";
        await CompareAsync(LdapNames.Plain(domain), Classes, [], "");
        await CompareAsync(LdapNames.Plain(domain), Attributes, [], "");
        string[] places = [.. settings.UsersIn, settings.NewAccountsIn, settings.LeaversIn];
        foreach (var place in places.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            await CompareAsync(place, Classes, ["user"], "+");
            await CompareAsync(place, Attributes, [], "");
        }
        // Any account stands for all: rights are given for the place.
        if (await AnyAccountAsync(ct) is { } account)
            await CompareAsync(LdapNames.Of(account), Attributes, Written, "");
        foreach (var group in groups)
            await CompareAsync(LdapNames.Of(group), Attributes, ["member"], "");
        return (missing, tooMuch);

        async Task CompareAsync(string at, string asked, string[] needed, string sign)
        {
            if (await writes.FindAsync(at, [asked], ct) is not { } entry)
                return;
            var has = entry.Texts(asked).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var where = LdapNames.Plain(entry.Name);
            missing.AddRange(needed.Where(n => !has.Contains(n)).Select(n => $"{sign}{n} ({where})"));
            tooMuch.AddRange(has.Except(needed, StringComparer.OrdinalIgnoreCase).Order().Select(n => $"{sign}{n} ({where})"));
        }
    }

    /// <summary>Whether there is an account at which the writer's rights can be looked at.</summary>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<bool> HasAccountAsync(CancellationToken ct) => await AnyAccountAsync(ct) is not null;

    private async Task<Guid?> AnyAccountAsync(CancellationToken ct)
    {
        Guid? any = null;
        await reads.SearchAsync(
            LdapRequest.Search(settings.NewAccountsIn, LdapScope.Subtree, LdapFilter.Users, ["objectGUID"]),
            entry => any ??= entry.ObjectGuid,
            ct
        );
        return any;
    }

    private async Task<LdapEntry> RootAsync(string attribute, CancellationToken ct) =>
        await reads.FindAsync("", [attribute], ct) ?? throw new FormatException("A server that says nothing of itself.");
}
