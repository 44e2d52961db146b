using System.Text.Json.Nodes;
using AccessGov.Core.Kernel;
using AccessGov.Tests;
using AccessGov.Web.Scim;

namespace AccessGov.Web.Tests.Scim;

/// <summary>PATCH as RFC 7644 §3.5.2 has it, and as Entra sends it.</summary>
public sealed class PatchTests
{
    private const string Ext = ScimStage.Personnel,
        Ent = ScimStage.Enterprise;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    // RFC 7644 §3.5.2.1: an attribute that is there is replaced by add, a value is appended, the same value changes nothing.
    [InlineData("""[{"op":"add","path":"displayName","value":"消防 次郎"}]""", "displayName", "\"消防 次郎\"")]
    [InlineData(
        """[{"op":"add","path":"emails","value":[{"value":"b@x.example","type":"home"}]}]""",
        "emails",
        """[{"value":"a@x.example","type":"work","primary":true},{"value":"b@x.example","type":"home"}]"""
    )]
    [InlineData(
        """[{"op":"add","path":"emails","value":{"value":"a@x.example","type":"work","primary":true}}]""",
        "emails",
        """[{"value":"a@x.example","type":"work","primary":true}]"""
    )]
    // §3.5.2: a new primary is the only one.
    [InlineData(
        """[{"op":"add","path":"emails","value":[{"value":"b@x.example","primary":true}]}]""",
        "emails",
        """[{"value":"a@x.example","type":"work","primary":false},{"value":"b@x.example","primary":true}]"""
    )]
    // §3.5.2.2 and §3.5.2.3 with filters.
    [InlineData("""[{"op":"remove","path":"emails[type eq \"work\" and value ew \"x.example\"]"}]""", "emails", "null")]
    [InlineData(
        """[{"op":"replace","path":"emails[type eq \"work\"].value","value":"c@x.example"}]""",
        "emails",
        """[{"value":"c@x.example","type":"work","primary":true}]"""
    )]
    [InlineData(
        """[{"op":"replace","path":"emails[type eq \"work\"]","value":{"display":"x"}}]""",
        "emails",
        """[{"value":"a@x.example","type":"work","primary":true,"display":"x"}]"""
    )]
    [InlineData(
        """[{"op":"replace","path":"emails.value","value":"d@x.example"}]""",
        "emails",
        """[{"value":"d@x.example","type":"work","primary":true}]"""
    )]
    // §3.5.2.3: parts of a complex attribute that are not given stay.
    [InlineData(
        """[{"op":"replace","path":"name","value":{"givenName":"次郎"}}]""",
        "name",
        """{"familyName":"消防","givenName":"次郎"}"""
    )]
    [InlineData("""[{"op":"remove","path":"name.givenName"}]""", "name", """{"familyName":"消防"}""")]
    // Entra: capitals, booleans as texts, dotted and qualified names without a path, a filter that finds nothing, a bare manager.
    [InlineData(
        """[{"op":"Replace","value":{"name.givenName":"次郎","displayName":"x"}}]""",
        "name",
        """{"familyName":"消防","givenName":"次郎"}"""
    )]
    [InlineData(
        """[{"op":"Add","path":"emails[type eq \"home\"].value","value":"h@x.example"}]""",
        "emails",
        """[{"value":"a@x.example","type":"work","primary":true},{"type":"home","value":"h@x.example"}]"""
    )]
    [InlineData("""[{"op":"Replace","path":"active","value":"False"}]""", "active", "false")]
    [InlineData("""[{"op":"replace","value":{"ACTIVE":false,"id":"other","meta":{}}}]""", "active", "false")]
    // Known to the standard and not kept: let pass.
    [InlineData(
        """[{"op":"add","path":"phoneNumbers[type eq \"work\"].value","value":"1"},{"op":"add","path":"addresses","value":[{"x":1}]}]""",
        "active",
        "true"
    )]
    [InlineData("""[{"op":"add","path":"title","value":"主査"},{"op":"remove","path":"title"}]""", "title", "null")]
    [InlineData("""[{"op":"replace","path":"urn:ietf:params:scim:schemas:core:2.0:User:userName","value":"n"}]""", "userName", "\"n\"")]
    public void An_operation_does_what_it_says(string operations, string attribute, string expected) =>
        Same(expected, Patched(operations)[attribute]);

    [Theory]
    [InlineData(
        """[{"op":"add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":"m1"}]""",
        "manager",
        """{"value":"m1"}"""
    )]
    [InlineData(
        """
            [{"op":"add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
              "value":[{"$ref":"../Users/m1","value":"m1"}]}]
            """,
        "manager",
        """{"value":"m1"}"""
    )]
    [InlineData(
        """[{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value","value":"m2"}]""",
        "manager",
        """{"value":"m2"}"""
    )]
    [InlineData(
        """[{"op":"Replace","value":{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department":"税務課"}}]""",
        "department",
        "\"税務課\""
    )]
    [InlineData(
        """[{"op":"replace","value":{"URN:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"Department":"税務課"}}}]""",
        "department",
        "\"税務課\""
    )]
    [InlineData("""[{"op":"remove","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager"}]""", "manager", "null")]
    public void The_enterprise_extension_is_reached_by_its_name(string operations, string attribute, string expected) =>
        Same(expected, Patched(operations)[Ent]![attribute]);

