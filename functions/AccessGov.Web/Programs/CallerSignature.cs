using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AccessGov.Web.Programs;

/// <summary>
/// A signature of a request: HTTP Message Signatures (RFC 9421) with hmac-sha256 over method, path, query and Content-Digest (RFC 9530), as
/// docs/operations.md describes it. Not <c>@authority</c>: proxies change it, and a key belongs to one installation. What it lacks is told
/// only to whoever holds the key; anybody is told over what it was checked, which is their own request.
/// </summary>
internal sealed class CallerSignature
{
    /// <summary>Signatures of one request that are looked at; proxies add their own.</summary>
    private const int Most = 3;

    private const int LongestHeader = 4000;
    private static readonly string[] Covered = ["@method", "@path", "@query", "content-digest"];
    private readonly HttpRequest request;
    private readonly StructuredField input;
    private readonly byte[] mac;
    private readonly byte[]? digest;

    private CallerSignature(HttpRequest request, StructuredField input, byte[] mac)
    {
        (this.request, this.input, this.mac) = (request, input, mac);
        Caller = StructuredField.TextOf(input.Parameter("keyid")) ?? "";
        Nonce = StructuredField.TextOf(input.Parameter("nonce")) ?? "";
        CreatedAt = Moment(input.Parameter("created"));
        ExpiresAt = Moment(input.Parameter("expires"));
        digest = StructuredField.Dictionary(Field(request, "Content-Digest"))?.FirstOrDefault(d => d.Key == "sha-256")?.Bytes;
    }

    /// <summary>Who says to have signed it (<c>keyid</c>).</summary>
    public string Caller { get; }

    /// <summary>16 to 64 characters, unless <see cref="Lacks"/> says something else.</summary>
    public string Nonce { get; }

    /// <summary>When the caller signed, by its own clock.</summary>
    public DateTimeOffset? CreatedAt { get; }

    /// <summary>Until when the caller wants it to be taken; null: as long as is usual here.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>True when the request says to be signed.</summary>
    public static bool IsIn(HttpRequest request) =>
        request.Headers.ContainsKey("Signature-Input") || request.Headers.ContainsKey("Signature");

    /// <summary>The signatures of a request that name a caller; none when the headers have another form.</summary>
    public static IReadOnlyList<CallerSignature> Read(HttpRequest request)
    {
        var macs = StructuredField.Dictionary(Field(request, "Signature"));
        if (
            macs is null
            || SignatureBase.Target(request).Length == 0
            || StructuredField.Dictionary(Field(request, "Signature-Input")) is not { } inputs
        )
            return [];
        var found = new List<CallerSignature>();
        foreach (var input in inputs.Where(i => i.Value is null))
            if (
                macs.FirstOrDefault(m => m.Key == input.Key)?.Bytes is { Length: SHA256.HashSizeInBytes } mac
                && new CallerSignature(request, input, mac) is { Caller: not "" } signature
                && found.Count < Most
            )
                found.Add(signature);
        return found;
    }

    /// <summary>
    /// Why none is read: what is wrong with the form of the fields, which anybody sees who sends them. For a request of which
    /// <see cref="Read"/> found none.
    /// </summary>
    public static string WhyNone(HttpRequest request)
    {
        foreach (var name in (string[])["Signature-Input", "Signature"])
            if (!request.Headers.ContainsKey(name))
                return $"The field {name} is missing.";
            else if (Field(request, name).Length == 0)
                return $"The field {name} is empty, or longer than {LongestHeader} characters.";
            else if (StructuredField.Dictionary(Field(request, name)) is null)
                return $"The field {name} is no dictionary of structured fields (RFC 9651).";
        var inputs = StructuredField.Dictionary(Field(request, "Signature-Input"))!.Where(i => i.Value is null).ToArray();
        if (inputs.Length == 0)
            return "Signature-Input has no list of components in brackets.";
        var macs = StructuredField.Dictionary(Field(request, "Signature"))!.Where(m => inputs.Any(i => i.Key == m.Key)).ToArray();
        if (macs.Length == 0)
            return "No label stands both in Signature-Input and in Signature.";
        if (macs.All(m => m.Bytes is not { Length: SHA256.HashSizeInBytes }))
            return $"The signature must be {SHA256.HashSizeInBytes} bytes in Base64 between two colons.";
        return "The parameter keyid must be there, a text.";
    }

