using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AccessGov.App.Composition;
using AccessGov.App.Personnel.Persons;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace AccessGov.Tests;

/// <summary>The SCIM service on a real port over a real SQLite file; nobody plans, so no directory is asked.</summary>
internal sealed class ScimStage : IAsyncDisposable
{
    public const string Root = "/portal/api/scim/v2",
        Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
        Personnel = "urn:accessgov:params:scim:schemas:extension:personnel:2.0:User";

    /// <summary>The caller that signs with <see cref="Key"/>.</summary>
    public const string Signer = "signer";

    /// <summary>Callers fire0, fire1 …, for tests that send more than one caller may.</summary>
    public const int Crowd = 50;

    private readonly TestFolder folder = new();
    private readonly WebApplication app;
    private readonly Installation installation;
    private readonly HttpClient http;

    private ScimStage(string tenant, string profiles)
    {
        File.WriteAllText(folder.File("policy.yaml"), Sample.Text.Replace("tenant: suzaka", $"tenant: {tenant}", StringComparison.Ordinal));
        var crowd = Enumerable.Range(0, Crowd).Select(n => $"fire{n}").ToArray();
        foreach (var name in crowd.Concat(["fire", "mayor", "both"]))
            File.WriteAllText(folder.File(name), Token(name) + "\n");
        File.WriteAllBytes(folder.File("signer.key"), Key);
        File.WriteAllText(
            folder.File("accessgov.json"),
            JsonSerializer.Serialize(
                new
                {
                    policyFile = "policy.yaml",
                    profileFolder = profiles,
                    storage = new { kind = "sqlite", folder = "state" },
                    directory = new { clientId = "accessgov", allowOneIdentity = true },
                    callers = new Dictionary<string, object>(
                        crowd.Select(n => KeyValuePair.Create<string, object>(n, new { source = "fire", tokenFile = n }))
                    )
                    {
                        ["fire-hr"] = new { source = "fire", tokenFile = "fire" },
                        ["mayor-hr"] = new { source = "mayor", tokenFile = "mayor" },
                        ["both-hr"] = new { source = "fire,mayor", tokenFile = "both" },
                        [Signer] = new { source = "fire", keyFile = "signer.key" },
                    },
                }
            )
        );
        var (opened, faults) = Installation.Open(folder.File("accessgov.json"), Clock);
        Assert.Empty(faults);
        installation = opened!;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log);
        app = builder.Build();
        app.UseRouting();
        app.MapPortal(() => installation);
        http = new HttpClient();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));

    public KeptLog Log { get; } = new();

    public byte[] Key { get; } = System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);

    public Workspace Workspace => installation.Workspace;

    /// <summary>To send what no client of the protocol sends.</summary>
    public HttpClient Http => http;

    /// <summary>Who calls; null: nobody.</summary>
    public string? As { get; set; } = "fire";

    /// <summary>Opens it.</summary>
    /// <param name="tenant">The municipality.</param>
    /// <param name="withProfiles">True: numbers have the width that the sample profiles say.</param>
    public static async Task<ScimStage> OpenAsync(string tenant = "suzaka", bool withProfiles = false)
    {
        var stage = new ScimStage(tenant, withProfiles ? Sample.InRepository("functions/policy/profiles") : "profiles");
        await stage.app.StartAsync(TestContext.Current.CancellationToken);
        stage.http.BaseAddress = new Uri(stage.app.Urls.First());
        return stage;
    }

    public static string Token(string name) => $"{name}-token-0123456789-abcdefghijklmnopqrstuv";

    public Task<ScimReply> GetAsync(string path, string? ifNoneMatch = null) =>
        SendAsync(HttpMethod.Get, path, null, r => r.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch));

    public Task<ScimReply> PostAsync(string path, JsonNode body) => SendAsync(HttpMethod.Post, path, body.ToJsonString());

    public Task<ScimReply> PutAsync(string id, JsonNode body, string? ifMatch = null) =>
        SendAsync(HttpMethod.Put, "/Users/" + id, body.ToJsonString(), r => r.Headers.TryAddWithoutValidation("If-Match", ifMatch));

    public Task<ScimReply> DeleteAsync(string id) => SendAsync(HttpMethod.Delete, "/Users/" + id, null);

    /// <summary>PATCH with operations as JSON.</summary>
    public Task<ScimReply> PatchAsync(string id, string operations, string? ifMatch = null) =>
        SendAsync(
            HttpMethod.Patch,
            "/Users/" + id,
            $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":{{operations}}}""",
            r => r.Headers.TryAddWithoutValidation("If-Match", ifMatch)
        );

    /// <summary>The people whom a filter finds, by number.</summary>
    public async Task<string[]> FoundAsync(string filter, string also = "") =>
        [
            .. ((JsonArray)(await GetAsync("/Users?filter=" + Uri.EscapeDataString(filter) + also)).Is(200).Body!["Resources"]!).Select(r =>
                (string)r!["externalId"]!
            ),
        ];

    /// <summary>GET of a path that may lead out of the service.</summary>
    public async Task<HttpResponseMessage> GetRawAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Root + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(As!));
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<ScimReply> SendAsync(HttpMethod method, string path, string? body, Action<HttpRequestMessage>? also = null)
    {
        using var request = new HttpRequestMessage(method, Root + path);
        if (As is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(As));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/scim+json");
        also?.Invoke(request);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (text.Length > 0)
            Assert.Equal("application/scim+json", response.Content.Headers.ContentType?.MediaType);
        return new ScimReply(
            response.StatusCode,
            text.Length == 0 ? null : JsonNode.Parse(text),
            response.Headers.ETag?.ToString(),
            response.Headers.Location?.ToString(),
            response.Content.Headers.TryGetValues("Allow", out var allowed) ? string.Join(", ", allowed) : null
        );
    }

    /// <summary>A firefighter as a personnel system sends them.</summary>
    public static JsonObject User(string number, string org = "610100", string? userName = null, string from = "2020-04-01") =>
        (JsonObject)
            JsonNode.Parse(
                $$"""
                {
                  "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "{{Enterprise}}", "{{Personnel}}"],
                  "externalId": "{{number}}", "userName": "{{userName ?? $"u{number}@city.example"}}",
                  "displayName": "消防 太郎", "name": { "familyName": "消防", "givenName": "太郎" },
                  "emails": [ { "value": "{{number}}@city.example", "type": "work", "primary": true } ],
                  "active": true,
                  "{{Enterprise}}": { "employeeNumber": "{{number}}", "department": "消防署", "manager": { "value": "300001" } },
                  "{{Personnel}}": {
                    "employments": [ { "kind": "regular", "from": "{{from}}" } ],
                    "postings": [ { "kind": "primary", "org": "{{org}}", "post": "署員", "from": "{{from}}" } ],
                    "leaves": []
                  }
                }
                """
            )!;

    /// <summary>Tells a firefighter and returns the id.</summary>
    public async Task<string> JoinAsync(string number) => (string)(await PostAsync("/Users", User(number))).Is(201).Body!["id"]!;

    /// <summary>What the source says of a person now.</summary>
    public async Task<PersonStatement?> FactsAsync(string number, string source = "fire") =>
        (
            await (await PersonQuery.InAsync(Workspace, new SourceId(source), TestContext.Current.CancellationToken)).OneAsync(
                new EmployeeId(number),
                TestContext.Current.CancellationToken
            )
        )?.Facts;

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        installation.Dispose();
        folder.Dispose();
    }
}