    [Fact]
    public void A_move_is_one_PATCH_of_postings()
    {
        var moved = Patched(
            $$"""
            [ {"op":"replace","path":"{{Ext}}:postings[org eq \"610100\"].until","value":"2026-06-30"},
              {"op":"add","path":"{{Ext}}:postings","value":[{"kind":"primary","org":"600200","from":"2026-07-01"}]} ]
            """
        )[Ext]!["postings"];
        Same(
            """
            [{"kind":"primary","org":"610100","from":"2020-04-01","until":"2026-06-30"},
             {"kind":"primary","org":"600200","from":"2026-07-01"}]
            """,
            moved
        );
    }

    [Theory]
    [InlineData("""[{"op":"remove"}]""", "noTarget")]
    [InlineData("""[{"op":"replace","path":"emails[type eq \"home\"].value","value":"x"}]""", "noTarget")]
    [InlineData("""[{"op":"remove","path":"emails[type eq \"home\"]"}]""", "noTarget")]
    [InlineData("""[{"op":"replace","path":"nothing","value":1}]""", "invalidPath")]
    [InlineData("""[{"op":"replace","path":"name.nothing","value":"x"}]""", "invalidPath")]
    [InlineData("""[{"op":"replace","path":"emails[type eq \"work\"","value":"x"}]""", "invalidPath")]
    [InlineData("""[{"op":"replace","path":"urn:other:2.0:User:x","value":"x"}]""", "invalidPath")]
    [InlineData("""[{"op":"replace","path":"emails[type gt \"work\"].value","value":"x"}]""", "invalidFilter")]
    [InlineData("""[{"op":"replace","path":"emails[type eq \"a\" or type eq \"b\"].value","value":"x"}]""", "noTarget")]
    [InlineData("""[{"op":"add","path":"emails[type eq \"a\" or type eq \"b\"].value","value":"x"}]""", "noTarget")]
    [InlineData("""[{"op":"add","path":"emails[type ne \"work\"].value","value":"x"}]""", "noTarget")]
    [InlineData("""[{"op":"replace","path":"emails[nothing eq \"a\"].value","value":"x"}]""", "invalidFilter")]
    [InlineData("""[{"op":"replace","path":"id","value":"x"}]""", "mutability")]
    [InlineData("""[{"op":"remove","path":"urn:accessgov:params:scim:schemas:extension:personnel:2.0:User"}]""", "mutability")]
    [InlineData("""[{"op":"remove","path":"emails","value":[{"value":"a@x.example"}]}]""", "invalidValue")]
    [InlineData("""[{"op":"replace","path":"displayName","value":{"x":1}}]""", "invalidValue")]
    [InlineData("""[{"op":"replace","value":"x"}]""", "invalidValue")]
    [InlineData("""[{"op":"move","path":"displayName","value":"x"}]""", "invalidSyntax")]
    [InlineData("[]", "invalidSyntax")]
    public void An_operation_that_cannot_be_done_is_refused(string operations, string type) =>
        Assert.Equal(type, Assert.Throws<ScimFault>(() => Patched(operations)).Type);

    [Fact]
    public async Task A_PATCH_that_leaves_the_facts_alone_tells_nothing()
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        stage.Clock.Advance(TimeSpan.FromDays(1));
        (await stage.PatchAsync(id, """[{"op":"replace","path":"emails[type eq \"work\"].value","value":"new@city.example"}]""")).Is(200);
        Assert.Equal("new@city.example", (string?)(await stage.GetAsync("/Users/" + id)).Body!["emails"]![0]!["value"]);
        var people = await App.Personnel.Persons.PersonQuery.InAsync(stage.Workspace, new SourceId("fire"), Ct);
        Assert.Equal(new DateOnly(2026, 6, 1), (await people.OneAsync(new EmployeeId("300101"), Ct))!.StatedOn);
    }

    [Fact]
    public async Task A_number_is_not_patched_and_facts_that_are_not_believed_change_nothing()
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        var before = await stage.GetAsync("/Users/" + id);
        (await stage.PatchAsync(id, """[{"op":"replace","path":"externalId","value":"300102"}]""")).Is(400, "mutability");
        (
            await stage.PatchAsync(
                id,
                $$"""[ { "op": "replace", "value": { "externalId": "300102", "{{Ent}}:employeeNumber": "300102" } } ]"""
            )
        ).Is(400, "mutability");
        (await stage.PatchAsync(id, $$"""[{"op":"replace","path":"{{Ext}}:postings","value":[]}]"""))
            .Is(400, "invalidValue")
            .Says("statement-without-posting");
        (await stage.PatchAsync(id, $$"""[{"op":"remove","path":"{{Ext}}:employments"}]"""))
            .Is(400, "invalidValue")
            .Says("statement-without-term");
        (await stage.PatchAsync(id, """[{"op":"replace","path":"userName","value":""}]""")).Is(400, "invalidValue");
        Assert.Equal(before.ETag, (await stage.GetAsync("/Users/" + id)).ETag);
    }

    private static JsonObject Patched(string operations)
    {
        var user = ScimStage.User("300101", userName: "u");
        user["emails"] = JsonNode.Parse("""[{"value":"a@x.example","type":"work","primary":true}]""");
        user[Ext]!["postings"]![0]!.AsObject().Remove("post");
        var body = new JsonObject { ["schemas"] = new JsonArray(ScimPatch.Schema), ["Operations"] = JsonNode.Parse(operations) };
        return ScimPatch.Apply(ScimValues.Resource(user), body);
    }

    private static void Same(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual?.ToJsonString());
}
