using System.Text;
using AccessGov.App.Directory.Ldap.Wire;
using AccessGov.App.Failures;
using AccessGov.Core.Directory;

namespace AccessGov.App.Directory.Ldap;

/// <summary>Searches that come to their end or fail, on one connection.</summary>
/// <param name="link">The connection.</param>
/// <param name="usersIn">Where accounts of staff are.</param>
internal sealed class LdapReads(LdapLink link, IReadOnlyList<string> usersIn)
{
    /// <summary>Objects of a page: Active Directory's own limit (MaxPageSize).</summary>
    public const int PageSize = 1000;

    private const int Tries = 3;

    private static readonly LdapFilter Any = LdapFilter.Present("objectClass");

    /// <summary>Every account of staff. Not tried again when it breaks: half of it was given to the caller.</summary>
    /// <param name="found">Is given each account.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task EveryAccountAsync(Action<LdapEntry> found, CancellationToken ct)
    {
        foreach (var at in usersIn)
            await SearchAsync(LdapRequest.Search(at, LdapScope.Subtree, LdapFilter.Users, LdapAccounts.Attributes), found, ct);
    }

    /// <summary>The few accounts of staff that a filter means.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <param name="more">Attributes besides, with names extended by ids.</param>
    public async Task<IReadOnlyList<LdapEntry>> AccountsAsync(LdapFilter filter, CancellationToken ct, params IEnumerable<string> more)
    {
        var all = new List<LdapEntry>();
        foreach (var at in usersIn)
            all.AddRange(
                await AgainAsync(
                    async () =>
                    {
                        var found = new List<LdapEntry>();
                        var which = LdapFilter.And(LdapFilter.Users, filter);
                        string[] attributes = [.. LdapAccounts.Attributes, .. more];
                        await SearchAsync(LdapRequest.Search(at, LdapScope.Subtree, which, attributes), found.Add, ct);
                        return found;
                    },
                    ct
                )
            );
        return all;
    }

    /// <summary>One search to its end.</summary>
    /// <exception cref="OutsideFailureException">It was refused, or broke.</exception>
    public Task SearchAsync(LdapRequest request, Action<LdapEntry> found, CancellationToken ct, params LdapControl[] more) =>
        link.UseAsync(
            async (connection, token) =>
            {
                var end = await connection.SearchAsync(request, PageSize, [LdapControl.ExtendedNames, .. more], found, token);
                return end.Succeeded ? end : throw LdapFailures.Refused(link.Server, end);
            },
            ct
        );

    /// <summary>One object; null when there is none.</summary>
    public Task<LdapEntry?> FindAsync(string name, IEnumerable<string> attributes, CancellationToken ct) =>
        AgainAsync(() => link.UseAsync((connection, token) => FindAsync(connection, link.Server, name, attributes, token), ct), ct);

    /// <summary>One object, on a connection that the caller has.</summary>
    public static async Task<LdapEntry?> FindAsync(
        LdapConnection connection,
        LdapServer server,
        string name,
        IEnumerable<string> attributes,
        CancellationToken ct
    )
    {
        LdapEntry? found = null;
        var request = LdapRequest.Search(name, LdapScope.Base, Any, attributes);
        var end = await connection.SearchAsync(request, 0, [LdapControl.ExtendedNames], entry => found = entry, ct);
        return end.Succeeded ? found
            : end.Code == LdapResult.NoSuchObject ? null
            : throw LdapFailures.Refused(server, end);
    }

    /// <summary>
    /// Every member of a group by id; null when there is no such group. Active Directory gives some at a time and says in the attribute's
    /// name from where to where (MS-ADTS 3.1.1.3.1.3.3); others give all at once.
    /// </summary>
    /// <exception cref="OutsideFailureException">The list was not read to its end.</exception>
    public Task<List<Guid>?> MembersAsync(Guid group, CancellationToken ct) => AgainAsync(() => MembersOnceAsync(group, ct), ct);

    private Task<List<Guid>?> MembersOnceAsync(Guid group, CancellationToken ct) =>
        link.UseAsync<List<Guid>?>(
            async (connection, token) =>
            {
                var members = new List<Guid>();
                for (var from = 0L; ;)
                {
                    var asked = from == 0 ? "member" : $"member;range={from}-*";
                    var entry = await FindAsync(connection, link.Server, LdapNames.Of(group), ["objectGUID", asked], token);
                    if (entry is null)
                        return null;
                    // The attribute that was asked for may be there too, empty.
                    var (name, values) = entry.Attributes.FirstOrDefault(a => IsMember(a.Key) && a.Value.Count > 0);
                    if (values is null)
                        return members;
                    members.AddRange(values.Select(Encoding.UTF8.GetString).Where(v => !LdapNames.IsDeleted(v)).Select(LdapNames.IdOf));
                    if (EndOf(name) is not { } end)
                        return members;
                    if (end < from)
                        throw new FormatException($"Members after {from} end at {end}.");
                    from = end + 1;
                }
            },
            ct
        );

    /// <summary>The groups that an account is directly in, but its primary one; asked for with the account.</summary>
    public IReadOnlyList<Guid> GroupsOf(LdapEntry entry)
    {
        try
        {
            return [.. entry.Texts(LdapAccounts.Groups).Select(LdapNames.IdOf)];
        }
        catch (FormatException e)
        {
            throw LdapFailures.Unreadable(link.Server, e);
        }
    }

    /// <summary>An instant that every object has.</summary>
    public DateTimeOffset InstantOf(LdapEntry entry, string attribute)
    {
        try
        {
            return LdapAccounts.InstantOf(entry.Text(attribute));
        }
        catch (FormatException e)
        {
            throw LdapFailures.Unreadable(link.Server, e);
        }
    }

    /// <summary>Reads accounts; what is none is a failure of the read and not of the program.</summary>
    public DirectoryAccount Read(LdapEntry entry, TextPool pool)
    {
        try
        {
            return LdapAccounts.Read(entry, pool);
        }
        catch (FormatException e)
        {
            throw LdapFailures.Unreadable(link.Server, e);
        }
    }

    /// <summary>A look is tried again when the connection breaks or the server is busy: a new connection mostly helps.</summary>
    private static async Task<T> AgainAsync<T>(Func<Task<T>> look, CancellationToken ct)
    {
        for (var tried = 1; ; tried++)
            try
            {
                return await look();
            }
            catch (OutsideFailureException e) when (e.Kind is OutsideFailure.Transient && tried < Tries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 * tried), ct);
            }
    }

    private static bool IsMember(string attribute) =>
        attribute.Equals("member", StringComparison.OrdinalIgnoreCase)
        || attribute.StartsWith("member;", StringComparison.OrdinalIgnoreCase);

    /// <summary>The last member of this part, counted from 0; null when it was the last part.</summary>
    private static long? EndOf(string name) =>
        name.IndexOf(";range=", StringComparison.OrdinalIgnoreCase) is >= 0 and var at
        && name[(at + 7)..].Split('-') is [_, var end]
        && end != "*"
            ? long.Parse(end, System.Globalization.CultureInfo.InvariantCulture)
            : null;
}
