using System.Text;
using AccessGov.App.Audit;
using AccessGov.App.Audit.Comparing;
using AccessGov.App.Enrolment;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using static AccessGov.App.Tests.Enrolment.KeyTown;

namespace AccessGov.App.Tests.Enrolment;

/// <summary>Personnel gives a holder another 職員番号.</summary>
public sealed class RenumberedHolderTests
{
    private static readonly EmployeeId Now = new("300091");
    private static readonly KeySerial First = new("S1"),
        Spare = new("S2");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_gets_another_number_keeps_the_key()
    {
        await using var town = await OpenAsync();
        await town.HandOutAsync("S1", Holder);
        await town.HandOutAsync("S2", Holder);
        await town.EnrolAsync("S1", Holder, "c1");
        await RenumberAsync(town);

        var lines = await KeyRegister.OfAsync(town.Workspace, Now, Ct);
        Assert.Equal([First, Spare], lines.Select(l => l.Key.Serial));
        Assert.Empty(await KeyRegister.OfAsync(town.Workspace, Holder, Ct));
        Assert.True(await HoldsAsync(town, Now));
        // The spare by the key that is there, and the record holds.
        var enrol = new KeyCommand.Enrol(Spare, Key("c2"), null, new CredentialId("c1"));
        await town.DoesAsync(Person(Now), enrol);
        // A wish writes the first key anew: under the number of today it goes on counting.
        Assert.IsType<KeyEvent.RevocationAsked>(await town.DoesAsync(Ann, new KeyCommand.Revoke(First, null)));
        await town.DoesAsync(Person(Now), new KeyCommand.ReportLost(Spare));
        Assert.True(await HoldsAsync(town, Now));
        Assert.Empty(await CompareKeys.RunAsync(town.Workspace, Ct));
        await town.AskedAsync();
        await town.DoesAsync(Person(Now), new KeyCommand.ReportLost(First));
        Assert.Equal([Now.Value], await town.AskedAsync());
        Assert.False(await HoldsAsync(town, Now));
    }

    [Fact]
    public async Task A_key_that_was_written_under_the_new_number_counts_though_nobody_enrolled_under_it()
    {
        await using var town = await OpenAsync();
        await town.HandOutAsync("S1", Holder);
        await town.EnrolAsync("S1", Holder, "c1");
        await RenumberAsync(town);
        await town.DoesAsync(Ann, new KeyCommand.Revoke(First, null));
        Assert.True(await HoldsAsync(town, Now));
        Assert.Equal(First, Assert.Single(await KeyRegister.OfAsync(town.Workspace, Now, Ct)).Key.Serial);
    }

    private static async Task<bool?> HoldsAsync(KeyTown town, EmployeeId who)
    {
        var desired = await town.Workspace.Present.OfAsync(town.Workspace, Ct);
        return KeyHolders.Holds(desired.Facts, who, desired.On);
    }

    private static Task<ImportResult> RenumberAsync(KeyTown town) =>
        Personnel.UrgentImportTests.ImportAsync(
            town.Workspace,
            Encoding.UTF8.GetBytes(
                Encoding
                    .UTF8.GetString(AccessGov.Tests.Stage.Extract(20, today: town.Workspace.Today))
                    .Replace("300001\t消防 1郎\t正規\t46103\t\t", "300001\t消防 1郎\t正規\t46103\t46112\t", StringComparison.Ordinal)
                    + "300091\t消防 1郎\t正規\t46113\t\t本務\t610100\t署員\t46113\t\t\t\t\t300001\t\n"
            )
        );
}
