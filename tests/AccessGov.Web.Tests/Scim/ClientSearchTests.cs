using AccessGov.App.Personnel;
using AccessGov.App.Personnel.Persons;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Personnel.Deciding;
using AccessGov.Tests;
using AccessGov.Web.Programs;
using AccessGov.Web.Scim;

namespace AccessGov.Web.Tests.Scim;

/// <summary>What a search costs.</summary>
public sealed class ClientSearchTests
{
    private static readonly SourceId Fire = new("fire");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_found_is_found_once_and_after_that_a_page_costs_the_page()
    {
        await using var stage = await ScimStage.OpenAsync();
        await DeliverAsync(stage, 2_500);
        var tally = new Tally(stage.Workspace.Records);
        var users = new Users(stage.Workspace with { Records = tally }, new Caller("fire-hr", [Fire]), "https://x.example");
        var (total, first) = await users.FindAsync("displayName pr and active eq true", 1, 10, Ct);
        Assert.Equal((2_500, "300000"), (total, (string?)first[0].Resource["externalId"]));
        Assert.InRange(tally.Ranges, 3, 12);
        tally.Clear();
        (total, var last) = await users.FindAsync("displayName pr and active eq true", 2_491, 10, Ct);
        Assert.Equal((2_500, "302499"), (total, (string?)last[^1].Resource["externalId"]));
        Assert.Equal(0, tally.Ranges);
        Assert.InRange(tally.Points, 1, 3 * 10 + 3);
        // A change of one person is seen at once.
        (await stage.PatchAsync(last[^1].Id, """[{"op":"replace","path":"active","value":false}]""")).Is(200);
        (total, _) = await users.FindAsync("displayName pr and active eq true", 1, 10, Ct);
        Assert.Equal(2_499, total);
        Assert.Equal(["302499"], await stage.FoundAsync("active eq false"));
        tally.Clear();
        (total, _) = await users.FindAsync("externalId eq \"300007\" or externalId eq \"302007\"", 1, 10, Ct);
        Assert.Equal((2, 0), (total, tally.Ranges));
    }

    [Fact]
    public async Task Of_a_source_that_is_too_large_nobody_is_read_for_a_filter_that_names_nobody()
    {
        await using var stage = await ScimStage.OpenAsync();
        await DeliverAsync(stage, PersonQuery.MostSearched + 1);
        foreach (
            var filter in new[] { "displayName sw \"須坂\"", "externalId eq \"300001\" or active eq false", "not (externalId eq \"1\")" }
        )
            (await stage.GetAsync("/Users?filter=" + Uri.EscapeDataString(filter))).Is(400, "tooMany").Says("20000");
        Assert.Equal(["300001", "320000"], await stage.FoundAsync("externalId eq \"320000\" or externalId eq \"300001\""));
        Assert.Equal(["300001"], await stage.FoundAsync("displayName sw \"須坂\" and externalId eq \"300001\""));
        Assert.Equal(
            PersonQuery.MostSearched + 1,
            (int)(await stage.GetAsync("/Users?startIndex=20001&count=5")).Is(200).Body!["totalResults"]!
        );
    }

    private static async Task DeliverAsync(ScimStage stage, int people)
    {
        var workers = Enumerable.Range(300_000, people).Select(n => VillageStory.Regular($"{n}", "fire", "610100")).ToArray();
        var extract = new SourceExtract(Fire, new DateOnly(2026, 6, 1), new string('a', 64), workers, [], people, 0);
        var accepted = Assert.IsType<HrReading.Accepted>(HrIntake.Judge(extract, null, stage.Workspace.Policy.Limits)).Snapshot;
        var kept = await stage.Workspace.Kept.KeepAsync(accepted, Ct);
        var ledger = await PartitionCommit.OpenAsync(stage.Workspace, Scopes.Personnel, Ct);
        ledger.Put(
            ImportHr.Row(Fire),
            new SourceState(Fire, extract.AsOf, extract.ContentHash, accepted.Digest, kept, stage.Workspace.Now, people)
        );
        Assert.True(await ledger.CommitAsync(Ct));
    }

    /// <summary>Counts what is read of persons.</summary>
    private sealed class Tally(IRecordStore inner) : StoreAround(inner)
    {
        public int Points { get; private set; }

        public int Ranges { get; private set; }

        public void Clear() => (Points, Ranges) = (0, 0);

        public override Task<StoredRecord?> FindAsync(PartitionKey partition, string row, CancellationToken cancellation)
        {
            Points++;
            return base.FindAsync(partition, row, cancellation);
        }

        public override IAsyncEnumerable<StoredRecord> RangeAsync(
            PartitionKey partition,
            string fromRow,
            string? beforeRow,
            CancellationToken cancellation
        )
        {
            Ranges++;
            return base.RangeAsync(partition, fromRow, beforeRow, cancellation);
        }
    }
}
