using System.Net;
using System.Text;
using AccessGov.Tests;
using Microsoft.Extensions.Logging;

namespace AccessGov.Web.Tests.Http;

/// <summary>Bodies that nobody would write. ACCESSGOV_FUZZ says how many for each door (scripts/soak: 5,000).</summary>
public sealed class BodyFuzzTests
{
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("ACCESSGOV_FUZZ"), out var n) ? n : 60;

    private static readonly string[] Odd =
    [
        "null", "[]", "{}", "-1", "1e999", "\"\"", "true", "\"\\u0000\"", "\"\\ud800\"", "\"\\u202e\"", "\"%00\"", "9999999999999999999999",
        "\"0001-01-01\"", "\"9999-12-31\"", "\"2026-02-30\"", "\"ｱ｡\"", "[[[[[[[[[[[[[[[[[[[[", "\"\\\"", "/**/", "\"𠮷\\u0000\"", "NaN",
    ];

    [Fact]
    public async Task No_mutated_body_breaks_a_door()
    {
        await using var stage = await ScimStage.OpenAsync();
        var doors = Doors.All(await stage.JoinAsync("300101"));
        var statuses = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var door in doors)
        {
            var random = new Random(20260401);
            for (var i = 0; i < Cases; i++)
            {
                var body = Mutated(Encoding.UTF8.GetBytes(door.Body), random);
                var query = door.Name.StartsWith("scim", StringComparison.Ordinal) && i % 7 == 0 ? "?attributes=%00%ff,a" : "";
                var status = await door.SendAsync(stage.Http, body, query);
                Assert.True((int)status < 500, $"{door.Name}, case {i}: {status} for {Convert.ToBase64String(body)}");
                var key = $"{door.Name} {(int)status}";
                statuses[key] = statuses.GetValueOrDefault(key) + 1;
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", statuses.Select(s => $"{s.Key}: {s.Value}")));
        Assert.DoesNotContain(stage.Log.Lines, l => l.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task No_odd_address_breaks_a_door()
    {
        await using var stage = await ScimStage.OpenAsync();
        var id = await stage.JoinAsync("300101");
        var random = new Random(20260402);
        string[] filters = ["userName eq \"a\"", "externalId eq \"300101\"", "not (a pr)", "emails[type eq \"work\"]", "id sw \"\\ud800\""];
        for (var i = 0; i < Cases; i++)
        {
            var filter = Encoding.UTF8.GetString(Mutated(Encoding.UTF8.GetBytes(filters[i % filters.Length]), random));
            var path = (i % 3) switch
            {
                0 => $"/Users?filter={Escaped(filter)}&startIndex={Number(random)}&count={Number(random)}",
                1 => $"/Users/{Escaped(Encoding.UTF8.GetString(Mutated(Encoding.UTF8.GetBytes(id), random)))}",
                _ => $"/Users?attributes={Escaped(filter)}&excludedAttributes={Escaped(filter)}",
            };
            stage.As = $"fire{i % ScimStage.Crowd}";
            using var reply = await stage.GetRawAsync(path);
            var status = reply.StatusCode;
            Assert.True((int)status < 500, $"case {i}: {status} for {path}");
        }
        Assert.DoesNotContain(stage.Log.Lines, l => l.Level >= LogLevel.Error);
    }

    private static string Escaped(string text) => Uri.EscapeDataString(text.Length > 200 ? text[..200] : text);

    private static string Number(Random random) => random.Next(4) == 0 ? "99999999999" : $"{random.Next(int.MinValue, int.MaxValue)}";

    /// <summary>One to three changes: bytes, a value for another, a part twice, a part gone.</summary>
    private static byte[] Mutated(byte[] body, Random random)
    {
        for (var changes = random.Next(1, 4); changes > 0 && body.Length > 0; changes--)
        {
            var at = random.Next(body.Length);
            var end = Math.Min(body.Length, at + random.Next(1, 30));
            body = random.Next(6) switch
            {
                0 => [.. body[..at], (byte)random.Next(256), .. body[(at + 1)..]],
                1 => [.. body[..at], .. body[end..]],
                2 => [.. body[..end], .. body[at..]],
                3 => body[..at],
                _ => Swapped(body, random),
            };
        }
        return body;
    }

    /// <summary>One text of the JSON, name or value, becomes something odd.</summary>
    private static byte[] Swapped(byte[] body, Random random)
    {
        var text = Encoding.UTF8.GetString(body);
        var quotes = Enumerable.Range(0, text.Length).Where(i => text[i] == '"').ToArray();
        if (quotes.Length < 2)
            return body;
        var pick = random.Next(quotes.Length / 2) * 2;
        var odd = Odd[random.Next(Odd.Length)];
        return Encoding.UTF8.GetBytes(text[..quotes[pick]] + odd + text[(quotes[pick + 1] + 1)..]);
    }
}
