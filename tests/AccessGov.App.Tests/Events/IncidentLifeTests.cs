using System.Text;
using AccessGov.App.Composition;
using AccessGov.App.Events;
using AccessGov.App.Incidents;
using AccessGov.App.Planning;
using AccessGov.App.Storage;
using AccessGov.App.Texts;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Events;

/// <summary>Incidents from the day they are met to the day they are over, and in whose language they are read.</summary>
public sealed class IncidentLifeTests : StagedTest
{
    private static readonly EmployeeId Somebody = new("900001");

    [Theory]
    [InlineData("署名を止めました / Nothing is signed.", "署名を止めました", "Nothing is signed.")]
    [InlineData(
        "一覧は /portal/reviews/r/record にあります。 / See the list.",
        "一覧は /portal/reviews/r/record にあります。",
        "See the list."
    )]
    [InlineData("plan-stale: p 5 / 3", "plan-stale: p 5 / 3", "plan-stale: p 5 / 3")]
    [InlineData("Row 3, column 職員番号: …", "Row 3, column 職員番号: …", "Row 3, column 職員番号: …")]
    [InlineData("上限 5 / 上限 3", "上限 5 / 上限 3", "上限 5 / 上限 3")]
    public async Task What_a_former_version_kept_is_read_still_each_in_their_language(string kept, string ja, string en)
    {
        var row = $$"""
            {"code":"record-unwitnessed","subject":"x","what":"{{kept}}","id":"abc","at":"2026-01-01T00:00:00Z","times":2,
             "closedBecause":"{{kept}}"}
            """;
        await Workspace.Records.CommitAsync(
            new PartitionKey(Workspace.Tenant, Scopes.Incidents),
            [new RecordWrite.Insert("open|abc", Encoding.UTF8.GetBytes(row))],
            Ct
        );
        var read = Assert.Single(await IncidentLog.ListAsync(Workspace, Ct));
        // Somebody's own words, not a text of ours.
        var (japanese, english) = (new UiTexts("ja"), new UiTexts("en"));
        Assert.Equal((ja, en), (japanese.Of(read.What), english.Of(read.What)));
        Assert.Equal((ja, en, true), (japanese.Of(read.WhyEnded!), english.Of(read.WhyEnded!), read.IsSettled));
    }

    [Fact]
    public async Task What_is_kept_holds_no_sentence_and_goes_through_its_life()
    {
        await IncidentLog.AddAsync(
            Workspace,
            Actor,
            new Incident("timer-failed", "SealAudit", Wording.Of("Met.timer-failed", "SealAudit", 3)),
            Ct
        );
        var (id, row) = await RowAsync();
        Assert.Contains("""{"code":"Met.timer-failed","values":["SealAudit","3"]}""", row, StringComparison.Ordinal);
        Assert.Equal(Somebody, (await IncidentLog.TakeAsync(Workspace, Somebody, id, Ct))!.TakenBy);
        await IncidentLog.EndOfAsync(Workspace, Actor, "timer-failed", "another", Wording.Of("Over.timer-ran"), Ct);
        Assert.True((await OneAsync()).IsOpen);
        await IncidentLog.EndOfAsync(Workspace, Actor, "timer-failed", "SealAudit", Wording.Of("Over.timer-ran"), Ct);
        Assert.Equal((false, "Over.timer-ran"), ((await OneAsync()).IsOpen, (await OneAsync()).WhyEnded!.Key));
        await IncidentLog.AddAsync(
            Workspace,
            Actor,
            new Incident("timer-failed", "SealAudit", Wording.Of("Met.timer-failed", "SealAudit", 3)),
            Ct
        );
        var again = await OneAsync();
        Assert.Equal((true, 2, null, null), (again.IsOpen, again.Times, again.WhyEnded, again.TakenBy));
    }

    /// <summary>One row of many that cannot be read: the file is taken over without them.</summary>
    [Fact]
    public async Task Rows_that_were_left_out_are_named_and_are_over_once_the_file_is_corrected()
    {
        await ArrivesAsync(await Stage.DropAsync(Workspace, Faulty(Stage.Extract(300))));
        var told = await OneAsync();
        Assert.Equal(("hr-rows-left", "fire", 1), (told.Code, told.Subject, told.Times));
        var place = Assert.Single(told.Places!);
        Assert.Equal((3, "発令日", new EmployeeId("300002")), (place.Row!.Value, place.Column, place.Worker!.Value));
        // Where, and what is wrong there.
        Assert.StartsWith("3行目「発令日」（職員 300002）：", Assert.Single(told.PlacesInWords).InJapanese(), StringComparison.Ordinal);
        Assert.EndsWith(place.Why!.InJapanese(), told.PlacesInWords[0].InJapanese(), StringComparison.Ordinal);
        await IncidentLog.TakeAsync(Workspace, Somebody, told.Id, Ct);
        // The next night's file has the same fault: whoever looks into it still does.
        await ArrivesAsync(await Stage.DropAsync(Workspace, Faulty(Stage.Extract(301))));
        var still = await OneAsync();
        Assert.Equal((told.Id, 2, Somebody, true), (still.Id, still.Times, still.TakenBy!.Value, still.IsOpen));
        await ArrivesAsync(await Stage.DropAsync(Workspace, Stage.Extract(301)));
        var over = await OneAsync();
        Assert.Equal((false, null, "Over.file-taken-over"), (over.IsOpen, over.ClosedBy, over.WhyEnded?.Key));
    }

