using System.Text.Json;
using System.Text.Json.Nodes;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Storage.Content;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Tests.Personnel;

/// <summary>One person's facts in JSON: whole or not at all, with the place of every fault.</summary>
public sealed class PersonJsonTests
{
    private static readonly SourceId Mayor = new("mayor");
    private static readonly DateOnly Day = new(2026, 4, 1);

    private static JsonObject Person() =>
        JsonNode
            .Parse(
                """
                { "employeeId": "001234", "name": "須坂 花子", "formerEmployeeId": null,
                  "employments": [ { "kind": "regular", "from": "2020-04-01", "until": null, "endsAtOnce": false } ],
                  "postings": [ { "kind": "primary", "org": "010400", "post": "主事", "from": "2024-04-01", "until": "2026-03-31" },
                                { "kind": "primary", "org": "020110", "post": "主任", "from": "2026-04-01" },
                                { "kind": "concurrent", "org": "010100", "from": "2026-04-01" } ],
                  "leaves": [ { "kind": "childcare", "from": "2026-05-01", "until": "2027-03-31" } ] }
                """
            )!
            .AsObject();

    private static PersonRead Read(JsonNode person)
    {
        using var document = JsonDocument.Parse(person.ToJsonString());
        return PersonJson.Read(document.RootElement, Mayor, Day);
    }

    private static PersonFault Fault(Action<JsonObject> change)
    {
        var person = Person();
        change(person);
        return Assert.Single(Assert.IsType<PersonRead.Refused>(Read(person)).Faults);
    }

    [Fact]
    public void Everything_is_read()
    {
        var worker = Assert.IsType<PersonStatement.Employed>(Assert.IsType<PersonRead.Read>(Read(Person())).Statement).Worker;
        Assert.Equal(
            ("001234", "須坂 花子", 1, 3, 1),
            (worker.Id.Value, worker.DisplayName, worker.Employments.Count, worker.Postings.Count, worker.Leaves.Count)
        );
        Assert.All(worker.Postings, p => Assert.Equal(Mayor, p.Source));
        Assert.Equal(new DateSpan(new(2020, 4, 1), null), worker.Employments[0].Days);
    }

    [Fact]
    public void A_former_name_may_be_told_and_hides_nothing()
    {
        var person = Person();
        Assert.Null(Worker(person).FormerName);
        person["formerName"] = "";
        Assert.Null(Worker(person).FormerName);
        person["formerName"] = "山田";
        Assert.Equal("山田", Worker(person).FormerName);
        Assert.Equal("formerName", Fault(p => p["formerName"] = "山\u202E田").Path);
        Assert.Equal("formerName", Fault(p => p["formerName"] = 1).Path);

        static Worker Worker(JsonNode told) =>
            Assert.IsType<PersonStatement.Employed>(Assert.IsType<PersonRead.Read>(Read(told)).Statement).Worker;
    }

    [Fact]
    public void Without_employments_the_person_is_a_guest_and_every_posting_crosses()
    {
        var guest = JsonNode.Parse(
            """{ "employeeId": "F1", "postings": [ { "kind": "crossAppointed", "org": "010400", "from": "2026-04-01" } ] }"""
        )!;
        Assert.Single(Assert.IsType<PersonStatement.Guest>(Assert.IsType<PersonRead.Read>(Read(guest)).Statement).Postings);
        guest["postings"]![0]!["kind"] = "primary";
        Assert.Equal("postings", Assert.Single(Assert.IsType<PersonRead.Refused>(Read(guest)).Faults).Path);
    }

    [Theory]
    [InlineData("1234", "001234")]
    [InlineData("１２３４", "001234")]
    [InlineData("00123", null)]
    [InlineData("A1234", null)]
    public void A_number_reads_as_in_the_sources_files(string text, string? number)
    {
        var person = Person();
        person["employeeId"] = text;
        using var document = JsonDocument.Parse(person.ToJsonString());
        var read = PersonJson.Read(document.RootElement, Mayor, Day, idWidth: 6);
        if (number is null)
            Assert.Equal("employeeId", Assert.Single(Assert.IsType<PersonRead.Refused>(read).Faults).Path);
        else
            Assert.Equal(number, Assert.IsType<PersonRead.Read>(read).Statement.Person.Value);
    }

