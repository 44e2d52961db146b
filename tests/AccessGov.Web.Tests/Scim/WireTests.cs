using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AccessGov.Tests;

namespace AccessGov.Web.Tests.Scim;

/// <summary>Methods, types of content and addresses, as clients and their test suites try them.</summary>
public sealed class WireTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/jsonp")]
    [InlineData("application/scim+json; charset=shift_jis")]
    [InlineData("application/json; charset=utf-16")]
    public async Task A_client_that_sends_bytes_of_no_type_or_another_is_told_415(string? type)
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        foreach (
            var (method, path) in new[]
            {
                (HttpMethod.Post, "/Users"),
                (HttpMethod.Put, "/Users/" + id),
                (HttpMethod.Patch, "/Users/" + id),
                (HttpMethod.Post, "/Bulk"),
                (HttpMethod.Post, "/.search"),
            }
        )
            (await SendAsync(stage, method, path, type)).Is(415).Says("application/scim+json");
        Assert.Null(await stage.FactsAsync("300102"));
    }

    [Theory]
    [InlineData("application/scim+json")]
    [InlineData("application/json")]
    [InlineData("Application/SCIM+JSON;charset=\"UTF-8\"")]
    [InlineData("application/json; charset=utf-8")]
    public async Task A_client_may_write_the_type_in_any_legal_way(string type)
    {
        await using var stage = await ScimStage.OpenAsync();
        (await SendAsync(stage, HttpMethod.Post, "/Users", type)).Is(201);
    }

    [Fact]
    public async Task A_client_that_sends_no_bytes_at_all_is_told_what_is_missing()
    {
        await using var stage = await ScimStage.OpenAsync();
        (await stage.SendAsync(HttpMethod.Post, "/Users", null)).Is(400, "invalidSyntax");
        (await stage.DeleteAsync(await stage.JoinAsync("300101"))).Is(204);
    }

    [Theory]
    [InlineData("PUT", "/Users", "GET, POST")]
    [InlineData("DELETE", "/Users", "GET, POST")]
    [InlineData("PATCH", "/Users", "GET, POST")]
    [InlineData("OPTIONS", "/Users", "GET, POST")]
    [InlineData("POST", "/Users/x", "GET, PUT, PATCH, DELETE")]
    [InlineData("OPTIONS", "/Users/x", "GET, PUT, PATCH, DELETE")]
    [InlineData("GET", "/Bulk", "POST")]
    [InlineData("GET", "/.search", "POST")]
    [InlineData("DELETE", "/Users/.search", "POST")]
    [InlineData("POST", "/Schemas", "GET")]
    [InlineData("PUT", "/Schemas/x", "GET")]
    [InlineData("PATCH", "/ServiceProviderConfig", "GET")]
    [InlineData("DELETE", "/ResourceTypes", "GET")]
    [InlineData("POST", "/ResourceTypes/User", "GET")]
    public async Task A_client_that_uses_another_method_is_told_which_there_are(string method, string path, string allowed)
    {
        await using var stage = await ScimStage.OpenAsync();
        var reply = (await stage.SendAsync(new HttpMethod(method), path, null)).Is(405);
        Assert.Equal(allowed, reply.Allow);
        reply.Says(allowed);
        stage.As = null;
        Assert.Null((await stage.SendAsync(new HttpMethod(method), path, null)).Is(401).Allow);
    }

    [Fact]
    public async Task HEAD_has_no_answer_of_its_own()
    {
        await using var stage = await ScimStage.OpenAsync();
        var reply = await stage.SendAsync(HttpMethod.Head, "/Users", null);
        Assert.Equal((405, "GET, POST", null), ((int)reply.Status, reply.Allow, reply.Body));
    }

    [Theory]
    [InlineData("/.search")]
    [InlineData("/Users/.search")]
    public async Task A_client_may_send_its_search_in_the_body(string path)
    {
        await using var stage = await ScimStage.OpenAsync();
        for (var i = 1; i <= 3; i++)
            await stage.JoinAsync($"30010{i}");
        var one = (
            await SearchAsync(
                stage,
                path,
                """ "filter":"externalId eq \"300102\"","attributes":["userName","name.familyName"],"startIndex":1,"count":10 """
            )
        ).Is(200);
        Assert.Equal("urn:ietf:params:scim:api:messages:2.0:ListResponse", (string?)one.Body!["schemas"]![0]);
        var found = (JsonObject)Assert.Single((JsonArray)one.Body["Resources"]!)!;
        Assert.Equal(["schemas", "id", "userName", "name"], found.Select(m => m.Key));
        var page = (await SearchAsync(stage, path, """ "startIndex":2,"count":1,"excludedAttributes":["emails"] """)).Is(200).Body!;
        Assert.Equal((3, 2, 1), ((int)page["totalResults"]!, (int)page["startIndex"]!, (int)page["itemsPerPage"]!));
        Assert.Equal("300102", (string?)page["Resources"]![0]!["externalId"]);
        Assert.Null(page["Resources"]![0]!["emails"]);
        Assert.Equal(3, (int)(await SearchAsync(stage, path, """ "filter":"" """)).Is(200).Body!["totalResults"]!);
        (await SearchAsync(stage, path, """ "count":"many" """)).Is(400, "invalidValue");
        (await SearchAsync(stage, path, """ "filter":1 """)).Is(400, "invalidSyntax");
        (await SearchAsync(stage, path, """ "attributes":[1] """)).Is(400, "invalidValue");
        (await SearchAsync(stage, path, """ "filter":"nothing eq \"x\"" """)).Is(400, "invalidFilter");
        (await stage.SendAsync(HttpMethod.Post, path, "{}")).Is(400, "invalidSyntax").Says("SearchRequest");
        stage.As = "mayor";
        Assert.Equal(0, (int)(await SearchAsync(stage, path, """ "count":5 """)).Is(200).Body!["totalResults"]!);
    }

    private static Task<ScimReply> SearchAsync(ScimStage stage, string path, string members) =>
        stage.SendAsync(HttpMethod.Post, path, $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],{{members}}}""");

    private static Task<ScimReply> SendAsync(ScimStage stage, HttpMethod method, string path, string? type) =>
        stage.SendAsync(
            method,
            path,
            null,
            request =>
            {
                request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(ScimStage.User("300102").ToJsonString()));
                request.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
            }
        );
}
