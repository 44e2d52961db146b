using AccessGov.Core.Adopting;
using AccessGov.Core.Directory;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Tests.Laws;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Adopting;

/// <summary>A list of marked pairs is taken over as a whole when each of them is right now; else every fault is told.</summary>
public sealed class PairCheckTests
{
    private static readonly EmployeeId One = new("1"),
        Two = new("2"),
        Writer = new("9");

    private static DirectoryAccount Account(int n) =>
        new(Names.AccountNo(n), null, $"{n}@x", true, AccountAttributes.Empty with { DisplayName = "市川" }, false);

    private static World City(params DirectoryAccount[] accounts) => With(A.City(A.April, A.Worker("1"), A.Worker("2")), accounts);

    private static World With(World city, params DirectoryAccount[] accounts) =>
        city with
        {
            Tenant = city.Tenant with { Accounts = city.Tenant.Accounts.AddRange(accounts.ToDictionary(a => a.ObjectId)) },
        };

    private static ChosenPair Pair(int row, EmployeeId worker, int account, string? upn = null, string name = "市川") =>
        new(row, worker, Names.AccountNo(account), upn ?? $"{account}@x", name);

    private static ChosenAccount Chosen(EmployeeId worker, int account, string? upn = null) =>
        new(worker, Names.AccountNo(account), upn ?? $"{account}@x", "list", Writer);

    private static string[] Faults(World world, params ChosenPair[] pairs) =>
        [
            .. PairCheck
                .Faults(pairs, world.Desired, world.Tenant.Snapshot(), Fold)
                .Select(f =>
                {
                    Assert.Contains(f.Code, PairFault.Codes);
                    return $"{f.Row} {f.Column} {f.Code} {f.Value}";
                }),
        ];