    [Fact]
    public async Task A_refused_file_is_over_once_the_source_has_delivered_facts_of_that_day()
    {
        await ArrivesAsync(await Stage.DropAsync(Workspace, Encoding.UTF8.GetBytes("職員番号\n1\n")));
        var told = await OneAsync();
        Assert.Equal(("hr-file-refused", true), (told.Code, told.IsOpen));
        await ArrivesAsync(await Stage.DropAsync(Workspace, Encoding.UTF8.GetBytes("職員番号\n2\n")));
        Assert.Equal(2, (await IncidentLog.ListAsync(Workspace, Ct)).Count(i => i.IsOpen));
        await ArrivesAsync(await Stage.DropAsync(Workspace, Stage.Extract(3)));
        Assert.DoesNotContain(await IncidentLog.ListAsync(Workspace, Ct), i => i.IsOpen);
    }

    /// <summary>Who mends a file by putting the former one back says nothing new, and has mended it.</summary>
    [Fact]
    public async Task A_refused_file_is_over_once_the_former_facts_are_delivered_again()
    {
        await ArrivesAsync(await Stage.DropAsync(Workspace, Stage.Extract(3)));
        await ArrivesAsync(await Stage.DropAsync(Workspace, Encoding.UTF8.GetBytes("職員番号\n1\n")));
        Assert.True((await OneAsync()).IsOpen);
        await ArrivesAsync(await Stage.DropAsync(Workspace, Stage.Extract(3)));
        Assert.Equal("Over.file-taken-over", (await OneAsync()).WhyEnded?.Key);
    }

    /// <summary>Of a refused file too whoever mends it reads whose row it is.</summary>
    [Fact]
    public async Task A_refused_file_names_the_people_of_the_rows_at_fault()
    {
        await ArrivesAsync(await Stage.DropAsync(Workspace, Faulty(Stage.Extract(3))));
        var told = await OneAsync();
        Assert.Equal("hr-file-refused", told.Code);
        var place = Assert.Single(told.Places!);
        Assert.Equal((3, "発令日", new EmployeeId("300002")), (place.Row!.Value, place.Column, place.Worker!.Value));
    }

    [Fact]
    public async Task A_name_against_the_rule_is_over_once_the_file_lies_there_no_longer()
    {
        await ArrivesAsync("fire/x.csv");
        await PollInbox.ForgetAsync(Workspace, Actor, Ct);
        Assert.Equal("Over.file-gone", (await OneAsync()).WhyEnded?.Key);
        // One that says its day is over only with facts of that day.
        await ArrivesAsync($"fire/{Workspace.Today:yyyy-MM-dd}_gone.csv");
        await PollInbox.ForgetAsync(Workspace, Actor, Ct);
        Assert.Single(await IncidentLog.ListAsync(Workspace, Ct), i => i is { IsOpen: true, Code: "hr-file-refused" });
    }

    [Fact]
    public async Task What_was_left_to_do_is_over_once_a_plan_of_everybody_finds_nothing()
    {
        await IncidentLog.AddAsync(
            Workspace,
            Actor,
            new Incident("plan-not-achieved", new string('a', 64), Wording.Of("Met.plan-not-achieved", "aaaa", 3)),
            Ct
        );
        await PlanToday.RunAsync(Workspace, Actor, null, Ct);
        // Nobody has delivered yet: what nobody knows settles nothing, and is told itself.
        Assert.Equal(2, (await IncidentLog.ListAsync(Workspace, Ct)).Count(i => i.IsOpen));
        var file = await Stage.DropAsync(Workspace, Stage.Extract(3));
        await ArrivesAsync(file);
        Assert.Equal("plan-not-achieved", Assert.Single(await IncidentLog.ListAsync(Workspace, Ct), i => i.IsOpen).Code);
    }

    private static byte[] Faulty(byte[] extract)
    {
        var lines = Encoding.UTF8.GetString(extract).Split('\n');
        var cells = lines[2].Split('\t');
        cells[8] = "2026-13-45";
        lines[2] = string.Join('\t', cells);
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    private async Task<Incident> OneAsync() => Assert.Single(await IncidentLog.ListAsync(Workspace, Ct));

    private async Task<(string Id, string Row)> RowAsync()
    {
        var id = (await OneAsync()).Id;
        var found = await Workspace.Records.FindAsync(new PartitionKey(Workspace.Tenant, Scopes.Incidents), $"open|{id}", Ct);
        return (id, Encoding.UTF8.GetString(found!.Json.Span));
    }
}
