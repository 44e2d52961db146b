using AccessGov.App.Composition;
using AccessGov.App.Events;
using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Serve;

/// <summary>Files of one day whose messages come twice, late or out of order: what HR wrote last holds.</summary>
public sealed class RedeliveryTests : StagedTest
{
    private static readonly SourceId Fire = new("fire");

    [Fact]
    public async Task An_earlier_file_that_is_told_of_again_does_not_undo_a_later_one()
    {
        var morning = await Stage.DropAsync(Workspace, Stage.Extract(3));
        await ArrivesAsync(morning);
        await ArrivesAsync(await Stage.DropAsync(Workspace, Stage.Extract(5)));
        await ArrivesAsync(morning);
        Assert.Equal(5, await PeopleAsync());
        Assert.Empty(await IncidentLog.ListAsync(Workspace, Ct));
    }

    [Fact]
    public async Task An_earlier_file_that_is_told_of_after_a_later_one_is_refused_with_a_finding()
    {
        var earlier = await Stage.DropAsync(Workspace, Stage.Extract(3));
        await ArrivesAsync(await Stage.DropAsync(Workspace, Stage.Extract(5)));
        await ArrivesAsync(earlier);
        Assert.Equal(5, await PeopleAsync());
        Assert.Equal(
            ("hr-file-refused", earlier),
            Assert.Single(await IncidentLog.ListAsync(Workspace, Ct)) is var f ? (f.Code, f.Subject) : default
        );
    }

    [Fact]
    public async Task A_correction_that_is_taken_back_by_a_new_file_is_taken_back()
    {
        var digests = new List<string>();
        foreach (var leaving in (int[])[0, 1, 0])
        {
            await ArrivesAsync(await Stage.DropAsync(Workspace, Stage.Extract(5, leaving)));
            digests.Add((await ImportHr.StateAsync(Workspace, Fire, Ct))!.Digest);
        }
        Assert.Equal((digests[0], 2), (digests[2], digests.Distinct().Count()));
    }

    [Fact]
    public async Task A_file_repeated_later_counts_as_the_later_one()
    {
        await ArrivesAsync(await Stage.DropAsync(Workspace, Stage.Extract(5)));
        var between = await Stage.DropAsync(Workspace, Stage.Extract(3));
        await ArrivesAsync(await Stage.DropAsync(Workspace, Stage.Extract(5)));
        await ArrivesAsync(between);
        Assert.Equal(5, await PeopleAsync());
    }

    private async Task<int> PeopleAsync() => (await ImportHr.StateAsync(Workspace, Fire, Ct))!.Workers;
}
