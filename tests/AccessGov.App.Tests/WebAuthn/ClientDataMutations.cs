using System.Text;
using System.Text.Json.Nodes;

namespace AccessGov.App.Tests.WebAuthn;

/// <summary>What a browser, or who plays one, can say wrongly; the authenticator signs it all the same.</summary>
internal static class ClientDataMutations
{
    private const string Origin = KeyWorld.Origin;

    /// <summary>Of either ceremony.</summary>
    /// <param name="data">Where the draft has its client data.</param>
    /// <param name="write">Sets its bytes.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="other">The type of the other ceremony.</param>
    public static IEnumerable<Mutation<T>> All<T>(Func<T, JsonObject> data, Action<T, byte[]> write, Func<T, byte[]> bytes, string other)
    {
        Mutation<T> Set(string name, string steps, Func<Random, (string, JsonNode?)> change) =>
            new(
                $"client data: {name}",
                steps,
                (d, r) =>
                {
                    var (member, value) = change(r);
                    data(d)[member] = value;
                }
            );
        Mutation<T> Text(string name, Func<string, Random, string> change) =>
            new(
                $"client data: {name}",
                "client-data-malformed",
                (d, r) => write(d, Encoding.UTF8.GetBytes(change(data(d).ToJsonString(), r)))
            );
        yield return Set("type", "client-data-type", r => ("type", r.Pick(other, "", "webauthn.Create", "payment.get", "webauthn")));
        yield return Set("another challenge", "challenge-differs", r => ("challenge", Convert.ToHexStringLower(Bytes(r, 16))));
        yield return new(
            "client data: the challenge in another writing",
            "challenge-differs",
            (d, r) => data(d)["challenge"] = (string)data(d)["challenge"]! + r.Pick("=", "==", "\n", " ", "A")
        );
        yield return Set(
            "a foreign or oddly written origin",
            "origin-unknown",
            r =>
                (
                    "origin",
                    r.Pick(
                        "http://portal.city.example.jp",
                        "https://evil.city.example.jp",
                        "https://city.example.jp",
                        Origin + "/",
                        Origin + ":443",
                        Origin + "/path",
                        Origin + ".",
                        Origin.ToUpperInvariant(),
                        "HTTPS://portal.city.example.jp",
                        "https://user@portal.city.example.jp",
                        "https://portal2.city.example.jp",
                        "https://portal.city.example.jp.evil.example",
                        " " + Origin,
                        "",
                        "null",
                        "android:apk-key-hash:AAAA"
                    )
                )
        );
        yield return Set("in a foreign frame", "cross-origin", _ => ("crossOrigin", true));
        yield return Set(
            "with a top origin",
            "top-origin",
            r => ("topOrigin", r.Pick<JsonNode?>(Origin, "https://a.example", "", 1, null))
        );
        yield return Set(
            "crossOrigin is no truth value",
            "client-data-malformed",
            r => ("crossOrigin", r.Pick<JsonNode?>("true", 1, null))
        );
        yield return Set(
            "a member of another kind",
            "client-data-malformed",
            r => (r.Pick("type", "challenge", "origin"), r.Pick<JsonNode?>(null, 1, true, new JsonArray("a")))
        );
        yield return new(
            "client data: a member is missing",
            "client-data-malformed",
            (d, r) => data(d).Remove(r.Pick("type", "challenge", "origin"))
        );
        yield return Text(
            "a member twice",
            (t, r) => t[..^1] + r.Pick(",\"type\":\"webauthn.get\"}", ",\"origin\":\"x\"}", ",\"challenge\":\"\"}")
        );
        yield return Text("no object", (_, r) => r.Pick("[]", "null", "\"x\"", "1", ""));
        yield return Text("a byte order mark", (t, _) => "\uFEFF" + t);
        yield return Text("something follows", (t, r) => t + r.Pick("{}", ",", "\0", "x"));
        yield return Text("half a character", (t, r) => t.Replace("https", r.Pick("\\ud800", "\\udc00x"), StringComparison.Ordinal));
        yield return Text("half a character in a name", (t, r) => t[..^1] + $",\"{r.Pick("\\ud800", "\\udc00x")}\":1}}");
        yield return new("client data: cut before signing", "client-data-malformed", (d, r) => write(d, r.Cut(bytes(d))));
        yield return new(
            "client data: not UTF-8",
            "client-data-malformed",
            (d, r) => write(d, [.. bytes(d)[..^1], .. ",\"x\":\""u8, r.Pick<byte>(0xFF, 0xC0, 0x80), .. "\"}"u8])
        );
    }

    /// <summary>On the way, after the authenticator signed.</summary>
    public static IEnumerable<Mutation<T>> OnTheWay<T>(Action<T, byte[]> write, Func<T, byte[]> bytes) =>
        [
            new("on the way: a bit of client data", "", After: (d, r) => write(d, r.Flip(bytes(d)))),
            new("on the way: client data is cut", "", After: (d, r) => write(d, r.Cut(bytes(d)))),
            new(
                "on the way: blanks in client data",
                "statement-invalid signature-invalid",
                After: (d, r) => write(d, [.. bytes(d), r.Pick((byte)' ', (byte)'\n')])
            ),
        ];

    public static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
