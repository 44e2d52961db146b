using System.Buffers.Binary;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Core.Directory;

public sealed partial class DirectorySnapshot
{
    /// <summary>
    /// Collects one complete read. A builder that never saw the end of a list must be thrown away: only <see cref="Build"/> makes a
    /// snapshot.
    /// </summary>
    public sealed class Builder
    {
        private readonly EntitlementId[] entitlements;
        private readonly Dictionary<EntitlementId, int> indexOf;
        private readonly List<DirectoryAccount> accounts = [];
        private readonly List<Guid>[] members;
        private readonly HashSet<EntitlementId> absent = [];

        private readonly Vicinity? vicinity;

        /// <summary>Starts a read of the given governed entitlements (at most 65,536).</summary>
        /// <param name="governed">All governed entitlements; an account in a vicinity is read with all of them too.</param>
        /// <param name="vicinity">What alone is read; null for everything.</param>
        public Builder(IEnumerable<EntitlementId> governed, Vicinity? vicinity = null)
        {
            this.vicinity = vicinity;
            entitlements = [.. governed.Distinct().Order()];
            if (entitlements.Length > ushort.MaxValue + 1)
                throw new ArgumentException($"{entitlements.Length} entitlements, the limit is {ushort.MaxValue + 1}.", nameof(governed));
            indexOf = entitlements.Select((id, index) => (id, index)).ToDictionary(p => p.id, p => p.index);
            members = [.. entitlements.Select(_ => new List<Guid>())];
        }

        /// <summary>Adds an account.</summary>
        /// <param name="account">The account.</param>
        public void Add(DirectoryAccount account) => accounts.Add(account);

        /// <summary>Adds a member of an entitlement's group.</summary>
        /// <param name="entitlement">The entitlement whose group it is.</param>
        /// <param name="member">The member's object id.</param>
        public void AddMember(EntitlementId entitlement, Guid member) => members[indexOf[entitlement]].Add(member);

        /// <summary>Adds members of an entitlement's group.</summary>
        /// <param name="entitlement">The entitlement whose group it is.</param>
        /// <param name="many">The members' object ids.</param>
        public void AddMembers(EntitlementId entitlement, IReadOnlyCollection<Guid> many) => members[indexOf[entitlement]].AddRange(many);

        /// <summary>States that the entitlement's group does not exist.</summary>
        /// <param name="entitlement">The entitlement whose group it is.</param>
        public void GroupIsAbsent(EntitlementId entitlement) => absent.Add(entitlement);

        /// <summary>Sorts and freezes. A repeated account or member counts once.</summary>
        /// <exception cref="InvalidOperationException">An account was read twice and differed: it changed during the read, which must be
        /// repeated.</exception>
        public DirectorySnapshot Build()
        {
            var sorted = SortAccounts();
            var (ids, indexOf) = SortObjectIds(sorted);
            var foreign = new List<ForeignMember>();
            var (entitlementOf, firstOf) = SortMemberships(ids, indexOf, foreign);
            return new DirectorySnapshot(
                sorted,
                entitlements,
                entitlementOf,
                firstOf,
                [.. absent.Order()],
                [.. foreign.OrderBy(m => m.Entitlement).ThenBy(m => m.ObjectId)],
                vicinity
            );
        }

        private DirectoryAccount[] SortAccounts()
        {
            var sorted = accounts.ToArray();
            EmployeeOrder.Sort(
                sorted,
                a => a.EmployeeId?.Value,
                (a, b) => Compare(a.EmployeeId, b.EmployeeId) is var order && order != 0 ? order : a.ObjectId.CompareTo(b.ObjectId)
            );
            var distinct = 0;
            for (var i = 0; i < sorted.Length; i++)
                if (distinct == 0 || sorted[i].ObjectId != sorted[distinct - 1].ObjectId)
                    sorted[distinct++] = sorted[i];
                else if (sorted[i] != sorted[distinct - 1])
                    throw Changed(sorted[i]);
            Array.Resize(ref sorted, distinct);
            return sorted;
        }

        private static (UInt128[] Ids, int[] IndexOf) SortObjectIds(DirectoryAccount[] accounts)
        {
            var (ids, indexOf) = (new UInt128[accounts.Length], new int[accounts.Length]);
            for (var i = 0; i < ids.Length; i++)
                (ids[i], indexOf[i]) = (NumberOf(accounts[i].ObjectId), i);
            Array.Sort(ids, indexOf);
            for (var i = 1; i < ids.Length; i++)
                if (ids[i] == ids[i - 1])
                    throw Changed(accounts[indexOf[i]]);
            return (ids, indexOf);
        }

        /// <summary>
        /// Members and accounts are merged in object id order, because millions of look-ups all over the memory cost far more. Then
        /// rights are sorted by counting: first how many each account has, then each right in id order into its account's next place.
        /// </summary>
        private (ushort[] EntitlementOf, int[] FirstOf) SortMemberships(UInt128[] ids, int[] indexOf, List<ForeignMember> foreign)
        {
            var firstOf = new int[ids.Length + 1];
            var holders = new int[entitlements.Length][];
            for (var entitlement = 0; entitlement < entitlements.Length; entitlement++)
            {
                var group = members[entitlement].ConvertAll(NumberOf);
                // Most often the directory lists them in this order already.
                if (!IsSorted(group))
                    group.Sort();
                var found = new List<int>(group.Count);
                var account = 0;
                for (var i = 0; i < group.Count; i++)
                {
                    if (i > 0 && group[i] == group[i - 1])
                        continue;
                    while (account < ids.Length && ids[account] < group[i])
                        account++;
                    if (account == ids.Length || ids[account] != group[i])
                        foreign.Add(new ForeignMember(entitlements[entitlement], IdOf(group[i])));
                    else
                        found.Add(indexOf[account]);
                }
                holders[entitlement] = [.. found];
                foreach (var holder in found)
                    firstOf[holder + 1]++;
            }
            for (var i = 1; i < firstOf.Length; i++)
                firstOf[i] += firstOf[i - 1];
            var entitlementOf = new ushort[firstOf[^1]];
            var next = firstOf.ToArray();
            for (var entitlement = 0; entitlement < entitlements.Length; entitlement++)
                foreach (var holder in holders[entitlement])
                    entitlementOf[next[holder]++] = (ushort)entitlement;
            return (entitlementOf, firstOf);
        }

        private static bool IsSorted(List<UInt128> numbers)
        {
            for (var i = 1; i < numbers.Count; i++)
                if (numbers[i - 1] > numbers[i])
                    return false;
            return true;
        }

        /// <summary>In the order of the object ids' texts.</summary>
        private static UInt128 NumberOf(Guid id)
        {
            Span<byte> bytes = stackalloc byte[16];
            id.TryWriteBytes(bytes, bigEndian: true, out _);
            return BinaryPrimitives.ReadUInt128BigEndian(bytes);
        }

        private static Guid IdOf(UInt128 number)
        {
            Span<byte> bytes = stackalloc byte[16];
            BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
            return new Guid(bytes, bigEndian: true);
        }

        private static InvalidOperationException Changed(DirectoryAccount account) =>
            new($"Account {account.ObjectId} changed while the directory was read: read it again.");
    }
}
