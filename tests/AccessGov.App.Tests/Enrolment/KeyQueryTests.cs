using AccessGov.App.Enrolment;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using static AccessGov.App.Tests.Enrolment.KeyTown;

namespace AccessGov.App.Tests.Enrolment;

public sealed class KeyQueryTests
{
    private static readonly Guid One = new("11111111-0000-0000-0000-000000000000"),
        Two = new("22222222-0000-0000-0000-000000000000");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_would_be_locked_out_is_named_with_the_spare_keys_of_the_others()
    {
        await using var town = await OpenAsync();
        foreach (var (serial, person, model) in new[] { ("S1", Holder, One), ("S2", Other, One), ("S3", Other, Two) })
        {
            await town.HandOutAsync(serial, person);
            await town.EnrolAsync(serial, person, "c" + serial, model);
        }
        var people = await LockedOut.ByAsync(town.Workspace, One, Ct);
        Assert.Equal([(Holder, true), (Other, false)], people.Select(p => (p.Worker, p.IsOut)));
        Assert.Equal([new KeySerial("S3")], people[1].Spares);
        Assert.Equal([Other], (await LockedOut.ByAsync(town.Workspace, Two, Ct)).Select(p => p.Worker));
        Assert.Equal([("model 11", 2), ("model 22", 1)], (await LockedOut.ModelsAsync(town.Workspace, Ct)).Select(m => (m.Name, m.Keys)));
        // A spare that was lost is none.
        await town.DoesAsync(Ann, new KeyCommand.ReportLost(new KeySerial("S3")));
        Assert.All(await LockedOut.ByAsync(town.Workspace, One, Ct), p => Assert.True(p.IsOut));
    }

    [Fact]
    public async Task The_register_is_read_by_person_and_by_state()
    {
        await using var town = await OpenAsync();
        await town.HandOutAsync("S1", Holder);
        await town.HandOutAsync("S2", Holder);
        await town.EnrolAsync("S1", Holder, "c1");
        await App.Enrolment.Custody.KeyUse.NoteAsync(town.Workspace, new CredentialId("c1"), 1, Ct);
        Assert.Equal(
            [("S1", (DateTimeOffset?)town.Workspace.Now), ("S2", null)],
            (await KeyRegister.OfAsync(town.Workspace, Holder, Ct)).Select(l => (l.Key.Serial.Value, l.LastUsedAt))
        );
        Assert.Equal(["S2"], (await KeyRegister.AllAsync(town.Workspace, KeyState.Unenrolled, Ct)).Select(k => k.Serial.Value));
        await town.DoesAsync(Ann, new KeyCommand.TakeBack(new KeySerial("S2"), true));
        Assert.Single(await KeyRegister.OfAsync(town.Workspace, Holder, Ct));
        Assert.Equal(2, (await KeyRegister.AllAsync(town.Workspace, null, Ct)).Count);
    }
}
