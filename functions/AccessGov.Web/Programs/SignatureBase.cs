using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace AccessGov.Web.Programs;

/// <summary>What is signed (RFC 9421 §2.5), and what signers sign by mistake.</summary>
internal static class SignatureBase
{
    /// <summary>What a signature is over. A component that cannot be said here has an empty value.</summary>
    public static byte[] Of(HttpRequest request, StructuredField input) => Join(Lines(request, input), input.Canonical());

    /// <summary>What somebody signs who makes one mistake.</summary>
    /// <returns>The mistake, in words for its author, and what was signed.</returns>
    public static IEnumerable<(string Mistake, byte[] Signed)> Slips(HttpRequest request, StructuredField input)
    {
        var lines = Lines(request, input);
        var canonical = input.Canonical();
        var target = Target(request);
        var hasQuery = target.Contains('?', StringComparison.Ordinal);
        (string Component, string Value, string Mistake)[] values =
        [
            (
                "@query",
                hasQuery ? Query(target)[1..] : "",
                "The value of @query begins with its '?', which stands there also without a query."
            ),
            ("@path", target, "The value of @path ends before the '?'."),
            ("@path", Uri.UnescapeDataString(Path(target)), "The value of @path is as it is sent, percent-encoded."),
            ("@path", $"{request.Scheme}://{request.Host}{Path(target)}", "The value of @path is the path alone."),
            ("@path", Path(target) + "/", "The value of @path has no slash at its end."),
            ("@method", request.Method.ToLowerInvariant(), "The value of @method is in capitals, as it is sent."),
        ];
        foreach (var (component, value, mistake) in values)
            yield return (
                mistake,
                Join(
                    [.. lines.Select(l => l.StartsWith($"\"{component}\": ", StringComparison.Ordinal) ? $"\"{component}\": {value}" : l)],
                    canonical
                )
            );
        yield return ("No line end stands after the last line.", [.. Join(lines, canonical), (byte)'\n']);
        yield return (
            "Lines end with a line feed alone.",
            Encoding.UTF8.GetBytes(Text(lines, canonical).Replace("\n", "\r\n", StringComparison.Ordinal))
        );
        yield return ("The value of @signature-params begins after the label and its '='.", Join(lines, $"{input.Key}={canonical}"));
        yield return ("The last line, @signature-params, is signed too.", Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        yield return (
            "A line is the quoted name, a colon, a space and the value.",
            Encoding.UTF8.GetBytes(Text(lines, canonical).Replace("\": ", "\":", StringComparison.Ordinal))
        );
        yield return (
            "The names of components are quoted.",
            Join([.. lines.Select(l => l[1..].Replace("\": ", ": ", StringComparison.Ordinal))], canonical)
        );
    }

    /// <summary>What somebody takes for the key who has the right file.</summary>
    /// <param name="key">The key: the bytes of the file.</param>
    public static IEnumerable<(string Mistake, byte[] Key)> OtherKeys(ReadOnlySpan<byte> key)
    {
        var written = Encoding.Latin1.GetString(key);
        var decoded = new byte[key.Length];
        return
        [
            (
                "The key is every byte of the file, the line end at its end too. Better make a key without one.",
                Encoding.Latin1.GetBytes(written.TrimEnd('\r', '\n'))
            ),
            (
                "The key is the bytes of the file, not what they say in base64.",
                Convert.TryFromBase64String(written, decoded, out var count) ? decoded[..count] : key.ToArray()
            ),
            ("The key is the bytes of the file, not what they say in hexadecimal.", Hex(written.Trim()) ?? key.ToArray()),
            ("The key is the bytes of the file, not their base64.", Encoding.ASCII.GetBytes(Convert.ToBase64String(key))),
            ("The key is the bytes of the file, not their hexadecimal digits.", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(key))),
        ];
    }

    private static byte[]? Hex(string text) => text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;

    private static List<string> Lines(HttpRequest request, StructuredField input) =>
        [.. input.Items.Select(i => $"{i.Canonical()}: {Component(request, i)}")];

    private static byte[] Join(List<string> lines, string parameters) => Encoding.UTF8.GetBytes(Text(lines, parameters));

    private static string Text(List<string> lines, string parameters) =>
        string.Concat(lines.Select(l => l + "\n")) + $"\"@signature-params\": {parameters}";

    // RFC 9421 §2.1 and §2.2: as they were sent; without a query the value is a question mark. Those that may not be covered are here so
    // that whoever covers them can be told.
    private static string Component(HttpRequest request, StructuredField item) =>
        item.Text switch
        {
            null => "",
            "@method" => request.Method,
            "@path" => Path(Target(request)),
            "@query" => Query(Target(request)),
            "@request-target" => Target(request),
            "@scheme" => request.Scheme,
            "@authority" => request.Host.Value?.ToLowerInvariant() ?? "",
            "@target-uri" => $"{request.Scheme}://{request.Host}{Target(request)}",
            ['@', ..] => "",
            var field => CallerSignature.Field(request, field),
        };

    private static string Path(string target) => target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? target[..at] : target;

    private static string Query(string target) => target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? target[at..] : "?";

    /// <summary>The address as it was sent, from the slash on; empty when it has another form, which nobody can have signed.</summary>
    public static string Target(HttpRequest request) =>
        request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is ['/', ..] and var target ? target : "";
}
