using System.Text.Json.Nodes;
using AccessGov.App.Personnel;
using AccessGov.App.Personnel.Persons;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Personnel.Deciding;
using AccessGov.Tests;

namespace AccessGov.Web.Tests.Scim;

/// <summary>Filters, pages, versions, discovery.</summary>
public sealed class FindingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("userName eq \"u300101@city.example\"", 1)]
    [InlineData("USERNAME EQ \"U300101@CITY.EXAMPLE\"", 1)]
    [InlineData("externalId eq \"300101\"", 1)]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber eq \"300101\"", 1)]
    [InlineData("userName eq \"u300101@city.example\" and externalId eq \"300101\"", 1)]
    [InlineData("externalId eq \"300101\" and active eq true", 1)]
    [InlineData("externalId eq \"300101\" and active eq false", 0)]
    [InlineData("userName eq \"u300101@city.example\" and externalId eq \"300102\"", 0)]
    [InlineData("userName eq \"nobody\"", 0)]
    [InlineData("externalId eq \"\"", 0)]
    public async Task A_person_is_found_by_name_or_number(string filter, int expected)
    {
        await using var stage = await ScimStage.OpenAsync();
        await stage.JoinAsync("300101");
        await stage.JoinAsync("300102");
        var found = (await stage.GetAsync("/Users?filter=" + Uri.EscapeDataString(filter))).Is(200).Body!;
        Assert.Equal(expected, (int)found["totalResults"]!);
        Assert.All((JsonArray)found["Resources"]!, r => Assert.Equal("300101", (string?)r!["externalId"]));
    }

    [Theory]
    [InlineData("externalId eq \"1234\"")]
    [InlineData("externalId eq \"001234\"")]
    [InlineData("externalId eq \"００１２３４\"")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber eq \"1234\"")]
    [InlineData("userName eq \"1234\"")]
    public async Task A_number_without_its_zeros_makes_no_second_person(string filter)
    {
        await using var stage = await ScimStage.OpenAsync(withProfiles: true);
        var first = ScimStage.User("1234");
        first["userName"] = "1234";
        Assert.Equal("001234", (string?)(await stage.PostAsync("/Users", first)).Is(201).Body!["externalId"]);
        var again = ScimStage.User("001234");
        again["userName"] = "001234";
        (await stage.PostAsync("/Users", again)).Is(409, "uniqueness");
        var found = (await stage.GetAsync("/Users?filter=" + Uri.EscapeDataString(filter))).Is(200).Body!;
        Assert.Equal(1, (int)found["totalResults"]!);
        Assert.Equal("001234", (string?)found["Resources"]![0]!["externalId"]);
    }

    [Fact]
    public async Task A_number_that_lost_its_end_is_nobodys()
    {
        await using var stage = await ScimStage.OpenAsync(withProfiles: true);
        (await stage.PostAsync("/Users", ScimStage.User("00123"))).Is(400, "invalidValue");
    }

    [Theory]
    [InlineData("displayName", "花子\u202e田中")]
    [InlineData("userName", "u\u200b1")]
    public async Task What_nobody_sees_is_in_no_name(string attribute, string value)
    {
        await using var stage = await ScimStage.OpenAsync();
        var user = ScimStage.User("300101");
        user[attribute] = value;
        (await stage.PostAsync("/Users", user)).Is(400, "invalidValue");
    }

    [Theory]
    [InlineData("userName eq")]
    [InlineData("userName eq u300101")]
    [InlineData("userName gt \"a\"")]
    [InlineData("emails[type eq \"work\"]")]
    [InlineData("userName eq \"a")]
    [InlineData("password eq \"a\"")]
    [InlineData("userName eq \"a\" and nothing eq \"b\"")]
    [InlineData("userName eq {\"a\":1}")]
    public async Task A_filter_that_is_not_supported_is_refused_and_not_guessed(string filter)
    {
        await using var stage = await ScimStage.OpenAsync();
        (await stage.GetAsync("/Users?filter=" + Uri.EscapeDataString(filter))).Is(400, "invalidFilter");
    }

    [Fact]
    public async Task Pages_are_bounded_and_together_everybody_once()
    {
        await using var stage = await ScimStage.OpenAsync();
        for (var i = 1; i <= 5; i++)
            await stage.JoinAsync($"30010{i}");
        var seen = new List<string?>();
        for (var at = 1; at <= 5; at += 2)
        {
            var page = (await stage.GetAsync($"/Users?startIndex={at}&count=2")).Is(200).Body!;
            Assert.Equal((5, at), ((int)page["totalResults"]!, (int)page["startIndex"]!));
            seen.AddRange(((JsonArray)page["Resources"]!).Select(r => (string?)r!["externalId"]));
        }
        Assert.Equal(["300101", "300102", "300103", "300104", "300105"], seen);
        Assert.Empty((JsonArray)(await stage.GetAsync("/Users?count=0")).Body!["Resources"]!);
        Assert.Empty((JsonArray)(await stage.GetAsync("/Users?count=-3&startIndex=99")).Body!["Resources"]!);
        (await stage.GetAsync("/Users?count=many")).Is(400, "invalidValue");
        var some = (JsonObject)(await stage.GetAsync("/Users?attributes=userName,name.familyName&count=1")).Body!["Resources"]![0]!;
        Assert.Equal(["schemas", "id", "userName", "name"], some.Select(m => m.Key));
        Assert.Equal("familyName", Assert.Single((JsonObject)some["name"]!).Key);
        var less = (JsonObject)
            (await stage.GetAsync($"/Users?excludedAttributes=meta,emails.value,{ScimStage.Personnel}&count=1")).Body!["Resources"]![0]!;
        Assert.False(less.ContainsKey("meta") || less.ContainsKey(ScimStage.Personnel));
        Assert.Null(less["emails"]![0]!["value"]);
    }

    [Fact]
    public async Task Who_is_known_by_an_extract_is_found_first_and_taken_over()
    {
        await using var stage = await ScimStage.OpenAsync();
        var extract = new SourceExtract(
            new SourceId("fire"),
            new DateOnly(2026, 6, 1),
            new string('a', 64),
            [VillageStory.Regular("300107", "fire", "610100")],
            [],
            1,
            0
        );
        var accepted = Assert.IsType<HrReading.Accepted>(HrIntake.Judge(extract, null, stage.Workspace.Policy.Limits)).Snapshot;
        var kept = await stage.Workspace.Kept.KeepAsync(accepted, Ct);
        var ledger = await PartitionCommit.OpenAsync(stage.Workspace, Scopes.Personnel, Ct);
        ledger.Put(
            ImportHr.Row(extract.Source),
            new SourceState(extract.Source, extract.AsOf, extract.ContentHash, accepted.Digest, kept, stage.Workspace.Now, 1)
        );
        Assert.True(await ledger.CommitAsync(Ct));

        var found = (await stage.GetAsync("/Users?filter=" + Uri.EscapeDataString("externalId eq \"300107\""))).Is(200).Body!["Resources"]![
            0
        ]!;
        Assert.Equal(("300107", "須坂　300107", true), ((string?)found["userName"], (string?)found["displayName"], (bool)found["active"]!));
        var id = (string)found["id"]!;
        (await stage.PatchAsync(id, """[{"op":"add","path":"userName","value":"hanako"}]""")).Is(200);
        Assert.Equal(
            id,
            (string?)(await stage.GetAsync("/Users?filter=" + Uri.EscapeDataString("userName eq \"hanako\""))).Body!["Resources"]![0]!["id"]
        );
        Assert.Empty(
            (JsonArray)(await stage.GetAsync("/Users?filter=" + Uri.EscapeDataString("userName eq \"300107\""))).Body!["Resources"]!
        );
        (await stage.PostAsync("/Users", ScimStage.User("300107"))).Is(409, "uniqueness");
        // A name and no fact: no statement that the next extract of today could not overtake.
        Assert.Null(
            (await (await PersonQuery.InAsync(stage.Workspace, extract.Source, Ct)).OneAsync(new EmployeeId("300107"), Ct))!.StatedOn
        );
        (await stage.PutAsync(id, ScimStage.User("300107"))).Is(200);
        Assert.Equal(
            new DateOnly(2026, 6, 1),
            (await (await PersonQuery.InAsync(stage.Workspace, extract.Source, Ct)).OneAsync(new EmployeeId("300107"), Ct))!.StatedOn
        );
    }

    [Fact]
    public async Task What_somebody_else_tells_later_is_what_is_shown()
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        (await stage.PatchAsync(id, """[{"op":"replace","path":"active","value":false}]""")).Is(200);
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        var worker = VillageStory.Regular("300101", "fire", "600200");
        Assert.IsType<StatementResult.Taken>(
            (
                await TakeStatements.RunAsync(
                    stage.Workspace,
                    new Actor.Application("event"),
                    [new("e-1", stage.Workspace.Now, new PersonStatement.Employed(worker.Home, stage.Workspace.Today, worker))],
                    Ct
                )
            )[0]
        );
        var shown = (await stage.GetAsync("/Users/" + id)).Is(200).Body!;
        Assert.Equal(
            ("須坂　300101", true, "600200"),
            ((string?)shown["displayName"], (bool)shown["active"]!, (string?)shown[ScimStage.Personnel]!["postings"]![0]!["org"])
        );
        Assert.Equal("u300101@city.example", (string?)shown["userName"]);
    }

    [Fact]
    public async Task A_version_that_has_passed_changes_nothing_and_one_that_is_known_is_not_sent_again()
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        var old = (await stage.GetAsync("/Users/" + id)).ETag!;
        Assert.Equal(304, (int)(await stage.GetAsync("/Users/" + id, old)).Status);
        (await stage.PatchAsync(id, """[{"op":"replace","path":"title","value":"主査"}]""", old)).Is(200);
        (await stage.GetAsync("/Users/" + id, old)).Is(200);
        (await stage.PatchAsync(id, """[{"op":"replace","path":"title","value":"係長"}]""", old)).Is(412);
        (await stage.PutAsync(id, ScimStage.User("300101"), old)).Is(412);
        (await stage.PatchAsync(id, """[{"op":"replace","path":"title","value":"係長"}]""", "*")).Is(200);
        (
            await stage.PatchAsync(
                id,
                """[{"op":"replace","path":"title","value":"課長"}]""",
                (await stage.GetAsync("/Users/" + id)).ETag!["W/".Length..]
            )
        ).Is(200);
    }

    [Fact]
    public async Task Of_ten_who_change_the_same_version_at_once_one_succeeds()
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        var version = (await stage.GetAsync("/Users/" + id)).ETag;
        var replies = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => stage.PatchAsync(id, $$"""[{"op":"replace","path":"title","value":"t{{i}}"}]""", version))
        );
        Assert.Single(replies, r => (int)r.Status == 200);
        Assert.Equal(9, replies.Count(r => (int)r.Status == 412));
    }

    [Fact]
    public async Task Discovery_tells_what_there_is()
    {
        await using var stage = await ScimStage.OpenAsync();
        var config = (await stage.GetAsync("/ServiceProviderConfig")).Is(200).Body!;
        Assert.True((bool)config["patch"]!["supported"]! && (bool)config["etag"]!["supported"]! && !(bool)config["sort"]!["supported"]!);
        var types = (await stage.GetAsync("/ResourceTypes")).Is(200).Body!;
        Assert.Equal("User", (string?)Assert.Single((JsonArray)types["Resources"]!)!["name"]);
        (await stage.GetAsync("/Groups")).Is(404);
        (await stage.GetAsync("/Schemas?filter=x")).Is(403);
        foreach (var schema in (JsonArray)(await stage.GetAsync("/Schemas")).Is(200).Body!["Resources"]!)
        {
            (await stage.GetAsync("/Schemas/" + schema!["id"])).Is(200);
            Assert.DoesNotContain((JsonArray)schema["attributes"]!, a => (string?)a!["name"] is "password" or "phoneNumbers");
        }
    }
}
