using System.Text.Json.Nodes;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Tests;
using AccessGov.Web.Programs;
using AccessGov.Web.Scim;
using CsCheck;

namespace AccessGov.Web.Tests.Scim;

/// <summary>What holds for every resource and every PATCH.</summary>
public sealed class ScimLaws
{
    private static readonly long Laws = long.TryParse(Environment.GetEnvironmentVariable("ACCESSGOV_LAWS"), out var laws) ? laws : 200;

    private static readonly Gen<string> Text = One("a", "b", "消防", "x@y.example");
    private static readonly Gen<string> Attribute = One("displayName", "nickName", "title", "userType", "locale");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The model: a dictionary of texts, a list of mail addresses by kind, one flag, one department.</summary>
    [Fact]
    public void A_PATCH_does_what_the_model_does() =>
        Gen.Select(One("add", "Replace", "remove"), Attribute, Text, Gen.Bool, Gen.Int[0, 3])
            .List[1, 8]
            .Sample(
                operations =>
                {
                    var resource = ScimValues.Resource(ScimStage.User("300101"));
                    var model = ((JsonObject)resource.DeepClone())
                        .Where(m => m.Value is JsonValue)
                        .ToDictionary(m => m.Key, m => m.Value!.ToJsonString());
                    var written = new JsonArray();
                    foreach (var (op, attribute, text, isBare, kind) in operations)
                    {
                        var name = kind switch
                        {
                            0 => "active",
                            _ => attribute,
                        };
                        if (kind == 0 && op == "remove")
                            continue;
                        JsonNode value = kind == 0 ? (isBare ? JsonValue.Create("False") : JsonValue.Create(true)) : JsonValue.Create(text);
                        written.Add(
                            op == "remove" ? new JsonObject { ["op"] = op, ["path"] = name }
                            : isBare
                                ? new JsonObject
                                {
                                    ["op"] = op,
                                    ["value"] = new JsonObject { [name.ToUpperInvariant()] = value },
                                }
                            : new JsonObject
                            {
                                ["op"] = op,
                                ["path"] = ScimSchema.Core.Urn + ":" + name,
                                ["value"] = value,
                            }
                        );
                        if (op == "remove")
                            model.Remove(name);
                        else
                            model[name] = kind == 0 ? (isBare ? "false" : "true") : JsonValue.Create(text).ToJsonString();
                    }
                    if (written.Count == 0)
                        return;
                    var patched = ScimPatch.Apply(
                        resource,
                        new JsonObject { ["schemas"] = new JsonArray(ScimPatch.Schema), ["Operations"] = written }
                    );
                    Assert.Equal(
                        model.OrderBy(m => m.Key),
                        patched.Where(m => m.Value is JsonValue).ToDictionary(m => m.Key, m => m.Value!.ToJsonString()).OrderBy(m => m.Key)
                    );
                },
                iter: Laws
            );

    /// <summary>
    /// Through the store: what is shown after a PUT is what was sent, a second PUT changes nothing, whatever was there before.
    /// </summary>
    [Fact]
    public async Task A_PUT_is_read_back_and_is_idempotent_whatever_was_there()
    {
        await using var stage = await ScimStage.OpenAsync();
        var users = new Users(stage.Workspace, new Caller("fire-hr", [new SourceId("fire")]), "https://x.example");
        var id = await stage.JoinAsync("300101");
        var one = Gen.Select(Text, One("610100", "600200"), Gen.Bool, Gen.Bool, Gen.Int[0, 2])
            .Select(
                (name, org, active, hasMail, leaves) =>
                {
                    var user = ScimStage.User("300101", org);
                    (user["displayName"], user["active"]) = (name, active);
                    if (!hasMail)
                        user.Remove("emails");
                    for (var i = 0; i < leaves; i++)
                        ((JsonArray)user[ScimStage.Personnel]!["leaves"]!).Add(
                            new JsonObject
                            {
                                ["kind"] = "childcare",
                                ["from"] = $"2026-0{i + 7}-01",
                                ["until"] = $"2026-0{i + 7}-10",
                            }
                        );
                    return ScimValues.Resource(user);
                }
            );
        await one.List[1, 4]
            .SampleAsync(
                async bodies =>
                {
                    foreach (var body in bodies)
                    {
                        var first = await PutAsync(body);
                        Assert.True(JsonNode.DeepEquals(body, first.Resource), first.Resource.ToJsonString());
                        Assert.Equal(first.Version, (await PutAsync(body)).Version);
                        Assert.Equal(first.Version, (await users.GetAsync(id, Ct)).Version);
                    }
                },
                iter: Math.Min(Laws, 50),
                threads: 1
            );

        async Task<UserView> PutAsync(JsonObject body)
        {
            var outcome = Assert.Single(
                await users.RunAsync([new("PUT", new SourceId("fire"), new EmployeeId("300101"), (JsonObject)body.DeepClone())], Ct)
            );
            Assert.Null(outcome.Fault);
            return outcome.View!;
        }
    }

    /// <summary>Law 6: silence gives nothing. A stop stands until somebody says otherwise, whatever else is patched.</summary>
    [Fact]
    public async Task A_stop_outlives_every_PATCH_that_does_not_speak_of_it()
    {
        await using var stage = await ScimStage.OpenAsync();
        var users = new Users(stage.Workspace, new Caller("fire-hr", [new SourceId("fire")]), "https://x.example");
        var id = await stage.JoinAsync("300101");
        (await stage.PatchAsync(id, """[{"op":"replace","path":"active","value":false}]""")).Is(200);
        await Gen.Select(Attribute, Text)
            .SampleAsync(
                async (attribute, text) =>
                {
                    var body = new JsonObject
                    {
                        ["schemas"] = new JsonArray(ScimPatch.Schema),
                        ["Operations"] = new JsonArray(
                            new JsonObject
                            {
                                ["op"] = "add",
                                ["path"] = attribute,
                                ["value"] = text,
                            }
                        ),
                    };
                    await users.RunAsync([new("PATCH", new SourceId("fire"), new EmployeeId("300101"), body)], Ct);
                    Assert.True(((PersonStatement.Employed)(await stage.FactsAsync("300101"))!).Worker.Employments[0].EndsAtOnce);
                },
                iter: Math.Min(Laws, 50),
                threads: 1
            );
    }

    private static Gen<string> One(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
