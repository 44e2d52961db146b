using AccessGov.Core.Audit;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Reconciliation;

/// <summary>
/// All user accounts and all members of the governed groups, read completely. Memberships are sorted integer pairs
/// (account index, entitlement index), so that a million people with five rights each need 40 MB and not an object each.
/// </summary>
public sealed class DirectorySnapshot
{
    private const int EntitlementBits = 16;
    private readonly long[] pairs;
    private readonly int[] firstPair;
    private readonly Lazy<string> digest;

    private DirectorySnapshot(DirectoryAccount[] accounts, EntitlementId[] entitlements, long[] pairs, EntitlementId[] absentGroups, ForeignMember[] foreignMembers)
    {
        Accounts = accounts;
        Entitlements = entitlements;
        AbsentGroups = absentGroups;
        ForeignMembers = foreignMembers;
        this.pairs = pairs;
        firstPair = new int[accounts.Length + 1];
        var at = 0;
        for (var account = 0; account < accounts.Length; account++)
        {
            firstPair[account] = at;
            while (at < pairs.Length && pairs[at] >> EntitlementBits == account) at++;
        }
        firstPair[accounts.Length] = at;
        digest = new Lazy<string>(ComputeDigest);
    }

    /// <summary>Accounts by employee id, those without one first, then by object id.</summary>
    public IReadOnlyList<DirectoryAccount> Accounts { get; }

    /// <summary>Entitlements whose groups were read, in id order; indexes refer to this list.</summary>
    public IReadOnlyList<EntitlementId> Entitlements { get; }

    /// <summary>Entitlements whose group does not exist in the directory.</summary>
    public IReadOnlyList<EntitlementId> AbsentGroups { get; }

    /// <summary>Members of governed groups that are not user accounts of the tenant's list.</summary>
    public IReadOnlyList<ForeignMember> ForeignMembers { get; }

    /// <summary>Number of memberships.</summary>
    public int MembershipCount => pairs.Length;

    /// <summary>SHA-256 of the whole content; equal content gives an equal digest whatever the order it was read in.</summary>
    public string Digest => digest.Value;

    /// <summary>How many entitlements the account at this index has.</summary>
    public int CountOf(int account) => firstPair[account + 1] - firstPair[account];

    /// <summary>Index into <see cref="Entitlements"/> of the account's n-th entitlement, ascending.</summary>
    public int EntitlementOf(int account, int n) => (int)(pairs[firstPair[account] + n] & ((1 << EntitlementBits) - 1));

    /// <summary>True when the account at this index is in the group of the entitlement at that index.</summary>
    public bool IsMember(int account, int entitlement) =>
        Array.BinarySearch(pairs, firstPair[account], CountOf(account), ((long)account << EntitlementBits) | (uint)entitlement) >= 0;

