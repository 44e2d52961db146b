using System.Text.Json.Nodes;
using AccessGov.Tests;

namespace AccessGov.Web.Tests.Scim;

/// <summary>What clients send as PATCH, over the wire.</summary>
public sealed class ClientPatchTests
{
    private const string Ext = ScimStage.Personnel,
        Ent = ScimStage.Enterprise;

    [Theory]
    [InlineData("""{"op":"add","path":"title"}""")]
    [InlineData("""{"op":"Add","path":"title","value":null}""")]
    [InlineData("""{"op":"add","path":"emails"}""")]
    [InlineData("""{"op":"add"}""")]
    [InlineData("""{"op":"replace","path":"title"}""")]
    [InlineData("""{"op":"replace","path":"emails"}""")]
    [InlineData("""{"op":"add","path":"phoneNumbers"}""")]
    public async Task A_client_that_adds_and_says_not_what_changes_nothing(string operation)
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        var before = (await stage.PatchAsync(id, """[{"op":"add","path":"title","value":"主査"}]""")).Is(200);
        (await stage.PatchAsync(id, $"[{operation}]")).Is(400, "invalidValue").Says("value");
        Assert.Equal(before.ETag, (await stage.GetAsync("/Users/" + id)).ETag);
    }

    [Theory]
    [InlineData("""{"op":"remove","path":"userName"}""")]
    [InlineData("""{"op":"remove","path":"externalId"}""")]
    [InlineData("""{"op":"remove","path":"ENT:employeeNumber"}""")]
    [InlineData("""{"op":"remove","path":"EXT:postings"}""")]
    [InlineData("""{"op":"remove","path":"EXT:postings[org eq \"610100\"]"}""")]
    [InlineData("""{"op":"remove","path":"EXT:postings[org eq \"610100\"].org"}""")]
    [InlineData("""{"op":"remove","path":"EXT:postings.from"}""")]
    [InlineData("""{"op":"remove","path":"EXT:employments.kind"}""")]
    [InlineData("""{"op":"remove","path":"EXT"}""")]
    [InlineData("""{"op":"remove","path":"id"}""")]
    [InlineData("""{"op":"remove","path":"meta.lastModified"}""")]
    [InlineData("""{"op":"remove","path":"schemas"}""")]
    [InlineData("""{"op":"replace","path":"externalId","value":"300102"}""")]
    [InlineData("""{"op":"replace","path":"ENT:employeeNumber","value":"300102"}""")]
    [InlineData("""{"op":"replace","path":"ENT","value":{"employeeNumber":"300102"}}""")]
    [InlineData("""{"op":"replace","path":"externalId","value":""}""")]
    [InlineData("""{"op":"replace","value":{"externalId":null}}""")]
    public async Task A_client_that_removes_what_is_required_or_changes_what_is_not_to_change_is_told_mutability(string operation)
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        var before = await stage.GetAsync("/Users/" + id);
        (await stage.PatchAsync(id, $"[{Written(operation)}]")).Is(400, "mutability");
        Assert.Equal(before.ETag, (await stage.GetAsync("/Users/" + id)).ETag);
    }

    [Fact]
    public async Task A_client_may_say_a_number_again_that_does_not_change()
    {
        await using var stage = await ScimStage.OpenAsync(withProfiles: true);
        var id = await stage.JoinAsync("001234");
        var before = await stage.GetAsync("/Users/" + id);
        foreach (var path in new[] { "externalId", Ent + ":employeeNumber" })
            foreach (var number in new[] { "001234", "1234" })
                (await stage.PatchAsync(id, $$"""[{"op":"replace","path":"{{path}}","value":"{{number}}"}]""")).Is(200);
        Assert.Equal(before.ETag, (await stage.GetAsync("/Users/" + id)).ETag);
    }

    [Theory]
    [InlineData("""emails[primary eq "True"].value""")]
    [InlineData("""emails[primary eq "true"].value""")]
    [InlineData("""emails[primary eq true].value""")]
    [InlineData("""emails[primary ne "False"].value""")]
    [InlineData("""emails[type eq "work" or type eq "other"].value""")]
    [InlineData("""emails[not (type eq "home")].value""")]
    [InlineData("""emails[(type eq "work") and primary eq "True"].value""")]
    public async Task A_client_that_writes_booleans_as_texts_finds_the_address(string path)
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        var escaped = path.Replace("\"", "\\\"", StringComparison.Ordinal);
        var reply = (await stage.PatchAsync(id, $$"""[{"op":"Replace","path":"{{escaped}}","value":"new@city.example"}]""")).Is(200);
        Assert.Equal("new@city.example", (string?)Assert.Single((JsonArray)reply.Body!["emails"]!)!["value"]);
    }

    [Fact]
    public async Task A_client_that_adds_the_primary_address_in_this_way_makes_one()
    {
        await using var stage = await ScimStage.OpenAsync();
        var user = ScimStage.User("300101");
        user.Remove("emails");
        var id = (string)(await stage.PostAsync("/Users", user)).Is(201).Body!["id"]!;
        var reply = (
            await stage.PatchAsync(id, """[{"op":"Add","path":"emails[primary eq \"True\"].value","value":"new@city.example"}]""")
        ).Is(200);
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse("""[{"primary":true,"value":"new@city.example"}]"""), reply.Body!["emails"]),
            reply.Body.ToJsonString()
        );
    }

    [Theory]
    [InlineData("""{"op":"Add","path":"ENT:manager","value":""}""")]
    [InlineData("""{"op":"Replace","path":"ENT:manager","value":""}""")]
    [InlineData("""{"op":"Replace","path":"ENT:manager","value":{"value":""}}""")]
    [InlineData("""{"op":"Replace","path":"ENT:manager","value":[{"value":""}]}""")]
    [InlineData("""{"op":"Replace","path":"ENT:manager","value":[]}""")]
    [InlineData("""{"op":"Replace","path":"ENT:manager","value":null}""")]
    [InlineData("""{"op":"Replace","path":"ENT:manager.value","value":""}""")]
    [InlineData("""{"op":"Replace","path":"ENT.manager","value":""}""")]
    [InlineData("""{"op":"Remove","path":"ENT.manager"}""")]
    [InlineData("""{"op":"Replace","path":"ENT","value":{"manager":""}}""")]
    [InlineData("""{"op":"Replace","value":{"ENT:manager":""}}""")]
    [InlineData("""{"op":"Replace","value":{"ENT":{"manager":""}}}""")]
    public async Task A_client_that_names_nobody_as_manager_leaves_none(string operation)
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        var reply = (await stage.PatchAsync(id, $"[{Written(operation)}]")).Is(200);
        var enterprise = (JsonObject)reply.Body![Ent]!;
        Assert.Equal(["employeeNumber", "department"], enterprise.Select(m => m.Key));
    }

    [Fact]
    public async Task A_client_that_makes_somebody_without_a_manager_may_say_so_with_nothing()
    {
        await using var stage = await ScimStage.OpenAsync();
        var user = ScimStage.User("300101");
        user[Ent]!["manager"] = "";
        Assert.Null((await stage.PostAsync("/Users", user)).Is(201).Body![Ent]!["manager"]);
    }

    [Theory]
    [InlineData("""{"op":"Add","path":"ENT.manager","value":"300009"}""")]
    [InlineData("""{"op":"Replace","path":"ENT.manager.value","value":"300009"}""")]
    [InlineData("""{"op":"Replace","path":"ENT:manager","value":{"value":"300009"}}""")]
    [InlineData("""{"op":"Replace","path":"ENT","value":{"manager":{"value":"300009"}}}""")]
    [InlineData("""{"op":"Add","path":"ENT","value":{"manager":"300009"}}""")]
    [InlineData("""{"op":"Replace","value":{"ENT.manager":"300009"}}""")]
    [InlineData("""{"op":"Replace","value":{"ENT":{"manager":{"value":"300009"}}}}""")]
    [InlineData("""{"op":"Add","path":"urn:ietf:params:scim:schemas:core:2.0:User","value":{"ENT:manager":"300009"}}""")]
    public async Task A_client_reaches_the_manager_in_each_way_that_is_written(string operation)
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        var reply = (await stage.PatchAsync(id, $"[{Written(operation)}]")).Is(200);
        Assert.Equal("300009", (string?)reply.Body![Ent]!["manager"]!["value"]);
        Assert.Equal("消防署", (string?)reply.Body[Ent]!["department"]);
    }

    [Fact]
    public async Task A_client_that_removes_what_the_server_keeps_is_shown_what_stays()
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        var reply = (await stage.PatchAsync(id, $$"""[{"op":"remove","path":"{{Ent}}"}]""")).Is(200);
        Assert.Equal("employeeNumber", Assert.Single((JsonObject)reply.Body![Ent]!).Key);
        (await stage.PatchAsync(id, """[{"op":"replace","path":"active","value":false}]""")).Is(200);
        Assert.False((bool)(await stage.PatchAsync(id, """[{"op":"remove","path":"active"}]""")).Is(200).Body!["active"]!);
        Assert.Empty(
            (JsonArray)(await stage.PatchAsync(id, $$"""[{"op":"remove","path":"{{Ext}}:leaves"}]""")).Is(200).Body![Ext]!["leaves"]!
        );
    }

    private static string Written(string operation) =>
        operation.Replace("ENT", Ent, StringComparison.Ordinal).Replace("EXT", Ext, StringComparison.Ordinal);
}
