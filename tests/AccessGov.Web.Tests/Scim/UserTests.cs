using System.Text.Json.Nodes;
using AccessGov.App.Personnel;
using AccessGov.App.Personnel.Persons;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Tests;

namespace AccessGov.Web.Tests.Scim;

/// <summary>Making, reading, replacing and stopping persons.</summary>
public sealed class UserTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_is_read_back_as_sent_and_is_a_fact()
    {
        await using var stage = await ScimStage.OpenAsync();
        var sent = ScimStage.User("300101");
        var made = (await stage.PostAsync("/Users", sent)).Is(201);
        var id = (string)made.Body!["id"]!;
        Assert.EndsWith($"{ScimStage.Root}/Users/{id}", made.Location, StringComparison.Ordinal);
        Assert.Equal(made.Location, (string?)made.Body["meta"]!["location"]);
        var read = (await stage.GetAsync("/Users/" + id)).Is(200);
        Assert.Equal(made.ETag, read.ETag);
        Assert.Equal(read.ETag, (string?)read.Body!["meta"]!["version"]);
        var shown = (JsonObject)read.Body.DeepClone();
        foreach (var name in new[] { "id", "meta" })
            shown.Remove(name);
        Assert.True(JsonNode.DeepEquals(sent, shown), shown.ToJsonString());
        var facts = Assert.IsType<PersonStatement.Employed>(await stage.FactsAsync("300101"));
        Assert.Equal("消防 太郎", facts.Worker.DisplayName);
        Assert.Equal("610100", Assert.Single(facts.Worker.Postings).Org.Value);
        Assert.NotEmpty(await stage.Workspace.Queue.ReceiveAsync(WorkQueues.HrChanged, 32, TimeSpan.FromSeconds(30), Ct));
    }

    [Fact]
    public async Task A_second_POST_of_a_person_is_a_conflict_and_changes_nothing()
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        var before = await stage.GetAsync("/Users/" + id);
        (await stage.PostAsync("/Users", ScimStage.User("300101", org: "600200"))).Is(409, "uniqueness");
        (await stage.PostAsync("/Users", ScimStage.User("300102", userName: "U300101@CITY.example"))).Is(409, "uniqueness");
        Assert.Equal(before.ETag, (await stage.GetAsync("/Users/" + id)).ETag);
        Assert.Null(await stage.FactsAsync("300102"));
    }

    [Fact]
    public async Task A_resource_without_the_personnel_extension_is_refused_and_names_it()
    {
        await using var stage = await ScimStage.OpenAsync();
        var user = ScimStage.User("300101");
        user.Remove(ScimStage.Personnel);
        (await stage.PostAsync("/Users", user)).Is(400, "invalidValue").Says(ScimStage.Personnel);
        var id = await stage.JoinAsync("300102");
        user = ScimStage.User("300102");
        user.Remove(ScimStage.Personnel);
        (await stage.PutAsync(id, user)).Is(400, "invalidValue").Says(ScimStage.Personnel);
        Assert.NotNull(await stage.FactsAsync("300102"));
    }

    [Fact]
    public async Task What_is_misspelt_incomplete_or_contradictory_is_refused_with_its_place()
    {
        await using var stage = await ScimStage.OpenAsync();
        async Task RefusedAsync(Action<JsonObject> spoil, string says)
        {
            var user = ScimStage.User("300101");
            spoil(user);
            (await stage.PostAsync("/Users", user)).Is(400, "invalidValue").Says(says);
        }

        await RefusedAsync(u => u["displayNam"] = "x", "not supported");
        await RefusedAsync(u => u["urn:example:2.0:User"] = new JsonObject(), "not supported");
        await RefusedAsync(u => u[ScimStage.Personnel]!.AsObject().Remove("leaves"), "leaves");
        await RefusedAsync(u => u[ScimStage.Personnel]!["postings"]![0]!["from"] = "4/1/2026", "postings[0].from");
        await RefusedAsync(u => u[ScimStage.Personnel]!["postings"] = new JsonArray(), "statement-without-posting");
        await RefusedAsync(u => u[ScimStage.Enterprise]!["employeeNumber"] = "300102", "employeeNumber");
        await RefusedAsync(u => u["externalId"] = "消防1", "employee number");
        await RefusedAsync(u => u.Remove("userName"), "userName");
        await RefusedAsync(u => u["active"] = "perhaps", "active");
        Assert.Null(await stage.FactsAsync("300101"));
        Assert.Equal(0, (int)(await stage.GetAsync("/Users")).Is(200).Body!["totalResults"]!);
    }

    [Fact]
    public async Task PUT_of_what_is_there_changes_nothing_and_without_active_leaves_a_stop_in_place()
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        var user = ScimStage.User("300101");
        var first = (await stage.PutAsync(id, user)).Is(200);
        Assert.Equal(first.Body!.ToJsonString(), (await stage.PutAsync(id, user)).Is(200).Body!.ToJsonString());
        user["active"] = false;
        Assert.False((bool)(await stage.PutAsync(id, user)).Is(200).Body!["active"]!);
        user.Remove("active");
        Assert.False((bool)(await stage.PutAsync(id, user)).Is(200).Body!["active"]!);
        Assert.True(((PersonStatement.Employed)(await stage.FactsAsync("300101"))!).Worker.Employments[0].EndsAtOnce);
    }

    [Fact]
    public async Task Inactive_is_an_immediate_stop_and_active_again_takes_it_back()
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        async Task<Employment> TermAsync() =>
            Assert.Single(((PersonStatement.Employed)(await stage.FactsAsync("300101"))!).Worker.Employments);
        var before = await stage.GetAsync("/Users/" + id);
        var stopped = (await stage.PatchAsync(id, """[{"op":"Replace","path":"active","value":"False"}]""")).Is(200);
        Assert.False((bool)stopped.Body!["active"]!);
        Assert.Null(stopped.Body[ScimStage.Personnel]!["employments"]![0]!["endsAtOnce"]);
        Assert.True((await TermAsync()).EndsAtOnce);
        (await stage.PatchAsync(id, """[{"op":"Replace","path":"active","value":"True"}]""")).Is(200);
        Assert.False((await TermAsync()).EndsAtOnce);
        Assert.Equal(before.ETag, (await stage.GetAsync("/Users/" + id)).ETag);
    }

    [Fact]
    public async Task A_stop_that_the_facts_tell_is_not_taken_back_by_active()
    {
        await using var stage = await ScimStage.OpenAsync();
        var user = ScimStage.User("300101");
        user[ScimStage.Personnel]!["employments"]![0]!["endsAtOnce"] = true;
        var made = (await stage.PostAsync("/Users", user)).Is(201);
        Assert.False((bool)made.Body!["active"]!);
        (await stage.PatchAsync((string)made.Body["id"]!, """[{"op":"replace","path":"active","value":true}]""")).Is(200);
        Assert.True(((PersonStatement.Employed)(await stage.FactsAsync("300101"))!).Worker.Employments[0].EndsAtOnce);
    }

    [Fact]
    public async Task DELETE_stops_the_person_hides_the_resource_and_erases_no_fact()
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        await stage.JoinAsync("300102");
        (await stage.DeleteAsync(id)).Is(204);
        (await stage.GetAsync("/Users/" + id)).Is(404);
        (await stage.DeleteAsync(id)).Is(404);
        (await stage.PatchAsync(id, """[{"op":"replace","path":"active","value":true}]""")).Is(404);
        Assert.Equal(1, (int)(await stage.GetAsync("/Users")).Body!["totalResults"]!);
        Assert.Equal(0, (int)(await stage.GetAsync("/Users?filter=externalId eq \"300101\"")).Body!["totalResults"]!);
        var present = (await PersonQuery.InAsync(stage.Workspace, new SourceId("fire"), Ct)).Present;
        var left = present.Workers.Single(w => w.Id.Value == "300101");
        Assert.True(left.Employments[0].EndsAtOnce);
        Assert.Single(left.Postings);
        Assert.Equal(id, await stage.JoinAsync("300101"));
        Assert.Equal(2, (int)(await stage.GetAsync("/Users")).Body!["totalResults"]!);
        Assert.False(((PersonStatement.Employed)(await stage.FactsAsync("300101"))!).Worker.Employments[0].EndsAtOnce);
    }

    [Fact]
    public async Task A_guest_who_is_stopped_loses_the_posts_told_here_and_nothing_else()
    {
        await using var stage = await ScimStage.OpenAsync();
        var user = ScimStage.User("000777");
        user[ScimStage.Personnel] = JsonNode.Parse("""{"postings":[{"kind":"crossAppointed","org":"610100","from":"2026-04-01"}]}""");
        var id = (string)(await stage.PostAsync("/Users", user)).Is(201).Body!["id"]!;
        Assert.Single(Assert.IsType<PersonStatement.Guest>(await stage.FactsAsync("000777")).Postings);
        var stopped = (await stage.PatchAsync(id, """[{"op":"replace","value":{"active":false}}]""")).Is(200);
        Assert.False((bool)stopped.Body!["active"]!);
        Assert.Single((JsonArray)stopped.Body[ScimStage.Personnel]!["postings"]!);
        (await stage.PatchAsync(id, """[{"op":"replace","value":{"active":true}}]""")).Is(200);
        Assert.Single(Assert.IsType<PersonStatement.Guest>(await stage.FactsAsync("000777")).Postings);
    }

    [Fact]
    public async Task A_former_name_that_was_told_in_another_way_stays()
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300001");
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        var worker = await WorkerAsync();
        var said = new PersonStatement.Employed(worker.Home, stage.Workspace.Today, worker with { FormerName = "山田" });
        var told = new TakeStatements.Told("former-name", stage.Workspace.Now, said);
        await TakeStatements.RunAsync(stage.Workspace, new Actor.OsUser("test"), [told], Ct);
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        (await stage.PatchAsync(id, """[{"op":"replace","path":"displayName","value":"消防 次郎"}]""")).Is(200);
        var now = await WorkerAsync();
        Assert.Equal(("消防 次郎", "山田"), (now.DisplayName, now.FormerName));

        async Task<Worker> WorkerAsync() => Assert.IsType<PersonStatement.Employed>(await stage.FactsAsync("300001")).Worker;
    }
}
