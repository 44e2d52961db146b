using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AccessGov.Tests;

/// <summary>A personnel system that signs what it sends (RFC 9421), written apart from the product's own code.</summary>
public sealed class Sender(Uri door, byte[] key, string name = "jinji") : IDisposable
{
    public const string Path = "/portal/api/hr/events";
    private readonly HttpClient http = new() { BaseAddress = door };

    public string Name { get; init; } = name;

    public DateTimeOffset? At { get; init; }

    private static string Joined => $"{DateTimeOffset.UtcNow.AddDays(-10):yyyy-MM-dd}";

    public void Dispose() => http.Dispose();

    /// <summary>An event about one of the fire station's people; <paramref name="person"/> replaces the whole of what is said.</summary>
    public static string Event(string tenant, string id, string person, string source = "fire", DateTimeOffset? at = null) =>
        $$"""
            {"id":"{{id}}","tenant":"{{tenant}}","source":"{{source}}","occurredAt":"{{at ?? DateTimeOffset.UtcNow:O}}",
             "person":{{person}}}
            """;

    /// <summary>Somebody who joined the fire station a few days ago.</summary>
    public static string Person(string id, string org = "610100", bool leaves = false) =>
        JsonSerializer.Serialize(
            new
            {
                employeeId = id,
                name = "消防 太郎",
                employments = new[]
                {
                    new
                    {
                        kind = "regular",
                        from = Joined,
                        until = (string?)null,
                        endsAtOnce = leaves,
                    },
                },
                postings = leaves
                    ? []
                    : new[]
                    {
                        new
                        {
                            kind = "primary",
                            org,
                            post = "署員",
                            from = Joined,
                        },
                    },
                leaves = Array.Empty<object>(),
            }
        );

    /// <summary>A signed request.</summary>
    /// <param name="body">What is sent.</param>
    /// <param name="nonce">Null for a new one.</param>
    /// <param name="signedBody">What is signed; null for what is sent.</param>
    public HttpRequestMessage Request(string body, string? nonce = null, string? signedBody = null)
    {
        var created = (At ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var digest = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(signedBody ?? body)))}:";
        var parameters =
            $"(\"@method\" \"@path\" \"@query\" \"content-digest\");created={created};"
            + $"nonce=\"{nonce ?? Guid.NewGuid().ToString("N")}\";keyid=\"{Name}\";alg=\"hmac-sha256\"";
        var signed =
            $"\"@method\": POST\n\"@path\": {Path}\n\"@query\": ?\n\"content-digest\": {digest}\n\"@signature-params\": {parameters}";
        var request = Bare(body);
        request.Headers.Add("Content-Digest", digest);
        request.Headers.Add("Signature-Input", "sig1=" + parameters);
        request.Headers.Add("Signature", $"sig1=:{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)))}:");
        return request;
    }

    /// <summary>A request that proves nothing yet.</summary>
    public static HttpRequestMessage Bare(string body) =>
        new(HttpMethod.Post, Path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    /// <summary>The same request, to be sent once more.</summary>
    public static HttpRequestMessage Copy(HttpRequestMessage request, string body)
    {
        var copy = Bare(body);
        foreach (var (name, values) in request.Headers)
            copy.Headers.TryAddWithoutValidation(name, values);
        return copy;
    }

    /// <summary>Sends it.</summary>
    /// <returns>Status and the code or the result that the answer names.</returns>
    public async Task<(HttpStatusCode Status, string Word, JsonElement Answer)> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using (request)
        using (var reply = await http.SendAsync(request, ct))
        {
            using var json = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(ct));
            var answer = json.RootElement.Clone();
            Assert.Equal(
                reply.IsSuccessStatusCode ? "application/json" : "application/problem+json",
                reply.Content.Headers.ContentType?.MediaType
            );
            return (reply.StatusCode, answer.GetProperty(reply.IsSuccessStatusCode ? "result" : "code").GetString()!, answer);
        }
    }

    /// <summary>Signs and sends a body.</summary>
    public async Task<(HttpStatusCode Status, string Word)> TellAsync(string body, CancellationToken ct) =>
        await SendAsync(Request(body), ct) is var (status, word, _) ? (status, word) : default;

    /// <summary>Sends a body with a token.</summary>
    public async Task<(HttpStatusCode Status, string Word)> TellAsync(string body, string token, CancellationToken ct)
    {
        var request = Bare(body);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await SendAsync(request, ct) is var (status, word, _) ? (status, word) : default;
    }
}