    private static string Fold(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>What is offered may be marked.</summary>
    [Fact]
    public void A_candidate_that_is_marked_has_no_fault() =>
        WorldGen.Any.Hold(world =>
        {
            world = world with { Tenant = Bare(world.Tenant) };
            var pairs = Candidates
                .Find(world.Desired, world.Tenant.Snapshot(), Fold)
                .Pairs.DistinctBy(p => p.Worker.Worker.Id)
                .DistinctBy(p => p.Account.ObjectId)
                .Select((p, i) => new ChosenPair(i, p.Worker.Worker.Id, p.Account.ObjectId, p.Account.UserPrincipalName, ""));
            Assert.Empty(Faults(world, [.. pairs]));
        });

    /// <summary>Accounts without numbers, so that somebody lacks one.</summary>
    private static Tenant Bare(Tenant tenant) =>
        tenant with
        {
            Accounts = tenant.Accounts.SetItems(
                tenant.Accounts.Select(a => KeyValuePair.Create(a.Key, a.Value with { EmployeeId = null }))
            ),
        };

    [Fact]
    public void Case_of_a_sign_in_name_and_spaces_of_a_name_make_no_fault_and_a_name_may_be_left_out() =>
        Assert.Empty(
            Faults(
                City(Account(1) with { UserPrincipalName = "Hanako@x" }, Account(2)),
                Pair(2, One, 1, "hanako@X", "市 川"),
                Pair(3, Two, 2, name: "")
            )
        );

    [Fact]
    public void A_worker_or_an_account_that_is_marked_twice_is_told_with_the_first_row() =>
        Assert.Equal(
            ["3 職員番号 worker-twice 2", "4 objectId account-twice 2"],
            Faults(City(Account(1), Account(2)), Pair(2, One, 1), Pair(3, One, 2), Pair(4, Two, 1))
        );

    [Fact]
    public void Who_is_unknown_or_told_of_by_two_sources_gets_no_account()
    {
        var city = City(Account(1), Account(2));
        var fire = A.Accepted(
            Core.Personnel.HrIntake.Judge(A.Extract([A.Worker("2", home: A.Fire, postings: [], name: "別人")], A.Fire), null, A.Limits)
        );
        city = city with { Sources = [city.Sources[0], fire.Snapshot] };
        Assert.Equal(
            ["2 職員番号 worker-unknown 7", "3 職員番号 worker-undecided 2"],
            Faults(city, Pair(2, new EmployeeId("7"), 1), Pair(3, Two, 2))
        );
    }

    [Fact]
    public void Who_has_an_account_or_is_to_have_none_gets_none()
    {
        var city = With(
            A.City(A.April, A.Worker("1"), A.Worker("2", terms: [A.Term(A.Until(A.Day(3, 1)))])),
            Account(1),
            Account(2),
            Account(3) with
            {
                EmployeeId = One,
            }
        );
        Assert.Equal(
            ["2 職員番号 worker-has-account 3@x", "3 職員番号 worker-not-due 2"],
            Faults(city, Pair(2, One, 1), Pair(3, Two, 2))
        );
    }

    [Fact]
    public void Who_continues_a_number_gets_the_account_that_carries_it_and_another_one_only_while_none_does()
    {
        var city = With(A.City(A.April, A.Worker("1"), A.Worker("2", former: "1")), Account(1), Account(2));
        Assert.Equal(["2 職員番号 worker-not-due 1"], Faults(city, Pair(2, One, 1), Pair(3, Two, 2)));
        Assert.Equal(["3 職員番号 worker-not-due 2"], Faults(With(city, Account(3) with { EmployeeId = One }), Pair(3, Two, 2)));
    }

    [Fact]
    public void The_same_list_once_more_changes_nothing_and_another_account_is_a_fault()
    {
        var city = City(Account(1), Account(2)) with { Chosen = [Chosen(One, 1)] };
        Assert.Empty(Faults(city, Pair(2, One, 1)));
        Assert.Equal(["2 職員番号 worker-chosen 1@x"], Faults(city, Pair(2, One, 2)));
        Assert.Equal(["2 objectId account-chosen 1"], Faults(city, Pair(2, Two, 1)));
        // Chosen under a name that it no longer has.
        city = city with { Chosen = [Chosen(One, 1, "old@x")] };
        Assert.Equal(["2 職員番号 worker-chosen old@x"], Faults(city, Pair(2, One, 1)));
    }

    [Fact]
    public void A_row_whose_names_are_not_those_of_the_person_and_the_account_is_a_fault() =>
        Assert.Equal(
            ["2 氏名 person-differs 市川", "3 UPN name-differs 2@x"],
            Faults(City(Account(1), Account(2)), Pair(2, One, 1, name: "田中"), Pair(3, Two, 2, "3@x"))
        );

    [Fact]
    public void An_account_that_is_gone_or_numbered_is_a_fault()
    {
        var city = City(Account(2) with { EmployeeId = new EmployeeId("5") });
        Assert.Equal(
            [$"2 objectId account-unknown {Names.AccountNo(1)}", "3 objectId account-numbered 5"],
            Faults(city, Pair(2, One, 1), Pair(3, Two, 2))
        );
    }

    [Fact]
    public void An_account_that_is_offered_to_nobody_is_a_fault()
    {
        foreach (
            var (account, said) in new[]
            {
                (Account(1) with { OtherNumber = "x-12" }, "account-other-number x-12"),
                (Account(1) with { IsGuest = true }, "account-guest 1@x"),
                (Account(1) with { SyncedFromOnPremises = true }, "account-synced 1@x"),
            }
        )
            Assert.Equal([$"2 objectId {said}"], Faults(City(account), Pair(2, One, 1)));
        var city = City(Account(1));
        var kept = new ProtectedAccount(Names.AccountNo(1), null, ProtectionKind.Named, "");
        Assert.Equal(
            ["2 objectId account-protected 1@x"],
            Faults(city with { Policy = city.Policy with { ProtectedAccounts = [kept] } }, Pair(2, One, 1))
        );
    }
}
