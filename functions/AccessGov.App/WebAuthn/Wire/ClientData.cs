using System.Text.Json;

namespace AccessGov.App.WebAuthn.Wire;

/// <summary>What the browser says of the ceremony (WebAuthn L3 §5.8.1). Further members are allowed and not used.</summary>
internal sealed record ClientData(string Type, string Challenge, string Origin, bool IsCrossOrigin, bool HasTopOrigin)
{
    /// <summary>Reads it; throws <see cref="WireFault"/> for what is no JSON, and for a member that comes twice.</summary>
    /// <param name="utf8">The bytes that the authenticator signed the hash of.</param>
    public static ClientData Read(ReadOnlyMemory<byte> utf8)
    {
        using var document = WireJson.Read(utf8);
        var root = document.RootElement;
        return new ClientData(
            WireJson.Text(root, "type"),
            WireJson.Text(root, "challenge"),
            WireJson.Text(root, "origin"),
            WireJson.Find(root, "crossOrigin") switch
            {
                null => false,
                { ValueKind: JsonValueKind.False } => false,
                { ValueKind: JsonValueKind.True } => true,
                _ => throw new WireFault("crossOrigin is neither true nor false."),
            },
            WireJson.Find(root, "topOrigin") is not null
        );
    }
}
