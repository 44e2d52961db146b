using System.Collections.Immutable;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Tests.Worlds;

/// <summary>
/// Random directories: own, doubled, orphaned and on-premises accounts, members by hand, foreign members, absent and unread groups.
/// </summary>
internal static class DirectoryGen
{
    private static readonly Gen<bool> Rarely = Gen.Frequency((9, Gen.Const(false)), (1, Gen.Const(true)));

    private static readonly Gen<AccountAttributes> Attributes = Gen.Frequency(
        (1, Gen.Const(AccountAttributes.Empty)),
        (1, Gen.Const(new AccountAttributes("市川", "課1", "主査", "正規職員", "内部部局", "01")))
    );

    /// <summary>Mostly one account for each person, some without, some with two, some of nobody.</summary>
    private static readonly Gen<EmployeeId?[]> Owners = Gen.Select(
            Gen.Frequency((1, Gen.Const(0)), (7, Gen.Const(1)), (1, Gen.Const(2))).Array[Names.People.Length],
            Gen.Int[0, 2]
        )
        .Select(
            (counts, orphans) =>
                Names
                    .People.SelectMany((p, i) => Enumerable.Repeat((EmployeeId?)p, counts[i]))
                    .Concat(Enumerable.Range(0, orphans).Select(i => i == 0 ? (EmployeeId?)null : new EmployeeId("Z999")))
                    .ToArray()
        );

    private static Gen<DirectoryAccount> Account(EmployeeId? owner, int n) =>
        Gen.Select(Gen.Bool, Attributes, Rarely)
            .Select(
                (enabled, attributes, synced) =>
                    new DirectoryAccount(
                        Names.AccountNo(n),
                        owner,
                        $"{owner?.Value ?? "nobody"}@city.example.jp",
                        enabled,
                        attributes,
                        synced
                    )
            );

    private static Gen<DirectoryAccount[]> Accounts => Owners.SelectMany(owners => PeopleGen.All([.. owners.Select(Account)]));

    public static readonly Gen<Tenant> Tenant = Gen.Select(
            Accounts,
            Gen.Select(Gen.OneOf(Names.Rights), Gen.Int[0, 24]).Array[0, 30],
            Gen.OneOf(Names.Rights).HashSet[0, 1],
            Gen.OneOf(Names.Rights).HashSet[0, 1],
            Rarely,
            Rarely
        )
        .Select(
            (accounts, members, absent, unread, anyAbsent, anyUnread) =>
            {
                var read = Names
                    .Rights.Where(r => !(anyUnread && unread.Contains(r)))
                    .Append(new EntitlementId("not-in-policy"))
                    .ToImmutableHashSet();
                var gone = anyAbsent ? absent.ToImmutableHashSet() : [];
                return new Tenant(
                    accounts.ToImmutableSortedDictionary(a => a.ObjectId, a => a),
                    [
                        .. members
                            .Where(m => read.Contains(m.Item1) && !gone.Contains(m.Item1))
                            .Select(m => (m.Item1, Names.AccountNo(m.Item2))),
                    ],
                    read,
                    gone
                );
            }
        );
}
