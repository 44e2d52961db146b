using System.Text.Json.Nodes;
using AccessGov.Tests;
using Microsoft.Extensions.Logging;

namespace AccessGov.Web.Tests.Scim;

/// <summary>What nobody may do through SCIM.</summary>
public sealed class AttackTests
{
    [Fact]
    public async Task A_stranger_learns_and_changes_nothing()
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        foreach (var name in new[] { null, "water", "FIRE" })
        {
            stage.As = name;
            foreach (var path in new[] { "/Users", "/Users/" + id, "/ServiceProviderConfig", "/nothing" })
                (await stage.GetAsync(path)).Is(401);
            (await stage.PostAsync("/Users", ScimStage.User("300102"))).Is(401);
            (await stage.DeleteAsync(id)).Is(401);
        }
        stage.As = "fire";
        (await stage.GetAsync("/Users/" + id)).Is(200);
        Assert.Null(await stage.FactsAsync("300102"));
    }

    [Fact]
    public async Task An_id_of_another_municipality_means_nobody_though_source_and_number_are_alike()
    {
        await using var here = await ScimStage.OpenAsync();
        await using var there = await ScimStage.OpenAsync("komoro");
        var mine = await here.JoinAsync("300101");
        var theirs = await there.JoinAsync("300101");
        Assert.NotEqual(mine, theirs);
        (await here.GetAsync("/Users/" + theirs)).Is(404);
        (await here.PutAsync(theirs, ScimStage.User("300101"))).Is(404);
        (await here.PatchAsync(theirs, """[{"op":"replace","path":"active","value":false}]""")).Is(404);
        (await here.DeleteAsync(theirs)).Is(404);
        var bulk = (
            await here.SendAsync(
                HttpMethod.Post,
                "/Bulk",
                $$"""
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
                 "Operations":[{"method":"DELETE","path":"/Users/{{theirs}}"}]}
                """
            )
        ).Is(200);
        Assert.Equal("404", (string?)bulk.Body!["Operations"]![0]!["status"]);
        Assert.True((bool)(await here.GetAsync("/Users/" + mine)).Body!["active"]!);
    }

    [Fact]
    public async Task A_resource_that_names_another_municipality_or_the_id_of_another_is_refused()
    {
        await using var stage = await ScimStage.OpenAsync();
        var user = ScimStage.User("300101");
        user[ScimStage.Personnel]!["tenant"] = "komoro";
        (await stage.PostAsync("/Users", user)).Is(403);
        var id = await stage.JoinAsync("300101");
        (await stage.PutAsync(id, user)).Is(403);
        (await stage.PatchAsync(id, $$"""[{"op":"add","path":"{{ScimStage.Personnel}}:tenant","value":"komoro"}]""")).Is(403);
        var other = ScimStage.User("300101");
        other["id"] = "somebody-else";
        (await stage.PutAsync(id, other)).Is(400, "mutability");
        user[ScimStage.Personnel]!["tenant"] = "suzaka";
        (await stage.PutAsync(id, user)).Is(200);
    }

    [Fact]
    public async Task A_caller_neither_sees_nor_changes_people_of_a_source_that_is_not_its_own()
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        stage.As = "mayor";
        (await stage.GetAsync("/Users/" + id)).Is(404);
        (await stage.DeleteAsync(id)).Is(404);
        (await stage.PatchAsync(id, """[{"op":"replace","path":"active","value":false}]""")).Is(404);
        Assert.Equal(0, (int)(await stage.GetAsync("/Users")).Body!["totalResults"]!);
        Assert.Equal(
            0,
            (int)(await stage.GetAsync("/Users?filter=" + Uri.EscapeDataString("externalId eq \"300101\""))).Body!["totalResults"]!
        );
        Assert.Equal(0, (int)(await stage.GetAsync("/Users?filter=" + Uri.EscapeDataString($"id eq \"{id}\""))).Body!["totalResults"]!);
        var user = ScimStage.User("300101");
        user[ScimStage.Personnel]!["source"] = "fire";
        (await stage.PostAsync("/Users", user)).Is(403);
        stage.As = "both";
        (await stage.PostAsync("/Users", ScimStage.User("300102"))).Is(400, "invalidValue").Says("source");
        (await stage.GetAsync("/Users/" + id)).Is(200);
        user[ScimStage.Personnel]!["source"] = "mayor";
        (await stage.PutAsync(id, user)).Is(403);
        Assert.Equal(1, (int)(await stage.GetAsync("/Users")).Body!["totalResults"]!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"schemas\":")]
    [InlineData("{\"schemas\":[],\"schemas\":[]}")]
    [InlineData("{\"userName\":\"x\"}")]
    public async Task A_body_that_is_none_is_refused(string body)
    {
        await using var stage = await ScimStage.OpenAsync();
        (await stage.SendAsync(HttpMethod.Post, "/Users", body)).Is(400, "invalidSyntax");
    }

    [Fact]
    public async Task A_body_that_is_nested_deep_or_large_is_refused_before_it_is_read()
    {
        await using var stage = await ScimStage.OpenAsync();
        (
            await stage.SendAsync(
                HttpMethod.Post,
                "/Users",
                string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000)
            )
        ).Is(400, "invalidSyntax");
        (await stage.SendAsync(HttpMethod.Post, "/Users", "{\"userName\":\"" + new string('x', 1024 * 1024) + "\"}")).Is(413);
        var user = ScimStage.User("300101");
        user["emails"] = new JsonArray([.. Enumerable.Range(0, 61).Select(i => new JsonObject { ["value"] = $"{i}" })]);
        (await stage.PostAsync("/Users", user)).Is(400, "invalidValue");
        user["emails"] = new JsonArray(new JsonObject { ["value"] = new string('x', 257) });
        (await stage.PostAsync("/Users", user)).Is(400, "invalidValue");
        (await stage.GetAsync("/Users?filter=" + Uri.EscapeDataString(string.Join(" and ", Enumerable.Repeat("userName eq \"a\"", 9))))).Is(
            400,
            "invalidFilter"
        );
    }

    [Theory]
    [InlineData("%2e%2e%2fSchemas")]
    [InlineData("c3V6YWthCmZpcmUKMzAwMTAx=")]
    [InlineData("c3V6YWthCmZpcmUK")]
    [InlineData("AAAA")]
    public async Task An_id_that_is_none_means_nobody(string id)
    {
        await using var stage = await ScimStage.OpenAsync();
        await stage.JoinAsync("300101");
        Assert.Equal(404, (int)(await stage.GetRawAsync("/Users/" + id)).StatusCode);
    }

    [Fact]
    public async Task No_log_line_holds_a_person_or_a_token()
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        await stage.GetAsync("/Users?filter=" + Uri.EscapeDataString("externalId eq \"300101\""));
        await stage.PatchAsync(id, """[{"op":"replace","path":"nothing","value":"消防"}]""");
        // What LogLines lets through: Microsoft's own lines from Warning on.
        var said = stage
            .Log.Lines.Where(l => l.Level >= LogLevel.Warning || !l.Category.StartsWith("Microsoft", StringComparison.Ordinal))
            .Select(l => l.Text)
            .ToArray();
        foreach (var secret in new[] { "300101", id, "消防", ScimStage.Token("fire") })
            Assert.DoesNotContain(said, l => l.Contains(secret, StringComparison.Ordinal));
    }
}
