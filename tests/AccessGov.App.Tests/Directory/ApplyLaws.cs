using AccessGov.App.Tests.Directory.Ldap;
using AccessGov.Core.Applying;
using AccessGov.Core.Directory;
using AccessGov.Core.Planning;
using CsCheck;

namespace AccessGov.App.Tests.Directory;

/// <summary>
/// Law 2 at the wire: applying a slice twice, through trouble, is applying it once in calm weather. Every directory keeps it.
/// </summary>
public abstract class ApplyLaws
{
    private enum Kind
    {
        Leave,
        Remove,
        Change,
        Create,
        Add,
        Enable,
        Delete,
    }

    private static readonly Gen<(int User, int Group, bool Second)> Act = Gen.Select(Gen.Int[0, 7], Gen.Int[0, 2], Gen.Bool);

    /// <summary>One case of so many of ACCESSGOV_LAWS is tried: each case fills two directories.</summary>
    private protected abstract int Share { get; }

    /// <summary>A small directory with the trouble that is to come.</summary>
    private protected abstract Task<ILawWorld> StartAsync(int[] members, (Trouble Trouble, int Write)[] troubles);

    [Fact]
    public Task Any_slice_applied_twice_through_trouble_is_the_slice_applied_once() =>
        Gen.Select(Gen.Enum<Kind>(), Act.Array[1, 40], Gen.Int[0, 255].Array[3], Gen.Select(Gen.Enum<Trouble>(), Gen.Int[0, 6]).Array[0, 3])
            .SampleAsync(HoldsAsync, iter: LawCases.Of(Share), threads: 1);

    private async Task HoldsAsync(
        (Kind Kind, (int User, int Group, bool Second)[] Acts, int[] Members, (Trouble Trouble, int Write)[] Troubles) given
    )
    {
        var calm = await RunAsync(given.Kind, given.Acts, given.Members, [], times: 1);
        var troubled = await RunAsync(given.Kind, given.Acts, given.Members, given.Troubles, times: 2);
        Assert.Equal(calm, troubled);
    }

    private async Task<string> RunAsync(
        Kind kind,
        (int User, int Group, bool Second)[] acts,
        int[] members,
        (Trouble Trouble, int Write)[] troubles,
        int times
    )
    {
        await using var world = await StartAsync(members, troubles);
        var slice = acts.Select((a, n) => Action(kind, world, a, n)).ToArray();
        for (var n = 0; n < times; n++)
        {
            var outcomes = await world.Directory.ApplyAsync(slice, TestContext.Current.CancellationToken);
            Assert.Equal(slice.Select(a => a.Id), outcomes.Select(o => o.Action));
            Assert.DoesNotContain(outcomes, o => o.Outcome is ActionOutcome.Deferred);
        }

        return await world.DescribeAsync();
    }

    private static PlannedAction Action(Kind kind, ILawWorld world, (int User, int Group, bool Second) act, int n)
    {
        var ((id, number, name), right) = (world.Users[act.User], world.Rights[act.Group]);
        PlannedAction action = kind switch
        {
            Kind.Leave => act.Second ? Acts.Revoke(id, number) : Acts.Disable(id, number),
            Kind.Remove => Acts.Remove(id, number, right),
            Kind.Change => Acts.Change(id, number, AccountAttributes.Empty, Do.Attributes with { CostCenter = act.Second ? "" : "010203" }),
            Kind.Create => Acts.Create($"70000{act.User}", name: act.Second ? name : null),
            Kind.Add => Acts.Add(id, number, right),
            Kind.Enable => Acts.Enable(id, number),
            _ => Acts.Delete(id, number),
        };
        return action with { Id = new ActionId($"{n:x32}") };
    }
}
