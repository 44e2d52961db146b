using System.Text.Json.Nodes;
using AccessGov.Sandbox.Tenant;
using AccessGov.Sandbox.Tenant.Metadata;

namespace AccessGov.Sandbox.Tests;

/// <summary>The checker on a description of our own, small enough to see each rule fail.</summary>
public sealed class RecordingCheckerTests : IDisposable
{
    private const string OpenApi = """
        {"paths":{
          "/users":{"get":{
            "parameters":[{"name":"$select","in":"query"},{"$ref":"#/components/parameters/top"},{"name":"$filter","in":"query"}],
            "responses":{"2XX":{"content":{"application/json":{"schema":{"type":"object","properties":{
              "value":{"type":"array","items":{"$ref":"#/components/schemas/microsoft.graph.user"}}}}}}}}}},
          "/users/{user-id}":{"patch":{
            "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/microsoft.graph.user"}}}},
            "responses":{"2XX":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/microsoft.graph.user"}}}},"204":{}}}},
          "/users/delta()":{"get":{"parameters":[{"$ref":"#/components/parameters/top"}],"responses":{"2XX":{}}}}},
        "components":{"parameters":{"top":{"name":"$top","in":"query"}},
          "schemas":{"microsoft.graph.entity":{"type":"object","properties":{"id":{"type":"string"}}},
            "microsoft.graph.user":{"allOf":[{"$ref":"#/components/schemas/microsoft.graph.entity"},{"type":"object","properties":{
              "city":{"type":"string","nullable":true},"age":{"type":"number"},"born":{"type":"string","nullable":true},
              "org":{"anyOf":[{"$ref":"#/components/schemas/microsoft.graph.org"},{"enum":[null],"nullable":true,"type":"object"}]}}}]},
            "microsoft.graph.org":{"type":"object","properties":{"unit":{"type":"string","nullable":true}}}}}}
        """;

    private const string Types = """
        {"types":{
          "microsoft.graph.user":{"properties":{
            "id":{"type":"Edm.String","nullable":false},
            "city":{"type":"Edm.String","nullable":true},
            "age":{"type":"Edm.Int32","nullable":false},
            "born":{"type":"Edm.DateTimeOffset","nullable":true},
            "org":{"type":"microsoft.graph.org","nullable":true},
            "members":{"type":"Collection(microsoft.graph.user)","nullable":true}}},
          "microsoft.graph.org":{"properties":{"unit":{"type":"Edm.String","nullable":true}}}},
        "enums":{}}
        """;

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("accessgov-metadata-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(
        "GET",
        "users?$top=5&$select=id,city&$skiptoken=x",
        null,
        200,
        """{"@odata.context":"c","value":[{"id":"1","city":null,"org":null}]}"""
    )]
    [InlineData("PATCH", "users/1", """{"city":"須坂市","org":{"unit":"税務課"},"members@odata.bind":["u"]}""", 204, null)]
    [InlineData("GET", "users/delta?$deltatoken=x", null, 200, null)]
    [InlineData("POST", "$batch", """{"requests":[]}""", 200, """{"responses":[]}""")]
    [InlineData("GET", "users?$filter=city eq 'a eq b'", null, 200, """{"value":[{"id":"1","born":"2026-04-01T00:00:00Z"}]}""")]
    public void Described_traffic_passes(string method, string url, string? request, int status, string? response) =>
        Assert.Empty(Check(method, url, request, status, response));

    [Theory]
    [InlineData("GET", "planets", null, 200, null, "the path is unknown")]
    [InlineData("DELETE", "users/1", null, 204, null, "the method is unknown")]
    [InlineData("GET", "users?$orderby=city", null, 200, """{"value":[]}""", "query option $orderby is unknown")]
    [InlineData("GET", "users/delta?$top=5", null, 200, null, "query option $top is unknown")]
    [InlineData("GET", "users?$select=town", null, 200, """{"value":[]}""", "$select names the unknown property town")]
    [InlineData("GET", "users?$filter=town eq 'x'", null, 200, """{"value":[]}""", "$filter names the unknown property town")]
    [InlineData("GET", "users", null, 404, null, "status 404 is unknown")]
    [InlineData("GET", "users", null, 200, null, "status 200 without a body")]
    [InlineData("GET", "users", "{}", 200, """{"value":[]}""", "a request body where none is described")]
    [InlineData("GET", "users", null, 200, """{"value":[{"town":"x"}]}""", "response/value[0]/town is no property of microsoft.graph.user")]
    [InlineData(
        "GET",
        "users",
        null,
        200,
        """{"value":[{"org":{"floor":"x"}}]}""",
        "response/value[0]/org/floor is no property of microsoft.graph.org"
    )]
    [InlineData("GET", "users", null, 200, """{"value":[{"age":null}]}""", "response/value[0]/age is null and not nullable")]
    [InlineData("PATCH", "users/1", """{"age":"old"}""", 204, null, "request/age: \"old\" for Edm.Int32")]
    [InlineData(
        "PATCH",
        "users/1",
        """{"born":"2026-04-01T00:00:00"}""",
        204,
        null,
        "request/born: \"2026-04-01T00:00:00\" for Edm.DateTimeOffset"
    )]
    [InlineData(
        "PATCH",
        "users/1",
        """{"friends@odata.bind":[]}""",
        204,
        null,
        "request/friends@odata.bind annotates no property of microsoft.graph.user"
    )]
    [InlineData("PATCH", "users/1", """{"@odata.magic":1}""", 204, null, "request/@odata.magic is an unknown annotation")]
    [InlineData("PATCH", "users/1", "{}", 501, null, "the emulator does not know this")]
    public void What_is_not_described_is_told(string method, string url, string? request, int status, string? response, string what) =>
        Assert.Contains(what, Check(method, url, request, status, response).Select(v => v.What));

    [Fact]
    public async Task All_that_the_emulator_says_is_in_microsofts_metadata()
    {
        var metadata = Environment.GetEnvironmentVariable("ACCESSGOV_GRAPH_METADATA");
        Assert.SkipWhen(string.IsNullOrEmpty(metadata), "ACCESSGOV_GRAPH_METADATA does not name a folder with Microsoft's metadata.");
        var file = Path.Combine(_folder, "traffic.jsonl");
        await using (var tenant = await TenantEmulator.StartAsync(new() { RecordFile = file }))
        {
            await TenantTour.Take(tenant);
            Assert.Equal(0, tenant.Counters.NotEmulated);
        }

        Assert.True(File.ReadLines(file).Count() > 50);
        Assert.Empty(RecordingChecker.Check(file, GraphMetadata.Load(metadata!)));
    }

    private IReadOnlyList<MetadataViolation> Check(string method, string url, string? request, int status, string? response)
    {
        File.WriteAllText(Path.Combine(_folder, "graph-slice.lenient.json"), OpenApi);
        File.WriteAllText(Path.Combine(_folder, "graph-types.json"), Types);
        var file = Path.Combine(_folder, "traffic.jsonl");
        File.WriteAllText(
            file,
            new JsonObject
            {
                ["method"] = method,
                ["url"] = $"http://127.0.0.1:1/v1.0/{url}",
                ["requestBody"] = request is null ? null : JsonNode.Parse(request),
                ["status"] = status,
                ["responseBody"] = response is null ? null : JsonNode.Parse(response),
            }.ToJsonString()
        );
        return RecordingChecker.Check(file, GraphMetadata.Load(_folder));
    }
}
