using System.Text.Json.Nodes;
using AccessGov.Tests;

namespace AccessGov.Web.Tests.Scim;

/// <summary>A client that believes what Schemas tells is not deceived.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task What_is_required_cannot_be_left_out_and_cannot_be_removed()
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        var required = 0;
        foreach (var (urn, attribute) in await AttributesAsync(stage))
        {
            if (!(bool)attribute["required"]!)
                continue;
            required++;
            var user = ScimStage.User("300102");
            HomeOf(user, urn).Remove((string)attribute["name"]!);
            (await stage.PostAsync("/Users", user)).Is(400, "invalidValue").Says((string)attribute["name"]!);
            (await stage.PatchAsync(id, $$"""[{"op":"remove","path":"{{urn}}:{{attribute["name"]}}"}]""")).Is(400, "mutability");
            foreach (var part in Parts(attribute).Where(p => (bool)p["required"]!))
            {
                user = ScimStage.User("300102");
                HomeOf(user, urn)[(string)attribute["name"]!]![0]!.AsObject().Remove((string)part["name"]!);
                (await stage.PostAsync("/Users", user)).Is(400, "invalidValue").Says((string)part["name"]!);
            }
        }
        Assert.Equal(2, required);
    }

    [Fact]
    public async Task What_may_be_left_out_may_be_left_out()
    {
        await using var stage = await ScimStage.OpenAsync();
        var number = 300200;
        foreach (var (urn, attribute) in await AttributesAsync(stage))
        {
            var name = (string)attribute["name"]!;
            // The description says when these are needed all the same.
            if ((bool)attribute["required"]! || name is "leaves" or "employments")
                continue;
            var user = ScimStage.User($"{++number}");
            HomeOf(user, urn).Remove(name);
            (await stage.PostAsync("/Users", user)).Is(201);
        }
        Assert.InRange(number, 300215, 300299);
    }

    [Fact]
    public async Task What_is_immutable_does_not_change_and_what_is_readWrite_does()
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        var (immutable, readWrite) = (0, 0);
        foreach (var (urn, attribute) in await AttributesAsync(stage))
        {
            if ((string?)attribute["type"] != "string" || (string?)attribute["mutability"] == "writeOnly")
                continue;
            var name = (string)attribute["name"]!;
            var value = name == "formerEmployeeId" ? "300009" : "300102";
            var reply = await stage.PatchAsync(id, $$"""[{"op":"replace","path":"{{urn}}:{{name}}","value":"{{value}}"}]""");
            if ((string?)attribute["mutability"] == "immutable")
            {
                immutable++;
                reply.Is(400, "mutability");
                continue;
            }
            readWrite++;
            Assert.Equal("readWrite", (string?)attribute["mutability"]);
            Assert.Equal(value, (string?)HomeOf((JsonObject)reply.Is(200).Body!, urn)[name]);
        }
        Assert.Equal((2, 13), (immutable, readWrite));
    }

    [Fact]
    public async Task What_is_returned_never_is_not_and_the_rest_is_by_default()
    {
        await using var stage = await ScimStage.OpenAsync();
        var user = ScimStage.User("300101");
        (user[ScimStage.Personnel]!["tenant"], user[ScimStage.Personnel]!["source"]) = ("suzaka", "fire");
        var shown = (JsonObject)(await stage.PostAsync("/Users", user)).Is(201).Body!;
        var never = new List<string>();
        foreach (var (urn, attribute) in await AttributesAsync(stage))
        {
            var name = (string)attribute["name"]!;
            switch ((string?)attribute["returned"])
            {
                case "never":
                    never.Add(name);
                    Assert.Equal("writeOnly", (string?)attribute["mutability"]);
                    Assert.False(HomeOf(shown, urn).ContainsKey(name));
                    break;
                default:
                    Assert.Equal("default", (string?)attribute["returned"]);
                    Assert.Equal(HomeOf(user, urn).ContainsKey(name), HomeOf(shown, urn).ContainsKey(name));
                    var query = "/Users/" + shown["id"] + "?excludedAttributes=" + Uri.EscapeDataString($"{urn}:{name}");
                    var less = (JsonObject)(await stage.GetAsync(query)).Is(200).Body!;
                    Assert.False(HomeOf(less, urn).ContainsKey(name));
                    break;
            }
        }
        Assert.Equal(["tenant", "source"], never);
    }

    [Fact]
    public async Task What_is_unique_is_one_persons()
    {
        await using var stage = await ScimStage.OpenAsync();
        await stage.JoinAsync("300101");
        var unique = (await AttributesAsync(stage)).Where(a => (string?)a.Attribute["uniqueness"] == "server").ToArray();
        Assert.Equal(["externalId", "userName", "employeeNumber"], unique.Select(a => (string?)a.Attribute["name"]));
        (await stage.PostAsync("/Users", ScimStage.User("300102", userName: "u300101@city.example"))).Is(409, "uniqueness");
        (await stage.PostAsync("/Users", ScimStage.User("300101", userName: "other"))).Is(409, "uniqueness");
    }

    [Fact]
    public async Task A_schema_alone_stands_for_all_that_it_has()
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        const string core = "urn:ietf:params:scim:schemas:core:2.0:User";
        var all = (JsonObject)(await stage.GetAsync("/Users/" + id)).Is(200).Body!;
        var only = (JsonObject)(await stage.GetAsync($"/Users/{id}?attributes={core}")).Is(200).Body!;
        Assert.Equal(
            all.Select(m => m.Key).Where(k => k != "meta" && !k.StartsWith("urn:", StringComparison.Ordinal)).Order(),
            only.Select(m => m.Key).Order()
        );
        var less = (JsonObject)(await stage.GetAsync($"/Users/{id}?excludedAttributes={core}")).Is(200).Body!;
        Assert.Equal(["schemas", "id", ScimStage.Enterprise, ScimStage.Personnel, "meta"], less.Select(m => m.Key));
    }

    private static JsonObject HomeOf(JsonObject user, string urn) =>
        urn == "urn:ietf:params:scim:schemas:core:2.0:User" ? user : (user[urn] as JsonObject ?? []);

    private static IEnumerable<JsonNode> Parts(JsonNode attribute) => (attribute["subAttributes"] as JsonArray ?? []).Select(p => p!);

    private static async Task<(string Urn, JsonNode Attribute)[]> AttributesAsync(ScimStage stage) =>
        [
            .. ((JsonArray)(await stage.GetAsync("/Schemas")).Is(200).Body!["Resources"]!).SelectMany(s =>
                ((JsonArray)s!["attributes"]!).Select(a => ((string)s["id"]!, a!))
            ),
        ];
}