    [Theory]
    [InlineData("花子\u202e田中")]
    [InlineData("須坂\u200b花子")]
    [InlineData("\u001b[2K")]
    [InlineData("a\u0085b")]
    public void A_name_that_nobody_sees_whole_is_refused(string name)
    {
        Assert.Equal("name", Fault(p => p["name"] = name).Path);
        Assert.Equal("postings[0].post", Fault(p => p["postings"]![0]!["post"] = name).Path);
        Assert.Equal("postings[0].org", Fault(p => p["postings"]![0]!["org"] = name).Path);
    }

    [Fact]
    public void A_variant_of_a_character_is_part_of_a_name()
    {
        var person = Person();
        person["name"] = "辻\U000E0100　花子";
        Assert.IsType<PersonRead.Read>(Read(person));
    }

    [Fact]
    public void Every_fault_is_named_with_its_place()
    {
        Assert.Equal("employeeId", Fault(p => p["employeeId"] = "12 34").Path);
        Assert.Equal("employeeId", Fault(p => p["employeeId"] = 1234).Path);
        Assert.Equal("name", Fault(p => p.Remove("name")).Path);
        Assert.Equal("name", Fault(p => p["name"] = "a\tb").Path);
        Assert.Equal("leaves", Fault(p => p.Remove("leaves")).Path);
        Assert.Equal("postings[1].from", Fault(p => p["postings"]![1]!["from"] = "2026/4/1").Path);
        Assert.Equal("postings[0].until", Fault(p => p["postings"]![0]!["until"] = "2024-03-31").Path);
        Assert.Equal("employments[0].kind", Fault(p => p["employments"]![0]!["kind"] = "Regular").Path);
        Assert.Equal("employments[0].until", Fault(p => p["employments"]![0]!["kind"] = "fiscalYear").Path);
        Assert.Equal("employments[0].endsAtOnce", Fault(p => p["employments"]![0]!["endsAtOnce"] = "true").Path);
        Assert.Equal("leaves[0]", Fault(p => p["leaves"]![0]!["untill"] = "2027-01-01").Path);
        Assert.Equal("formerEmployeeId", Fault(p => p["formerEmployeeId"] = "001234").Path);
        Assert.Equal("", Fault(p => p["salary"] = 1).Path);
        Assert.Equal("postings", Fault(p => p["postings"]![1]!["from"] = "2026-03-31").Path);
        Assert.Equal(
            "employments",
            Fault(p => p["employments"]!.AsArray().Add(JsonNode.Parse("""{ "kind": "reappointed", "from": "2026-04-01" }"""))).Path
        );
        Assert.Equal(
            "postings",
            Fault(p => p["postings"] = new JsonArray([.. Enumerable.Range(0, 61).Select(_ => (JsonNode)new JsonObject())])).Path
        );
    }

    [Fact]
    public void A_member_that_stands_twice_is_refused()
    {
        using var document = JsonDocument.Parse(
            Person().ToJsonString().Replace("\"leaves\"", "\"name\":\"別人\",\"leaves\"", StringComparison.Ordinal)
        );
        Assert.Equal(
            "name",
            Assert.Single(Assert.IsType<PersonRead.Refused>(PersonJson.Read(document.RootElement, Mayor, Day)).Faults).Path
        );
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("1")]
    public void What_is_no_object_is_refused(string json)
    {
        using var document = JsonDocument.Parse(json);
        Assert.IsType<PersonRead.Refused>(PersonJson.Read(document.RootElement, Mayor, Day));
    }

    [Fact]
    public void A_statement_is_kept_and_brought_back_as_it_was()
    {
        var statement = Assert.IsType<PersonRead.Read>(Read(Person())).Statement;
        var json = JsonSerializer.Serialize(statement, CoreJson.Options);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<PersonStatement>(json, CoreJson.Options), CoreJson.Options));
    }
}
