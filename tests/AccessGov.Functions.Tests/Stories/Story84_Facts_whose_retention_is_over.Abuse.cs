using System.Text;
using AccessGov.App.Audit;
using AccessGov.App.Governance;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>What one person tries who wants something forgotten.</summary>
public sealed partial class Story84_Facts_whose_retention_is_over
{
    /// <summary>Abuse: the operator erases a line that he does not like, in the store, as an erasure would.</summary>
    [Fact]
    public async Task Abuse_one_person_erases_in_silence_and_whoever_verifies_names_the_line()
    {
        await using var village = await LaterAsync();
        await EraseLineAsync(village, 3);
        // The root is the same, so it is signed; that nobody agreed shows.
        var found = (await village.RunAsync("audit verify")).Ended(ExitCodes.NotAsItShouldBe);
        found.Says("2人の決定なしに");
        found.Says("（3）");
        // The night sees it too, and people are told.
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);
        (await village.RunAsync("incidents")).Says("2人の決定なしに");
        (await village.RunAsync($"audit export {Path.Combine(village.Root, "silent")}")).Ended(ExitCodes.Done);
        await BothEndAsync(village, "silent", "", 6);
    }

    /// <summary>Abuse: he writes the fact that it was decided, too, and even the agreement of one.</summary>
    [Fact]
    public async Task Abuse_he_tells_of_a_decision_that_two_people_never_made()
    {
        await using var village = await LaterAsync();
        var list = new ErasureList(new DateOnly(2027, 1, 1), Ground, [new SequenceRange(3, 3)]);
        using (var installation = village.Open())
        {
            var commit = await PartitionCommit.OpenAsync(installation.Workspace, Scopes.Decisions, Ct);
            var alone = new Actor.Employee(new EmployeeId("000101"));
            commit.Tell(FactKind.DecisionProposed, alone, "erasure", new FactBody().Add("hash", list.Hash).Add("kept", list.Hash));
            commit.Tell(
                FactKind.DecisionApproved,
                alone,
                "erasure",
                new FactBody().Add("hash", list.Hash).Add("proposedBy", "000101").Add("kept", list.Hash)
            );
            commit.Tell(FactKind.FactsErased, alone, "record", list.ToBody());
            Assert.True(await commit.CommitAsync(Ct));
        }
        await EraseLineAsync(village, 3);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.NotAsItShouldBe).Says("2人の決定なしに");
    }

    /// <summary>
    /// Abuse: the operator proposes a list of his own, with what still holds; the second person believes the number that he is shown.
    /// </summary>
    [Fact]
    public async Task Abuse_a_list_of_his_own_is_refused_when_the_second_person_agrees()
    {
        await using var village = await LaterAsync();
        var list = new ErasureList(new DateOnly(2027, 1, 1), Ground, [new SequenceRange(1, 120)]);
        using (var installation = village.Open())
        {
            var (workspace, by) = (installation.Workspace, new EmployeeId("000101"));
            var kept = await EraseFacts.KeepAsync(workspace, list, Ct);
            await TwoPeople.ProposeAsync(workspace, DecisionKind.Erasure, new Proposal(list.Hash, kept, by, workspace.Now, []), by, Ct);
        }
        (await village.RunAsync($"audit erase approve {list.Hash[..12]}", village.Auditor))
            .Ended(ExitCodes.Refused)
            .Says("消去できない事実");
        Assert.All(await ExportAsync(village, "after"), l => Assert.DoesNotContain("{\"erased\"", l, StringComparison.Ordinal));
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    /// <summary>
    /// Abuse: whoever can write in the store writes that a list was agreed to, and waits for the night to do the work. Nothing is
    /// erased, and while that row lies there it does not hide what he erases himself.
    /// </summary>
    [Fact]
    public async Task Abuse_a_decision_written_into_the_store_erases_nothing_and_hides_nothing()
    {
        await using var village = await LaterAsync();
        var list = new ErasureList(new DateOnly(2027, 1, 1), Ground, [new SequenceRange(18, 120)]);
        using (var installation = village.Open())
        {
            var workspace = installation.Workspace;
            var kept = await EraseFacts.KeepAsync(workspace, list, Ct);
            var decided = new Decided(list.Hash, kept, new EmployeeId("000101"), village.Auditor, workspace.Now);
            await Forger.EditAsync(
                village,
                "decisions",
                "inforce|erasure",
                _ => System.Text.Json.JsonSerializer.Serialize(decided, App.Storage.Content.CoreJson.Options)
            );
            var (erased, why) = await installation.Log.EraseAsync(workspace, new Actor.Trigger("ReconcileNightly"), Ct);
            Assert.Null(erased);
            Assert.Equal(LogKeeping.ErasureStopped, why!.Code);
        }
        await EraseLineAsync(village, 3);
        Assert.Single(await ExportAsync(village, "after"), l => l.StartsWith("{\"erased\":", StringComparison.Ordinal));
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);
        var incidents = await village.RunAsync("incidents");
        incidents.Says("2人が決めた記録がありません");
        incidents.Says("2人の決定なしに消去されています");
    }

    private static Task EraseLineAsync(VillageStory village, long number) =>
        Forger.EditAsync(
            village,
            "chain",
            $"line|{number:D12}",
            text =>
            {
                var line = Encoding.UTF8.GetBytes(text);
                return LogLine.WriteErased(FactEntry.Of(LogLine.SeedOf(line), LogLine.ContentOf(line)), number);
            }
        );
}