    /// <summary>True when the key made the signature over what it says to cover.</summary>
    public bool IsMadeWith(ReadOnlySpan<byte> key) => IsMadeWith(key, SignatureBase.Of(request, input));

    /// <summary>The lines that it was checked over, all of them the request's own.</summary>
    public string CheckedOver => Encoding.UTF8.GetString(SignatureBase.Of(request, input));

    /// <summary>True when the body is the one that was signed.</summary>
    public bool IsOf(ReadOnlySpan<byte> body) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(body), digest);

    /// <summary>
    /// What it must have and has not, or has and must not have; none when it is as it should be. For the holder of the key.
    /// </summary>
    public IReadOnlyList<string> Lacks()
    {
        var lacks = new List<string>();
        var parts = input.Items.Select(i => i.Canonical()).ToArray();
        var wanted = Covered.Select(c => $"\"{c}\"").ToArray();
        lacks.AddRange(wanted.Except(parts).Select(c => $"The component {c} is not covered."));
        lacks.AddRange(parts.Except(wanted).Select(c => $"The component {c} must not be covered: only {string.Join(' ', wanted)}."));
        if (parts.Distinct().Count() != parts.Length)
            lacks.Add("A component is covered twice.");
        if (CreatedAt is null)
            lacks.Add("The parameter created must be there, seconds since 1970-01-01T00:00:00Z.");
        if (input.Parameter("expires") is not null && ExpiresAt is null)
            lacks.Add("The parameter expires must be seconds since 1970-01-01T00:00:00Z.");
        if (Nonce.Length is < 16 or > 64)
            lacks.Add($"The parameter nonce must be a text of 16 to 64 characters; it has {Nonce.Length}.");
        if (StructuredField.TextOf(input.Parameter("alg")) != "hmac-sha256")
            lacks.Add("The parameter alg must be \"hmac-sha256\".");
        lacks.AddRange(
            input
                .Parameters.Select(p => p.Key)
                .Except(["created", "expires", "nonce", "keyid", "alg", "tag"])
                .Select(k => $"The parameter {k} is not known.")
        );
        if (digest is not { Length: SHA256.HashSizeInBytes })
            lacks.Add("Content-Digest must have sha-256=:…: of 32 bytes.");
        return lacks;
    }

    /// <summary>
    /// What the holder of the key did otherwise, when that alone is why the signature does not fit; null when it is not known, or the
    /// signer has another key. Every slip is tried, so that it takes as long for every key.
    /// </summary>
    /// <param name="key">The caller's key.</param>
    public string? Slip(ReadOnlySpan<byte> key)
    {
        string? found = null;
        foreach (var (text, signed) in SignatureBase.Slips(request, input))
            if (IsMadeWith(key, signed))
                found ??= text;
        var right = SignatureBase.Of(request, input);
        foreach (var (text, other) in SignatureBase.OtherKeys(key))
            if (IsMadeWith(other, right))
                found ??= text;
        return found;
    }

    /// <summary>All lines of a field as one (RFC 9421 §2.1); too long a one is none.</summary>
    internal static string Field(HttpRequest request, string name)
    {
        var lines = request.Headers[name];
        var text = string.Join(", ", lines.Select(l => l?.Trim(' ', '\t')));
        return text.Length <= LongestHeader ? text : "";
    }

    private bool IsMadeWith(ReadOnlySpan<byte> key, byte[] signed) =>
        CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, signed), mac);

    // Eleven digits hold the seconds of every year that .NET has a date for.
    private static DateTimeOffset? Moment(string? bare) =>
        bare is { Length: <= 11 } && long.TryParse(bare, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
