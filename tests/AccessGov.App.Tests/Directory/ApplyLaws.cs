using AccessGov.Core.Applying;
using AccessGov.Core.Directory;
using AccessGov.Core.Planning;
using AccessGov.Sandbox.Tenant;
using CsCheck;

namespace AccessGov.App.Tests.Directory;

/// <summary>Law 2 at the wire: applying a slice twice, through trouble, is applying it once in calm weather.</summary>
public sealed class ApplyLaws
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

    private enum Trouble
    {
        LostReply,
        Throttled,
        Unavailable,
        Concurrent,
        EnvelopeLost,
    }

    private static readonly string[] Writes =
    [
        "PATCH /users/*",
        "POST /users",
        "PATCH /groups/*",
        "POST /groups/*",
        "DELETE /groups/*",
        "DELETE /users/*",
        "POST /users/*",
    ];

    private static readonly Gen<(int User, int Group, bool Second)> Act = Gen.Select(Gen.Int[0, 7], Gen.Int[0, 2], Gen.Bool);

    /// <summary>Each case starts two tenants, about 100 ms.</summary>
    private const int Share = 5;

    private static int Iterations =>
        Math.Max(
            1,
            int.Parse(Environment.GetEnvironmentVariable("ACCESSGOV_LAWS") ?? "200", System.Globalization.CultureInfo.InvariantCulture)
                / Share
        );

    [Fact]
    public Task Any_slice_applied_twice_through_trouble_is_the_slice_applied_once() =>
        Gen.Select(
                Gen.Enum<Kind>(),
                Act.Array[1, 40],
                Gen.Int[0, 255].Array[3],
                Gen.Select(Gen.Enum<Trouble>(), Gen.Int[0, Writes.Length - 1]).Array[0, 3]
            )
            .SampleAsync(HoldsAsync, iter: Iterations, threads: 1);

    private static async Task HoldsAsync(
        (Kind Kind, (int User, int Group, bool Second)[] Acts, int[] Members, (Trouble Trouble, int Write)[] Troubles) given
    )
    {
        var calm = await RunAsync(given.Kind, given.Acts, given.Members, [], times: 1);
        var troubled = await RunAsync(given.Kind, given.Acts, given.Members, given.Troubles, times: 2);
        Assert.Equal(calm, troubled);
    }

    private static async Task<string> RunAsync(
        Kind kind,
        (int User, int Group, bool Second)[] acts,
        int[] members,
        (Trouble Trouble, int Write)[] troubles,
        int times
    )
    {
        await using var world = await LawWorld.StartAsync(members);
        foreach (var (trouble, write) in troubles)
            Make(trouble, Writes[write], world.Tenant.Faults);
        var slice = acts.Select(a => Action(kind, world, a)).ToArray();
        for (var n = 0; n < times; n++)
        {
            var outcomes = await world.Directory.ApplyAsync(slice, TestContext.Current.CancellationToken);
            Assert.Equal(slice.Select(a => a.Id), outcomes.Select(o => o.Action));
            Assert.DoesNotContain(outcomes, o => o.Outcome is ActionOutcome.Deferred);
        }

        Assert.Equal(0, world.Tenant.Counters.NotEmulated);
        return world.Describe();
    }

    private static void Make(Trouble trouble, string write, TenantFaults faults)
    {
        switch (trouble)
        {
            case Trouble.LostReply:
                faults.DropReplyAfterEffect(write);
                break;
            case Trouble.Throttled:
                faults.Next(write, times: 2, status: 429, retryAfter: TimeSpan.FromSeconds(3));
                break;
            case Trouble.Unavailable:
                faults.Next(write, status: 503, skip: 1);
                break;
            case Trouble.Concurrent:
                faults.Next(write, status: 409);
                break;
            case Trouble.EnvelopeLost:
                faults.DropReplyAfterEffect("POST /$batch");
                break;
        }
    }

    private static PlannedAction Action(Kind kind, LawWorld world, (int User, int Group, bool Second) act)
    {
        var (user, right) = (world.Users[act.User], world.Rights[act.Group]);
        return kind switch
        {
            Kind.Leave => act.Second ? Do.Revoke(user) : Do.Disable(user),
            Kind.Remove => Do.Remove(user, right),
            Kind.Change => Do.Change(user, AccountAttributes.Empty, Do.Attributes with { CostCenter = act.Second ? "" : "010203" }),
            Kind.Create => Do.Create($"70000{act.User}", act.Second ? user.UserPrincipalName : null),
            Kind.Add => Do.Add(user, right),
            Kind.Enable => Do.Enable(user),
            _ => Do.Delete(user),
        };
    }
}
