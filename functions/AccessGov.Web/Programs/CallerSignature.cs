using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Features;

namespace AccessGov.Web.Programs;

/// <summary>
/// A signed request: HTTP Message Signatures (RFC 9421) with hmac-sha256 over method, path, query and Content-Digest (RFC 9530), in the
/// one form of it that docs/operations.md describes. Not <c>@authority</c>: proxies change it, and a key belongs to one installation.
/// </summary>
/// <param name="Caller">Who says to have signed it (<c>keyid</c>).</param>
/// <param name="CreatedAt">When the caller signed, by its own clock.</param>
/// <param name="Nonce">16 to 64 characters.</param>
/// <param name="Digest">Of the body, as it was signed: 32 bytes.</param>
/// <param name="Base">What was signed (RFC 9421 §2.5).</param>
/// <param name="Mac">The signature.</param>
internal sealed partial record CallerSignature(
    string Caller,
    DateTimeOffset CreatedAt,
    string Nonce,
    byte[] Digest,
    byte[] Base,
    byte[] Mac
)
{
    private const int LongestHeader = 1000;
    private static readonly string[] Covered = ["@method", "@path", "@query", "content-digest"];
    private static readonly string[] Parameters = ["created", "nonce", "keyid", "alg"];

    /// <summary>True when the request says to be signed.</summary>
    public static bool IsIn(HttpRequest request) =>
        request.Headers.ContainsKey("Signature-Input") || request.Headers.ContainsKey("Signature");

    /// <summary>Reads the headers; null when they have another form.</summary>
    public static CallerSignature? Read(HttpRequest request)
    {
        if (InputForm().Match(One(request, "Signature-Input")) is not { Success: true } input)
            return null;
        if (
            SignatureForm().Match(One(request, "Signature")) is not { Success: true } signature
            || signature.Groups["label"].Value != input.Groups["label"].Value
        )
            return null;
        if (DigestForm().Match(One(request, "Content-Digest")) is not { Success: true } digest)
            return null;
        var parts = input.Groups["part"].Captures.Select(c => c.Value).ToArray();
        if (!parts.Order(StringComparer.Ordinal).SequenceEqual(Covered))
            return null;
        var names = input.Groups["name"].Captures.Select(c => c.Value).ToArray();
        if (names.Length != Parameters.Length || names.Except(Parameters).Any() || names.Distinct().Count() != names.Length)
            return null;
        string Parameter(string name) => input.Groups["value"].Captures[Array.IndexOf(names, name)].Value;
        string? Text(string name) => Parameter(name) is ['"', .., '"'] quoted ? quoted[1..^1] : null;

        if (Text("alg") != "hmac-sha256" || Text("keyid") is not { } caller || Text("nonce") is not { Length: >= 16 and <= 64 } nonce)
            return null;
        if (!long.TryParse(Parameter("created"), NumberStyles.None, CultureInfo.InvariantCulture, out var created))
            return null;
        if (Bytes(digest.Groups["bytes"].Value) is not { } hash || Bytes(signature.Groups["bytes"].Value) is not { } mac)
            return null;
        if (request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is not ['/', ..] target)
            return null;
        var lines = parts.Select(part => $"\"{part}\": {Component(request, target, part)}\n");
        var text = string.Concat(lines) + $"\"@signature-params\": {input.Groups["params"].Value}";
        return new CallerSignature(caller, DateTimeOffset.FromUnixTimeSeconds(created), nonce, hash, Encoding.UTF8.GetBytes(text), mac);
    }

    /// <summary>True when the key made the signature.</summary>
    public bool IsMadeWith(ReadOnlySpan<byte> key) => CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, Base), Mac);

    /// <summary>True when the body is the one that was signed.</summary>
    public bool IsOf(ReadOnlySpan<byte> body) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(body), Digest);

    // RFC 9421 §2.2.6 and §2.2.7: as they were sent; without a query the value is a question mark.
    private static string Component(HttpRequest request, string target, string part) =>
        (part, target.IndexOf('?', StringComparison.Ordinal)) switch
        {
            ("@method", _) => request.Method,
            ("@path", < 0) => target,
            ("@path", var at) => target[..at],
            ("@query", < 0) => "?",
            ("@query", var at) => target[at..],
            _ => One(request, part),
        };

    /// <summary>The one value of a header, or nothing: a header sent twice is signed by nobody.</summary>
    private static string One(HttpRequest request, string name) => request.Headers[name] is [{ Length: <= LongestHeader } only] ? only : "";

    private static byte[]? Bytes(string base64)
    {
        var bytes = new byte[SHA256.HashSizeInBytes];
        return Convert.TryFromBase64String(base64, bytes, out var count) && count == bytes.Length ? bytes : null;
    }

    [GeneratedRegex(
        """
            ^(?<label> [a-z][a-z0-9_-]{0,31} ) =
            (?<params>
                \( "(?<part>[a-z@-]{1,20})" (?: \x20 "(?<part>[a-z@-]{1,20})" ){3} \)             # four components, one space between them
                (?: ; (?<name>[a-z]{1,10}) = (?<value> "[\x20!#-\[\]-~]{1,100}" | [0-9]{1,11} ) ){4}  # four parameters, no escapes
            )\z
            """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex InputForm();

    [GeneratedRegex("""^(?<label>[a-z][a-z0-9_-]{0,31})=:(?<bytes>[A-Za-z0-9+/]{43}=):\z""", RegexOptions.ExplicitCapture)]
    private static partial Regex SignatureForm();

    [GeneratedRegex("""^sha-256=:(?<bytes>[A-Za-z0-9+/]{43}=):\z""", RegexOptions.ExplicitCapture)]
    private static partial Regex DigestForm();
}
