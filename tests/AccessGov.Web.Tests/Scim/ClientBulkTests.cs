using System.Text.Json.Nodes;
using AccessGov.Tests;

namespace AccessGov.Web.Tests.Scim;

/// <summary>Bulk requests as clients write them.</summary>
public sealed class ClientBulkTests
{
    private const string Ent = ScimStage.Enterprise;

    [Fact]
    public async Task A_client_names_a_manager_who_comes_later_in_the_request()
    {
        await using var stage = await ScimStage.OpenAsync();
        var answers = await RunAsync(stage, [Post("300101", "300103"), Post("300102", "300101"), Post("300103"), Post("300104", "300103")]);
        Assert.Equal(["201", "201", "201", "201"], answers.Select(a => (string?)a!["status"]));
        Assert.Equal(["b300101", "b300102", "b300103", "b300104"], answers.Select(a => (string?)a!["bulkId"]));
        var ids = await IdsAsync(stage);
        Assert.Equal([ids["300103"], ids["300101"], "300001", ids["300103"]], await ManagersAsync(stage));
    }

    [Fact]
    public async Task A_client_lets_people_be_each_others_manager()
    {
        await using var stage = await ScimStage.OpenAsync();
        var answers = await RunAsync(stage, [Post("300101", "300102"), Post("300102", "300103"), Post("300103", "300101")]);
        Assert.Equal(["201", "201", "201"], answers.Select(a => (string?)a!["status"]));
        var ids = await IdsAsync(stage);
        Assert.Equal([ids["300102"], ids["300103"], ids["300101"]], await ManagersAsync(stage));
    }

    [Fact]
    public async Task Who_is_at_the_top_may_be_their_own_manager()
    {
        await using var stage = await ScimStage.OpenAsync();
        Assert.Equal("201", (string?)Assert.Single(await RunAsync(stage, [Post("300101", "300101")]))!["status"]);
        Assert.Equal([(await IdsAsync(stage))["300101"]], await ManagersAsync(stage));
    }

    [Fact]
    public async Task A_client_changes_somebody_who_is_made_later_in_the_request()
    {
        await using var stage = await ScimStage.OpenAsync();
        var answers = await RunAsync(
            stage,
            [
                JsonNode.Parse(
                    """
                    {"method":"PATCH","path":"/Users/bulkId:b300101","data":{
                      "schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                      "Operations":[{"op":"replace","path":"title","value":"署長"}]}}
                    """
                )!,
                Post("300101"),
            ]
        );
        Assert.Equal(["200", "201"], answers.Select(a => (string?)a!["status"]));
        Assert.Equal("署長", (string?)(await stage.GetAsync("/Users")).Body!["Resources"]![0]!["title"]);
    }

    [Fact]
    public async Task Who_waits_for_somebody_who_is_refused_is_refused_too()
    {
        await using var stage = await ScimStage.OpenAsync();
        var bad = Post("300103");
        bad["data"]!.AsObject().Remove(ScimStage.Personnel);
        var answers = await RunAsync(stage, [Post("300101", "300103"), Post("300102", "nobody"), bad, Post("300104")]);
        Assert.Equal(["409", "409", "400", "201"], answers.Select(a => (string?)a!["status"]));
        Assert.Null(await stage.FactsAsync("300101"));
        // In a circle too nobody is given a manager who was never made.
        bad = Post("300103", "300101");
        bad["data"]!.AsObject().Remove(ScimStage.Personnel);
        answers = await RunAsync(stage, [Post("300101", "300103"), bad]);
        Assert.Equal(["409", "400"], answers.Select(a => (string?)a!["status"]));
        Assert.Null(await stage.FactsAsync("300101"));
    }

    [Fact]
    public async Task With_failOnErrors_what_was_not_tried_is_not_answered()
    {
        await using var stage = await ScimStage.OpenAsync();
        var bad = Post("300103");
        bad["data"]!.AsObject().Remove(ScimStage.Personnel);
        var answers = await RunAsync(stage, [Post("300100"), Post("300101", "300103"), Post("300102"), bad], failOnErrors: 1);
        // 300103 was looked at first, because 300101 names it.
        Assert.Equal(["b300100", "b300103"], answers.Select(a => (string?)a!["bulkId"]));
        Assert.Equal(["201", "400"], answers.Select(a => (string?)a!["status"]));
        Assert.Null(await stage.FactsAsync("300102"));
    }

