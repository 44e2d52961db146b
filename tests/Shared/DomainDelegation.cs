using System.Buffers.Binary;
using System.Text.RegularExpressions;
using AccessGov.App.Directory.Ldap.Wire;
using AccessGov.App.Settings;
using AccessGov.Sandbox;

namespace AccessGov.Tests;

/// <summary>A reader and a writer with the rights that <c>docs/active-directory.md</c> tells to delegate, and no others.</summary>
internal static partial class DomainDelegation
{
    public const string Password = "Svc-Passw0rd-1!";

    private const string User = "bf967aba-0de6-11d0-a285-00aa003049e2",
        Group = "bf967a9c-0de6-11d0-a285-00aa003049e2",
        ResetPassword = "00299570-246d-11d0-a768-00aa006e0529";

    /// <summary>The attributes of an account that the page names.</summary>
    public static IReadOnlyList<string> Written { get; } =
    [
        .. Name()
            .Matches(
                File.ReadLines(Path.Combine(Repository.Root, "docs", "active-directory.md"))
                    .Single(line => line.StartsWith("- on staff's and the leavers' place", StringComparison.Ordinal))
                    .Split("write ", 2)[1]
            )
            .Select(m => m.Groups[1].Value),
    ];

    /// <summary>Makes both accounts and delegates.</summary>
    /// <param name="space">Where.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <param name="without">Attributes of an account that somebody forgot.</param>
    /// <returns>Settings of an installation that signs in with them.</returns>
    public static async Task<DirectorySettings> DelegateAsync(this DomainSpace space, CancellationToken ct, params string[] without)
    {
        var nth = SambaDomain.NextPlace();
        var (reader, writer) = ($"reader{nth}", $"writer{nth}");
        await AddAsync(space, reader, ct);
        var sid = await AddAsync(space, writer, ct);
        var rights = $"(OA;;CCDC;{User};;{sid})(OA;CIIO;CR;{ResetPassword};{User};{sid})";
        foreach (var attribute in Written.Except(without))
            rights += $"(OA;CIIO;WP;{await SchemaIdAsync(space, attribute, ct)};{User};{sid})";
        foreach (var place in (string[])[space.Staff, space.Leavers])
            await space.Domain.ToolAsync("dsacl", "set", $"--objectdn={place}", $"--sddl={rights}");
        var member = $"(OA;CIIO;WP;{await SchemaIdAsync(space, "member", ct)};{Group};{sid})";
        await space.Domain.ToolAsync("dsacl", "set", $"--objectdn=OU=Groups,{space.At}", $"--sddl={member}");
        return new DirectorySettings
        {
            RoleClientIds = new Dictionary<DirectoryRole, string>
            {
                [DirectoryRole.Reader] = $"{reader}@ad.test",
                [DirectoryRole.Writer] = $"{writer}@ad.test",
            },
            SecretOf = _ => Password,
            PatienceFor = TimeSpan.FromSeconds(20),
            Ldap = space.Settings().Ldap,
        };
    }

    private static async Task<string> AddAsync(DomainSpace space, string name, CancellationToken ct)
    {
        var place = $"CN={name},OU=Elsewhere,{space.At}";
        await space.DoAsync(
            LdapRequest.Add(
                place,
                [
                    LdapChange.Add("objectClass", "user"),
                    LdapChange.Add("sAMAccountName", name),
                    LdapChange.Add("userPrincipalName", $"{name}@ad.test"),
                    LdapChange.Add("userAccountControl", "512"),
                    LdapChange.Password(Password),
                ]
            ),
            ct
        );
        return Text((await space.FindByNameAsync(place, ct, "objectSid"))!.Values("objectSid")[0]);
    }

    /// <summary>S-1-5-21-… (MS-DTYP 2.4.2).</summary>
    private static string Text(byte[] sid) =>
        string.Join(
            '-',
            Enumerable
                .Range(0, sid[1])
                .Select(i => $"{BinaryPrimitives.ReadUInt32LittleEndian(sid.AsSpan(8 + 4 * i))}")
                .Prepend($"S-{sid[0]}-{sid[7]}")
        );

    private static async Task<Guid> SchemaIdAsync(DomainSpace space, string attribute, CancellationToken ct) =>
        new((await space.FindSchemaAsync(attribute, ct)).Values("schemaIDGUID")[0]);

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Name();
}
