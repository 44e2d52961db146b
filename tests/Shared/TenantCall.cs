using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Tests;

/// <summary>An answer of the emulator, read whole.</summary>
internal sealed record TenantAnswer(int Status, JsonNode? Body, HttpResponseMessage Http)
{
    public JsonArray Value => Body!["value"]!.AsArray();

    public string? Code => (string?)Body?["error"]?["code"];

    public string? Message => (string?)Body?["error"]?["message"];

    public string? Next => (string?)Body?["@odata.nextLink"];

    public string? DeltaLink => (string?)Body?["@odata.deltaLink"];
}

/// <summary>Raw HTTP to the emulator.</summary>
internal static class TenantCall
{
    public static async Task<TenantAnswer> Ask(
        this HttpClient client,
        string method,
        string url,
        object? body = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (body is JsonNode node)
            request.Content = new StringContent(node.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        else if (body is not null)
            request.Content = JsonContent.Create(body);
        var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), response);
    }

    public static Task<TenantAnswer> Get(this HttpClient client, string url) => client.Ask("GET", url);

    /// <summary>Every page of a list.</summary>
    public static async Task<List<JsonNode>> All(this HttpClient client, string url)
    {
        var all = new List<JsonNode>();
        for (string? next = url; next is not null;)
        {
            var page = await client.Get(next);
            Assert.Equal(200, page.Status);
            all.AddRange(page.Value!);
            Assert.True(all.Count < 100_000, "the pages have no end");
            next = page.Next;
        }

        return all;
    }

    public static JsonObject Bind(this TenantEmulator tenant, params IEnumerable<string> ids) =>
        new() { ["members@odata.bind"] = new JsonArray([.. ids.Select(id => (JsonNode)$"{tenant.BaseUri}/directoryObjects/{id}")]) };

    public static JsonObject Reference(this TenantEmulator tenant, string id) =>
        new() { ["@odata.id"] = $"{tenant.BaseUri}/directoryObjects/{id}" };

    public static JsonObject NewUser(string upn) =>
        new()
        {
            ["accountEnabled"] = true,
            ["displayName"] = "須坂 花子",
            ["mailNickname"] = "hanako",
            ["passwordProfile"] = new JsonObject { ["password"] = "xWwvJ]6NMw+bWH-d", ["forceChangePasswordNextSignIn"] = true },
            ["userPrincipalName"] = upn,
        };

    public static JsonObject Step(string id, string method, string url, JsonNode? body = null, params string[] dependsOn)
    {
        var step = new JsonObject
        {
            ["id"] = id,
            ["method"] = method,
            ["url"] = url,
        };
        if (body is not null)
            (step["body"], step["headers"]) = (body, new JsonObject { ["Content-Type"] = "application/json" });
        if (dependsOn.Length > 0)
            step["dependsOn"] = new JsonArray([.. dependsOn.Select(d => (JsonNode)d)]);
        return step;
    }

    public static async Task<Dictionary<string, JsonNode>> Batch(this HttpClient client, params IEnumerable<JsonObject> steps)
    {
        var answer = await client.Ask("POST", "$batch", new JsonObject { ["requests"] = new JsonArray([.. steps]) });
        Assert.Equal(200, answer.Status);
        return answer.Body!["responses"]!.AsArray().ToDictionary(r => (string)r!["id"]!, r => r!);
    }
}