    /// <summary>Index of the first account with this employee id, or -1.</summary>
    public int IndexOf(EmployeeId id)
    {
        int low = 0, high = Accounts.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Compare(Accounts[middle].EmployeeId, id) < 0) low = middle + 1;
            else high = middle;
        }
        return low < Accounts.Count && Accounts[low].EmployeeId == id ? low : -1;
    }

    private string ComputeDigest()
    {
        using var hash = new CanonicalHash();
        hash.Add(Accounts.Count).Add(Entitlements.Count).Add(pairs.Length).Add(AbsentGroups.Count).Add(ForeignMembers.Count);
        foreach (var a in Accounts)
        {
            var attributes = a.Attributes;
            hash.Add(a.ObjectId).Add(a.EmployeeId?.Value).Add(a.UserPrincipalName).Add(a.Enabled).Add(a.SyncedFromOnPremises)
                .Add(attributes.DisplayName).Add(attributes.Department).Add(attributes.JobTitle)
                .Add(attributes.EmployeeType).Add(attributes.Division).Add(attributes.CostCenter);
        }
        foreach (var e in Entitlements) hash.Add(e.Value);
        foreach (var pair in pairs) hash.Add(pair);
        foreach (var e in AbsentGroups) hash.Add(e.Value);
        foreach (var m in ForeignMembers) hash.Add(m.Entitlement.Value).Add(m.ObjectId);
        return hash.ToHex();
    }

    private static int Compare(EmployeeId? left, EmployeeId? right) => string.CompareOrdinal(left?.Value, right?.Value);

    /// <summary>Collects one complete read. A builder that never saw the end of a list must be thrown away: only <see cref="Build"/> makes a snapshot.</summary>
    public sealed class Builder
    {
        private readonly EntitlementId[] entitlements;
        private readonly Dictionary<EntitlementId, int> indexOf;
        private readonly List<DirectoryAccount> accounts = [];
        private readonly List<(int Entitlement, Guid Member)> members = [];
        private readonly HashSet<EntitlementId> absent = [];

        /// <summary>Starts a read of the given governed entitlements (at most 65,536).</summary>
        public Builder(IEnumerable<EntitlementId> governed)
        {
            entitlements = [.. governed.Distinct().Order()];
            if (entitlements.Length > 1 << EntitlementBits)
                throw new ArgumentException($"{entitlements.Length} entitlements, the limit is {1 << EntitlementBits}.", nameof(governed));
            indexOf = entitlements.Select((id, index) => (id, index)).ToDictionary(p => p.id, p => p.index);
        }

        /// <summary>Adds an account.</summary>
        public void Add(DirectoryAccount account) => accounts.Add(account);

        /// <summary>Adds a member of an entitlement's group.</summary>
        public void AddMember(EntitlementId entitlement, Guid member) => members.Add((indexOf[entitlement], member));

        /// <summary>States that the entitlement's group does not exist.</summary>
        public void GroupIsAbsent(EntitlementId entitlement) => absent.Add(entitlement);

        /// <summary>Sorts and freezes. A repeated account or member counts once.</summary>
        /// <exception cref="InvalidOperationException">An account was read twice and differed: it changed during the read, which must be repeated.</exception>
        public DirectorySnapshot Build()
        {
            var sorted = accounts.ToArray();
            Array.Sort(sorted, (a, b) => Compare(a.EmployeeId, b.EmployeeId) is var order && order != 0 ? order : a.ObjectId.CompareTo(b.ObjectId));
            var distinct = 0;
            for (var i = 0; i < sorted.Length; i++)
                if (distinct == 0 || sorted[i].ObjectId != sorted[distinct - 1].ObjectId) sorted[distinct++] = sorted[i];
                else if (sorted[i] != sorted[distinct - 1]) throw Changed(sorted[i]);
            Array.Resize(ref sorted, distinct);
            var indexOfAccount = new Dictionary<Guid, int>(sorted.Length);
            for (var i = 0; i < sorted.Length; i++)
                if (!indexOfAccount.TryAdd(sorted[i].ObjectId, i)) throw Changed(sorted[i]);
            var pairs = new long[members.Count];
            var foreign = new HashSet<ForeignMember>();
            var used = 0;
            foreach (var (entitlement, member) in members)
                if (indexOfAccount.TryGetValue(member, out var account)) pairs[used++] = ((long)account << EntitlementBits) | (uint)entitlement;
                else foreign.Add(new ForeignMember(entitlements[entitlement], member));
            Array.Sort(pairs, 0, used);
            var unique = 0;
            for (var i = 0; i < used; i++)
                if (i == 0 || pairs[i] != pairs[i - 1]) pairs[unique++] = pairs[i];
            Array.Resize(ref pairs, unique);
            return new DirectorySnapshot(sorted, entitlements, pairs, [.. absent.Order()],
                [.. foreign.OrderBy(m => m.Entitlement).ThenBy(m => m.ObjectId)]);
        }

        private static InvalidOperationException Changed(DirectoryAccount account) =>
            new($"Account {account.ObjectId} changed while the directory was read: read it again.");
    }
}