    /// <summary>
    /// The form that Microsoft's sample script for API-driven provisioning makes: standard attributes, and every column of the CSV file as
    /// a text under the csv schema (learn.microsoft.com, inbound-provisioning-api-powershell).
    /// </summary>
    [Fact]
    public async Task A_client_that_sends_Entras_bulkUpload_with_csv_columns_is_told_how_to_do_it()
    {
        await using var stage = await ScimStage.OpenAsync();
        const string request = """
            {
              "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
              "Operations": [
                {
                  "method": "POST", "bulkId": "897401c2-2de4-4b87-a97f-c02de3bcfc61", "path": "/Users",
                  "data": {
                    "schemas": [
                      "urn:ietf:params:scim:schemas:core:2.0:User",
                      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
                      "urn:ietf:params:scim:schemas:extension:csv:1.0:User"
                    ],
                    "externalId": "300101", "userName": "taro@city.example", "displayName": "消防 太郎", "active": true,
                    "name": { "familyName": "消防", "givenName": "太郎" }, "nickName": "", "userType": "Employee", "title": "署員",
                    "addresses": [ { "type": "work", "streetAddress": "", "locality": "須坂市", "primary": true } ],
                    "phoneNumbers": [ { "type": "work", "value": "026-245-1400" } ],
                    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
                      "employeeNumber": "300101", "department": "消防署", "manager": { "value": "300001" }
                    },
                    "urn:ietf:params:scim:schemas:extension:csv:1.0:User": {
                      "WorkerID": "300101", "FirstName": "太郎", "LastName": "消防", "HireDate": "2020-04-01", "Department": "消防署"
                    }
                  }
                }
              ],
              "failOnErrors": null
            }
            """;
        var body = JsonNode.Parse(request)!;
        var answer = Assert.Single((JsonArray)(await stage.PostAsync("/Bulk", body)).Is(200).Body!["Operations"]!)!;
        Assert.Equal(("400", "invalidValue"), ((string?)answer["status"], (string?)answer["response"]!["scimType"]));
        var detail = (string)answer["response"]!["detail"]!;
        foreach (var part in new[] { "extension:csv:1.0:User", ScimStage.Personnel, "docs/scim.md", "hr-import.md" })
            Assert.Contains(part, detail, StringComparison.Ordinal);
        Assert.Null(await stage.FactsAsync("300101"));
        // As the message says: the facts under our schema's name, the rest as it was.
        var data = body["Operations"]![0]!["data"]!.AsObject();
        data.Remove("urn:ietf:params:scim:schemas:extension:csv:1.0:User");
        data[ScimStage.Personnel] = ScimStage.User("300101")[ScimStage.Personnel]!.DeepClone();
        answer = Assert.Single((JsonArray)(await stage.PostAsync("/Bulk", body)).Is(200).Body!["Operations"]!)!;
        Assert.Equal("201", (string?)answer["status"]);
        (
            await stage.PatchAsync(
                ((string)answer["location"]!).Split('/')[^1],
                """[{"op":"add","path":"urn:ietf:params:scim:schemas:extension:csv:1.0:User:HireDate","value":"2020-04-01"}]"""
            )
        )
            .Is(400, "invalidPath")
            .Says(ScimStage.Personnel);
    }

    private static JsonObject Post(string number, string? manager = null)
    {
        var data = ScimStage.User(number);
        if (manager is not null)
            data[Ent]!["manager"]!["value"] = "bulkId:b" + manager;
        return new JsonObject
        {
            ["method"] = "POST",
            ["path"] = "/Users",
            ["bulkId"] = "b" + number,
            ["data"] = data,
        };
    }

    private static async Task<JsonArray> RunAsync(ScimStage stage, JsonNode[] operations, int? failOnErrors = null) => (JsonArray)(
                await stage.PostAsync(
                    "/Bulk",
                    new JsonObject
                    {
                        ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:BulkRequest"),
                        ["failOnErrors"] = failOnErrors,
                        ["Operations"] = new JsonArray(operations),
                    }
                )
            ).Is(200).Body!["Operations"]!;

    private static async Task<Dictionary<string, string>> IdsAsync(ScimStage stage) =>
        ((JsonArray)(await stage.GetAsync("/Users")).Body!["Resources"]!).ToDictionary(
            u => (string)u!["externalId"]!,
            u => (string)u!["id"]!
        );

    private static async Task<string?[]> ManagersAsync(ScimStage stage) =>
        [.. ((JsonArray)(await stage.GetAsync("/Users")).Body!["Resources"]!).Select(u => (string?)u![Ent]!["manager"]!["value"])];
}
