using AccessGov.Core.Adopting;
using AccessGov.Core.Directory;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Adopting;

public sealed class CandidatesTests
{
    private static int made;

    private static DirectoryAccount Account(string upn, string name = "", string department = "") =>
        new(
            new Guid(++made, 0, 0, new byte[8]),
            null,
            upn,
            true,
            AccountAttributes.Empty with
            {
                DisplayName = name,
                Department = department,
            },
            false
        );

    private static Candidates Find(World world) =>
        Candidates.Find(world.Desired, world.Tenant.Snapshot(), text => text.Replace(" ", "", StringComparison.Ordinal));

    private static World City(params DirectoryAccount[] accounts)
    {
        var city = A.City(A.April, A.Worker("00012", name: "市川 花子"), A.Worker("00013", name: "市川 太郎"));
        return city with { Tenant = city.Tenant with { Accounts = city.Tenant.Accounts.AddRange(accounts.ToDictionary(a => a.ObjectId)) } };
    }

    private static string Said(Candidate c) =>
        $"{c.Worker.Worker.Id} {c.Account.UserPrincipalName} {string.Join('+', c.Likenesses.Select(LikenessCodes.Of))} "
        + $"{c.OthersOfWorker}/{c.OthersOfAccount}";

    [Fact]
    public void A_name_of_the_policy_a_number_and_a_name_are_likenesses_and_a_unit_only_supports_them() =>
        Assert.Equal(
            [
                "00012 00012@CITY.example.jp policy-name+name+unit 2/0",
                "00012 12@old.example.jp number 2/0",
                "00012 hanako@city.example.jp name 2/0",
                "00013 taro@city.example.jp name+unit 0/0",
            ],
            Find(
                    City(
                        Account("hanako@city.example.jp", "市川花子（税務課）"),
                        Account("12@old.example.jp", "別人"),
                        Account("00012@CITY.example.jp", "市川花子", "税務課"),
                        Account("taro@city.example.jp", "市川太郎", "税務課"),
                        Account("printer@city.example.jp", "複合機", "税務課")
                    )
                )
                .Pairs.Select(Said)
        );

    [Fact]
    public void Who_has_no_candidate_and_what_is_left_out_is_counted()
    {
        var (guest, synced, other, kept, taken) = (
            Account("a@x", "市川花子") with
            {
                IsGuest = true,
            },
            Account("b@x", "市川花子") with
            {
                SyncedFromOnPremises = true,
            },
            Account("c@x", "市川花子") with
            {
                OtherNumber = "12",
            },
            Account("d@x", "市川花子"),
            Account("e@x", "市川花子")
        );
        var city = City(guest, synced, other, kept, taken, Account("printer@x"));
        city = city with
        {
            Policy = city.Policy with { ProtectedAccounts = [new ProtectedAccount(kept.ObjectId, null, ProtectionKind.Named, "")] },
            Chosen = [new ChosenAccount(new EmployeeId("00013"), taken.ObjectId, "e@x", "list", new EmployeeId("9"))],
        };
        var found = Find(city);
        Assert.Empty(found.Pairs);
        // Of whom an account was chosen is nobody who lacks one.
        Assert.Equal(["00012"], found.WorkersWithout.Select(w => w.Value));
        Assert.Equal(["printer@x"], found.AccountsWithout.Select(a => a.UserPrincipalName));
        Assert.Equal(Enum.GetValues<LeftOut>().Select(why => (why, 1)), found.LeftOut.Select(l => (l.Key, l.Value)));
    }

    [Fact]
    public void Who_has_an_account_or_is_to_have_none_is_offered_none()
    {
        var city = City(Account("a@x", "市川花子"), Account("b@x", "市川太郎"), Account("c@x", "市川三郎"));
        city = city.Says(
            A.Worker("00012", name: "市川 花子"),
            A.Worker("00013", name: "市川 太郎", terms: [A.Term(A.Until(A.Day(3, 1)))]),
            A.Worker("00014", name: "市川 三郎", former: "00012")
        );
        var own = Account("f@x") with { EmployeeId = new EmployeeId("00012") };
        city = city with { Tenant = city.Tenant with { Accounts = city.Tenant.Accounts.Add(own.ObjectId, own) } };
        Assert.Empty(Find(city).Pairs);
        Assert.Empty(Find(city).WorkersWithout);
    }
}
