using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Desired;

public sealed class JoinersTests
{
    private static readonly DateSpan FromApril = new(A.April, null);

    private static DirectoryAccount Account(int n, string? worker, bool enabled = true) =>
        new(
            Names.AccountNo(n),
            worker is null ? null : new EmployeeId(worker),
            $"{n}@x",
            enabled,
            AccountAttributes.Empty,
            false
        );

    /// <summary>1 and 3 began on 1 April, 2 has served for years.</summary>
    private static readonly World City = A.City(
        A.Day(4, 6),
        A.Worker("1", [A.Term(FromApril)]),
        A.Worker("2"),
        A.Worker("3", [A.Term(FromApril)])
    );

    private static Guid[] Seen(AccountHistory past, string? only, params DirectoryAccount[] accounts)
    {
        var tenant = City.Tenant with { Accounts = City.Tenant.Accounts.AddRange(accounts.ToDictionary(a => a.ObjectId)) };
        var seen = Joiners.SeenOpen(City.Desired, tenant.Snapshot(), past, only is null ? null : new EmployeeId(only));
        Assert.All(seen, s => Assert.Equal((true, A.Day(4, 6), false, true), (s.Enabled, s.Since, s.ByUs, s.WasEnabled)));
        return [.. seen.Select(s => s.ObjectId)];
    }

    [Fact]
    public void Every_open_account_of_who_began_lately_is_remembered_and_nobody_elses() =>
        Assert.Equal(
            [Names.AccountNo(1), Names.AccountNo(2), Names.AccountNo(5)],
            Seen(
                AccountHistory.Empty,
                null,
                Account(1, "1"),
                Account(2, "1"),
                Account(3, "1", enabled: false),
                Account(4, "2"),
                Account(5, "3"),
                Account(6, null)
            )
        );

    [Fact]
    public void What_is_remembered_already_is_not_told_again_and_a_reading_for_one_worker_tells_of_that_one()
    {
        var past = new AccountHistory([new AccountPast(Names.AccountNo(1), false, A.April, true)]);
        Assert.Equal([Names.AccountNo(2)], Seen(past, null, Account(1, "1"), Account(2, "3")));
        Assert.Equal([Names.AccountNo(2)], Seen(AccountHistory.Empty, "3", Account(1, "1"), Account(2, "3")));
        Assert.Empty(Seen(AccountHistory.Empty, "2", Account(1, "2")));
        Assert.Empty(Seen(AccountHistory.Empty, null));
    }
}
