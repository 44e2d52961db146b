using System.Text.Json;

namespace AccessGov.App.WebAuthn.Wire;

/// <summary>What a browser sends back (WebAuthn L3 §5.1.8, <c>PublicKeyCredential.toJSON()</c>).</summary>
internal sealed record CeremonyAnswer
{
    /// <summary>Longer ones are nobody's: the largest lawful parts stay far below.</summary>
    public const int Longest = 64 * 1024;

    public required string Id { get; init; }

    public required byte[] RawId { get; init; }

    public required byte[] ClientDataJson { get; init; }

    /// <summary>Of a registration; else empty.</summary>
    public byte[] AttestationObject { get; init; } = [];

    /// <summary>Of an assertion; else empty.</summary>
    public byte[] AuthenticatorData { get; init; } = [];

    /// <summary>Of an assertion; else empty.</summary>
    public byte[] Signature { get; init; } = [];

    /// <summary>Of an assertion, when the authenticator gave it.</summary>
    public byte[]? UserHandle { get; init; }

    /// <summary>Reads the answer to a registration; throws <see cref="WireFault"/>.</summary>
    /// <param name="json">The text that came in.</param>
    public static CeremonyAnswer ReadRegistration(string json) =>
        Read(json, (head, response) => head with { AttestationObject = Bytes(response, "attestationObject") });

    /// <summary>Reads the answer to an assertion; throws <see cref="WireFault"/>.</summary>
    /// <param name="json">The text that came in.</param>
    public static CeremonyAnswer ReadAssertion(string json) =>
        Read(
            json,
            (head, response) =>
                head with
                {
                    AuthenticatorData = Bytes(response, "authenticatorData"),
                    Signature = Bytes(response, "signature"),
                    UserHandle = WireJson.OptionalText(response, "userHandle") is { } text ? Base64UrlText.Read(text) : null,
                }
        );

    private static CeremonyAnswer Read(string json, Func<CeremonyAnswer, JsonElement, CeremonyAnswer> complete)
    {
        if (string.IsNullOrEmpty(json) || json.Length > Longest)
            throw new WireFault("The answer is empty or too long.");
        using var document = WireJson.Read(json);
        var root = document.RootElement;
        if (WireJson.Text(root, "type") != "public-key")
            throw new WireFault("The answer holds no public key credential.");
        var response = WireJson.Find(root, "response") ?? throw new WireFault("'response' is missing.");
        // It must be there, and nothing was asked for by it.
        if (WireJson.Find(root, "clientExtensionResults") is { ValueKind: not JsonValueKind.Object })
            throw new WireFault("'clientExtensionResults' is no object.");
        var head = new CeremonyAnswer
        {
            Id = WireJson.Text(root, "id"),
            RawId = Bytes(root, "rawId"),
            ClientDataJson = Bytes(response, "clientDataJSON"),
        };
        return complete(head, response);
    }

    private static byte[] Bytes(JsonElement of, string name) => Base64UrlText.Read(WireJson.Text(of, name));
}
