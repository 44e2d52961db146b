using System.Buffers.Binary;
using System.Globalization;
using AccessGov.App.Directory.Ldap.Wire;
using AccessGov.App.Failures;

namespace AccessGov.App.Directory.Ldap;

/// <summary>Which groups may be governed. Whoever fills a group that lies in an administrators' group makes administrators.</summary>
internal sealed class LdapGroups(LdapReads reads, LdapServer server)
{
    private const uint IsSecurity = 0x80000000;
    private const int MostGroups = 1000;
    private static readonly string[] Attributes = ["objectGUID", "groupType", "objectSid", "adminCount", LdapAccounts.Groups];

    /// <summary>Relative ids of groups that Active Directory protects (MS-ADTS 3.1.1.6.1.2), and of a domain's own.</summary>
    private static readonly HashSet<uint> Protected = [512, 516, 517, 518, 519, 520, 521, 522, 526, 527, 498, 513, 514, 515];

    /// <summary>Why a group may not be governed; null when it may.</summary>
    /// <exception cref="OutsideFailureException">It was not read to its end.</exception>
    public async Task<GroupRefusal?> RefusalOfAsync(Guid group, CancellationToken ct)
    {
        if (await reads.FindAsync(LdapNames.Of(group), Attributes, ct) is not { } entry)
            return GroupRefusal.Missing;
        try
        {
            if (Own(entry) is { } own)
                return own;
            return await IsInProtectedAsync(entry, ct) ? GroupRefusal.NestedInProtected : null;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw LdapFailures.Unreadable(server, e);
        }
    }

    private static GroupRefusal? Own(LdapEntry entry)
    {
        if (entry.Text("groupType") is not { } type)
            return GroupRefusal.Missing;
        if (entry.Values("objectSid") is not [var sid])
            throw new FormatException("A group without objectSid.");
        if (IsBuiltIn(sid))
            return GroupRefusal.BuiltIn;
        if (Protected.Contains(RelativeOf(sid)) || entry.Number("adminCount") is > 0)
            return GroupRefusal.Protected;
        return ((uint)int.Parse(type, CultureInfo.InvariantCulture) & IsSecurity) == 0 ? GroupRefusal.Distribution : null;
    }

    /// <summary>Goes up, group by group: a search for all that hold it takes seconds (measured 1.5 s beside 6,000 users).</summary>
    private async Task<bool> IsInProtectedAsync(LdapEntry entry, CancellationToken ct)
    {
        var seen = new HashSet<Guid> { entry.ObjectGuid };
        var next = new Queue<Guid>(ParentsOf(entry));
        while (next.TryDequeue(out var id))
        {
            if (!seen.Add(id))
                continue;
            // So many groups above one are nothing that anybody meant.
            if (seen.Count > MostGroups)
                return true;
            if (await reads.FindAsync(LdapNames.Of(id), Attributes, ct) is not { } above)
                continue;
            if (
                above.Values("objectSid") is [var sid] && (IsBuiltIn(sid) || Protected.Contains(RelativeOf(sid)))
                || above.Number("adminCount") is > 0
            )
                return true;
            foreach (var parent in ParentsOf(above))
                next.Enqueue(parent);
        }
        return false;
    }

    private static IEnumerable<Guid> ParentsOf(LdapEntry entry) => entry.Texts(LdapAccounts.Groups).Select(LdapNames.IdOf);

    /// <summary>S-1-5-32-…: the server's own groups.</summary>
    internal static bool IsBuiltIn(byte[] sid) =>
        sid.Length >= 12 && sid[7] == 5 && BinaryPrimitives.ReadUInt32LittleEndian(sid.AsSpan(8)) == 32;

    internal static uint RelativeOf(byte[] sid) =>
        sid.Length >= 12 ? BinaryPrimitives.ReadUInt32LittleEndian(sid.AsSpan(sid.Length - 4)) : 0;
}
