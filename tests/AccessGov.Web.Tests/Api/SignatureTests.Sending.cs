using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AccessGov.Tests;

namespace AccessGov.Web.Tests.Api;

public sealed partial class SignatureTests
{
    /// <summary>With another key, by another name, or by the name of nobody the answer is the same.</summary>
    private async Task TellsNothingAsync(string form, Func<string, string>? signed = null)
    {
        var stranger = RandomNumberGenerator.GetBytes(32);
        foreach (
            var (key, name) in new[] { (stranger, ScimStage.Signer), (stranger, "nobody"), (Stage.Key, "nobody"), (Stage.Key, "fire-hr") }
        )
        {
            var (status, code, detail) = await SendAsync(Stage, form, key: key, name: name, signed: signed);
            Assert.Equal((401, "signature-wrong"), (status, code));
            // Their own request, and nothing else.
            Assert.StartsWith("The signature was checked over these lines:\n\"", detail, StringComparison.Ordinal);
            Assert.Contains($"keyid=\"{name}\"", detail, StringComparison.Ordinal);
            Assert.DoesNotContain("The ", detail![1..], StringComparison.Ordinal);
        }
    }

    /// <summary>What is signed of doubled parameters, made apart from the product's reader.</summary>
    private static string LastOfEach(string signed)
    {
        var from = signed.LastIndexOf(')') + 1;
        var parameters = signed[from..].Split(';').Select(p => (Key: p.Split('=')[0], Text: p)).ToArray();
        var keys = parameters.Select(p => p.Key).Distinct();
        return signed[..from] + string.Join(';', keys.Select(key => parameters.Last(p => p.Key == key).Text));
    }

    private static async Task<(int Status, string? Code, string? Detail)> SendAsync(
        ScimStage stage,
        string form,
        byte[]? key = null,
        string name = ScimStage.Signer,
        Func<string, string>? signed = null,
        Func<string, string>? digest = null,
        Action<HttpRequestMessage>? also = null,
        Func<string, string>? signature = null,
        string zeros = ""
    )
    {
        form = form.Replace("ALL", All, StringComparison.Ordinal)
            .Replace("CREATED", $"created={zeros}{stage.Clock.GetUtcNow().ToUnixTimeSeconds()}", StringComparison.Ordinal)
            .Replace("NONCE", $"nonce=\"0123456789-{Interlocked.Increment(ref nonces):D6}\"", StringComparison.Ordinal)
            .Replace("KEYID", $"keyid=\"{name}\"", StringComparison.Ordinal)
            .Replace("ALG", "alg=\"hmac-sha256\"", StringComparison.Ordinal);
        // What is signed, made apart from the product's reader: the last member, blanks as everybody writes them.
        var start = form.LastIndexOf("=(", StringComparison.Ordinal);
        var end = start < 0 ? -1 : form.IndexOf(')', start);
        var label = start < 0 ? "sig1" : form[(form.LastIndexOfAny([' ', '\t', ','], start) + 1)..start];
        var names = end < 0 ? [] : form[(start + 2)..end].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var parameters = end < 0 ? "" : string.Join(';', form[(end + 1)..].Split(';').Select(p => p.TrimStart(' ')));
        var field = (digest ?? (hash => $"sha-256=:{hash}:"))(Convert.ToBase64String(SHA256.HashData([])));
        var lines = names.Select(n =>
            $"{n}: "
            + n switch
            {
                "\"@method\"" => "GET",
                "\"@path\"" => Path[..Path.IndexOf('?', StringComparison.Ordinal)],
                "\"@query\"" => "?count=0",
                "\"@authority\"" => stage.Http.BaseAddress!.Authority,
                "\"content-digest\"" => field,
                _ => "application/json",
            }
            + "\n"
        );
        var text = string.Concat(lines) + $"\"@signature-params\": ({string.Join(' ', names)}){parameters}";
        using var request = new HttpRequestMessage(HttpMethod.Get, Path) { Content = new ByteArrayContent([]) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        also?.Invoke(request);
        request.Headers.TryAddWithoutValidation("Content-Digest", field);
        request.Headers.TryAddWithoutValidation("Signature-Input", form);
        var mac = HMACSHA256.HashData(key ?? stage.Key, Encoding.UTF8.GetBytes((signed ?? (t => t))(text)));
        var made = $"{label}=:{Convert.ToBase64String(mac)}:";
        request.Headers.TryAddWithoutValidation("Signature", (signature ?? (t => t))(made));
        using var reply = await stage.Http.SendAsync(request, Ct);
        var body = JsonNode.Parse(await reply.Content.ReadAsStringAsync(Ct))!;
        if (reply.IsSuccessStatusCode)
            return ((int)reply.StatusCode, null, null);
        // SCIM's form of an answer: the title, the detail, the code.
        var told = (string)body["detail"]!;
        var code = told[(told.LastIndexOf('(') + 1)..].TrimEnd(')');
        var title = typeof(Web.Http.Problems)
            .GetFields()
            .Select(f => f.GetValue(null))
            .OfType<Web.Http.Problem>()
            .Single(p => p.Code == code)
            .Title;
        Assert.StartsWith(title, told, StringComparison.Ordinal);
        var detail = told[title.Length..^(code.Length + 2)].Trim();
        return ((int)reply.StatusCode, code, detail.Length == 0 ? null : detail);
    }
}
