using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Planning;

/// <summary>A kept plan keeps its id, whatever form plans have by now.</summary>
public sealed class PlanFormatTests
{
    private static readonly AccountAttributes Seen = new("須坂 花子", "税務課", "主事", "正規職員", "内部部局", "010400");
    private static readonly PlanInputs Inputs = new(A.Policy.Tenant, A.April, "policy", "facts", "snapshot", null, null);

    private static readonly Population Nobody = new(0, 0, new Dictionary<Zone, int>(), new Dictionary<OrgCode, int>());

    private static readonly PlannedAction.ChangeAttributes Renumber = new(
        new Target(new EmployeeId("000200"), Names.AccountNo(1)),
        new Because(new Cause.Renumbered(new EmployeeId("000100")), null, new Article("第6(6)"), A.Tax),
        new Expect.Account(true, Seen),
        [
            new AttributeChange(AttributeName.EmployeeId, "000100", "000200"),
            .. AttributeChange.Between(Seen, Seen with { DisplayName = "長野 花子", CostCenter = "010500" }),
        ]
    );

    [Fact]
    public void The_first_format_hashes_a_change_as_every_attribute_that_shall_be()
    {
        // Written out field by field as the first version of the product did it; the names of classes were the codes of today.
        using var hash = new CanonicalHash();
        var seed = hash.Add("suzaka").Add(A.April).Add("snapshot").Add((string?)null).ToHex();
        var id = hash.Add(seed)
            .Add("ChangeAttributes")
            .Add("000200")
            .Add(Names.AccountNo(1))
            .Add("Account")
            .Add(true)
            .Add("須坂 花子")
            .Add("税務課")
            .Add("主事")
            .Add("正規職員")
            .Add("内部部局")
            .Add("010400")
            .Add((string?)null)
            .Add("第6(6)")
            .Add(A.Tax.Value)
            .Add("Renumbered")
            .Add("000100")
            .Add("000200")
            .Add("長野 花子")
            .Add("税務課")
            .Add("主事")
            .Add("正規職員")
            .Add("内部部局")
            .Add("010500")
            .ToHex();
        var tenant = Inputs with { Tenant = TenantId.Parse("suzaka") };
        Assert.Equal(id[..32], Assert.Single(Close(tenant, PlanFormat.First, Renumber).Actions).Id.Value);
    }

    [Fact]
    public void Formats_never_share_an_id()
    {
        var (first, second) = (Close(Inputs, PlanFormat.First, Renumber), Close(Inputs, PlanFormat.ListOfChanges, Renumber));
        Assert.NotEqual(first.Id, second.Id);
        Assert.NotEqual(first.Actions[0].Id, second.Actions[0].Id);
        Assert.Equal(second.Id, Plan.Close(Inputs, [Renumber], [], Nobody).Id);
    }

    [Fact]
    public void Each_part_of_the_list_makes_another_plan()
    {
        var changes = Renumber.Changes;
        PlannedAction[] altered =
        [
            Renumber,
            Renumber with
            {
                Changes = [.. changes.Skip(1)],
            },
            Renumber with
            {
                Changes = [.. changes.Skip(1), changes[0]],
            },
            Renumber with
            {
                Changes = [changes[0] with { Now = "000101" }, .. changes.Skip(1)],
            },
            Renumber with
            {
                Changes = [changes[0] with { ToBe = "000201" }, .. changes.Skip(1)],
            },
            Renumber with
            {
                Changes = [changes[0] with { Name = AttributeName.JobTitle }, .. changes.Skip(1)],
            },
        ];
        Assert.Distinct(altered.Select(a => Close(Inputs, PlanFormat.ListOfChanges, a).Id));
    }

    [Fact]
    public void A_list_holds_what_differs_and_gives_back_the_whole()
    {
        var names = Renumber.Changes.Select(c => c.Name);
        Assert.Equal([AttributeName.EmployeeId, AttributeName.DisplayName, AttributeName.CostCenter], names);
        Assert.Equal(Seen with { DisplayName = "長野 花子", CostCenter = "010500" }, Renumber.ToBe());
        Assert.Empty(AttributeChange.Between(Seen, Seen));
        Assert.All(AccountAttributes.Names, name => Assert.NotEqual(AccountAttributes.Empty.Of(name), Seen.Of(name)));
        Assert.Equal(Seen, AccountAttributes.Empty.With(AttributeChange.Between(AccountAttributes.Empty, Seen)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Seen.Of(AttributeName.EmployeeId));
    }

    private static Plan Close(PlanInputs inputs, PlanFormat format, PlannedAction action) =>
        Plan.Close(inputs, [action], [], Nobody, format);
}
