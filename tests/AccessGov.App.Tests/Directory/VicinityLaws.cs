using AccessGov.App.Directory;
using AccessGov.App.Planning;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;
using CsCheck;

namespace AccessGov.App.Tests.Directory;

/// <summary>Over the wire: what is read for one worker gives the plan and the verdict that reading everything gives.</summary>
public sealed class VicinityLaws
{
    /// <summary>Each case starts a tenant, reads it whole and then for a dozen workers: about 300 ms.</summary>
    private const int Share = 10;

    internal static readonly Gen<(Spoiling What, int Who, int Other)> Hand = Gen.Select(
        Gen.Enum<Spoiling>(),
        Gen.Int[0, 11],
        Gen.Int[0, 40]
    );

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task What_is_read_for_one_worker_gives_the_plan_that_everything_gives() =>
        Gen.Select(Gen.ULong[1, 50], Hand.Array[0, 24], Gen.Int[0, 60].Array[12])
            .SampleAsync(HoldsAsync, iter: LawCases.Of(Share), threads: 1);

    private static async Task HoldsAsync((ulong Seed, (Spoiling What, int Who, int Other)[] Hands, int[] Whom) given)
    {
        await using var world = await VicinityWorld.OpenAsync(given.Seed);
        foreach (var (what, who, other) in given.Hands)
            world.Spoil(what, who, other);
        var desired = world.Desired;
        var everything = Assert.IsType<DirectoryRead.Complete>(await world.Directory.CaptureAsync(world.Governed, null, Ct)).Snapshot;
        // Twelve whom hands may have touched, and some whom nobody did.
        foreach (var who in Enumerable.Range(0, 12).Concat(given.Whom).Select(world.Number).Distinct())
            if (desired.Facts.Roster.Find(who) is { } worker)
                await HoldsAsync(world.Directory, desired, everything, worker);
        Assert.Equal(0, world.Tenant.Counters.NotEmulated);
    }

    /// <summary>For one worker, in any directory.</summary>
    internal static async Task HoldsAsync(IDirectory directory, DesiredState desired, DirectorySnapshot everything, Worker worker)
    {
        var governed = MakePlan.Governed(desired.Policy);
        var read = await directory.CaptureVicinityAsync(governed, Vicinity.Of(desired, worker), Ct);
        var whole = Reconciler.Plan(desired, everything, null, worker.Id);
        // Whoever may get an account is looked for under every spelling of the number, as every plan for one worker does.
        var alike = new Beyond { Alike = await directory.AlikeAsync(worker.Id, Ct) };
        var narrow = Reconciler.Plan(desired, Assert.IsType<DirectoryRead.Complete>(read).Snapshot, null, worker.Id, alike);
        Assert.Equal(whole.Actions.Select(Said), narrow.Actions.Select(Said));
        Assert.Equal(whole.Findings, narrow.Findings);
        // Under the same inputs both have the same name: order, causes and what shares are shares of are the same too.
        Assert.Equal(whole.Id, Plan.Close(whole.Inputs, narrow.Actions, narrow.Findings, narrow.Population).Id);
        Assert.Equal(Judged(whole), Judged(narrow));
        Assert.All(narrow.Actions, a => Assert.Equal(worker.Id, a.Target.Employee));

        static PlannedAction Said(PlannedAction action) => action with { Id = default };
        (string, string) Judged(Plan plan)
        {
            var verdict = Brake.Judge(
                plan,
                desired.Policy,
                new Surroundings(desired.On, new Announcement([]))
                {
                    Reductions =
                    [
                        .. Enumerable.Range(0, 4).Select(n => new Reduction(desired.On, desired.Facts.Roster.Workers[n].Id, null, null)),
                    ],
                }
            );
            return (VerdictCodes.Of(verdict), string.Join(';', VerdictWords.Reasons(verdict)));
        }
    }
}
