using System.Text.Json.Nodes;
using AccessGov.App.Work;
using AccessGov.Core.Personnel;
using AccessGov.Tests;

namespace AccessGov.Web.Tests.Scim;

/// <summary>RFC 7644 §3.7.</summary>
public sealed class BulkTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_people_are_told_in_few_commits()
    {
        await using var stage = await ScimStage.OpenAsync();
        var answers = await RunAsync(stage, [.. Enumerable.Range(1, 40).Select(i => Post($"300{i:D3}"))]);
        Assert.All(answers, a => Assert.Equal("201", (string?)a!["status"]));
        Assert.Equal(40, (int)(await stage.GetAsync("/Users?count=0")).Body!["totalResults"]!);
        var first = await stage.GetAsync("/Users?count=1");
        Assert.Equal((string?)first.Body!["Resources"]![0]!["meta"]!["location"], (string?)answers[0]!["location"]);
        Assert.Equal((string?)first.Body["Resources"]![0]!["meta"]!["version"], (string?)answers[0]!["version"]);
        var messages = await stage.Workspace.Queue.PeekCountAsync(WorkQueues.SealAudit, Ct);
        Assert.InRange(messages, 1, 3);
    }

    [Fact]
    public async Task A_POST_of_a_known_person_replaces_as_with_Entras_bulkUpload()
    {
        await using var stage = await ScimStage.OpenAsync();
        await stage.JoinAsync("300101");
        var answers = await RunAsync(stage, [Post("300101", "600200"), Post("300102")]);
        Assert.Equal(["200", "201"], answers.Select(a => (string?)a!["status"]));
        Assert.Equal("600200", ((PersonStatement.Employed)(await stage.FactsAsync("300101"))!).Worker.Postings[0].Org.Value);
    }

    [Fact]
    public async Task A_bulkId_names_what_was_made_before_it_in_paths_and_values()
    {
        await using var stage = await ScimStage.OpenAsync();
        var second = Post("300102");
        second["data"]![ScimStage.Enterprise]!["manager"]!["value"] = "bulkId:b300101";
        var answers = await RunAsync(
            stage,
            [
                Post("300101"),
                second,
                JsonNode.Parse(
                    """
                    {"method":"PATCH","path":"/Users/bulkId:b300101","data":{
                      "schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                      "Operations":[{"op":"replace","path":"title","value":"署長"}]}}
                    """
                )!,
                JsonNode.Parse("""{"method":"DELETE","path":"/Users/bulkId:nobody"}""")!,
            ]
        );
        Assert.Equal(["201", "201", "200", "409"], answers.Select(a => (string?)a!["status"]));
        var people = (JsonArray)(await stage.GetAsync("/Users")).Body!["Resources"]!;
        Assert.Equal("署長", (string?)people[0]!["title"]);
        Assert.Equal((string?)people[0]!["id"], (string?)people[1]![ScimStage.Enterprise]!["manager"]!["value"]);
    }

    [Fact]
    public async Task What_fails_is_told_beside_what_does_not_and_failOnErrors_ends_it()
    {
        await using var stage = await ScimStage.OpenAsync();
        var bad = Post("300102");
        bad["data"]!.AsObject().Remove(ScimStage.Personnel);
        var after = Post("300103");
        after["data"]![ScimStage.Enterprise]!["manager"]!["value"] = "bulkId:b300102";
        var all = await RunAsync(stage, [Post("300101"), bad.DeepClone(), after, Post("300104")]);
        Assert.Equal(["201", "400", "409", "201"], all.Select(a => (string?)a!["status"]));
        Assert.Equal("invalidValue", (string?)all[1]!["response"]!["scimType"]);
        var some = await RunAsync(stage, [Post("300105"), bad, Post("300106")], failOnErrors: 1);
        Assert.Equal(["201", "400"], some.Select(a => (string?)a!["status"]));
        Assert.Null(await stage.FactsAsync("300106"));
    }

    [Fact]
    public async Task A_person_may_stand_twice_and_the_order_counts()
    {
        await using var stage = await ScimStage.OpenAsync();
        var answers = await RunAsync(stage, [Post("300101", "600200", "b1"), Post("300101", "610100", "b2")]);
        Assert.Equal(["201", "200"], answers.Select(a => (string?)a!["status"]));
        Assert.Equal("610100", ((PersonStatement.Employed)(await stage.FactsAsync("300101"))!).Worker.Postings[0].Org.Value);
    }

    [Fact]
    public async Task A_passed_version_is_refused_here_too()
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        var answers = await RunAsync(stage, [JsonNode.Parse($$"""{"method":"DELETE","path":"/Users/{{id}}","version":"W/\"old\""}""")!]);
        Assert.Equal("412", (string?)answers[0]!["status"]);
        (await stage.GetAsync("/Users/" + id)).Is(200);
    }

    [Fact]
    public async Task More_operations_or_bytes_than_stated_are_refused_whole()
    {
        await using var stage = await ScimStage.OpenAsync();
        var bulk = (await stage.GetAsync("/ServiceProviderConfig")).Body!["bulk"]!;
        var many = Enumerable.Range(0, (int)bulk["maxOperations"]! + 1).Select(i => (JsonNode)Post($"30{i:D4}")).ToArray();
        (await stage.PostAsync("/Bulk", Request(many))).Is(413).Says(bulk["maxOperations"]!.ToString());
        (await stage.SendAsync(HttpMethod.Post, "/Bulk", "{\"x\":\"" + new string('x', (int)bulk["maxPayloadSize"]!) + "\"}"))
            .Is(413)
            .Says(bulk["maxPayloadSize"]!.ToString());
        Assert.Equal(0, (int)(await stage.GetAsync("/Users")).Body!["totalResults"]!);
    }

    private static JsonObject Post(string number, string org = "610100", string? bulkId = null) =>
        new JsonObject
        {
            ["method"] = "POST",
            ["path"] = "/Users",
            ["bulkId"] = bulkId ?? "b" + number,
            ["data"] = ScimStage.User(number, org),
        };

    private static JsonObject Request(JsonNode[] operations) =>
        new()
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:BulkRequest"),
            ["Operations"] = new JsonArray(operations),
        };

    private static async Task<JsonArray> RunAsync(ScimStage stage, JsonNode[] operations, int? failOnErrors = null)
    {
        var request = Request(operations);
        if (failOnErrors is not null)
            request["failOnErrors"] = failOnErrors;
        return (JsonArray)(await stage.PostAsync("/Bulk", request)).Is(200).Body!["Operations"]!;
    }
}
