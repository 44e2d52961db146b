using System.Buffers.Binary;

namespace AccessGov.App.WebAuthn.Wire;

/// <summary>The new key within authenticator data (WebAuthn L3 §6.5.2).</summary>
internal sealed record AttestedCredential(Guid Aaguid, byte[] Id, byte[] PublicKey)
{
    /// <summary>Takes it off the front.</summary>
    /// <param name="rest">Its bytes and what follows; afterwards only that.</param>
    public static AttestedCredential Take(ref ReadOnlyMemory<byte> rest)
    {
        if (rest.Length < 18)
            throw new WireFault("The attested credential is cut short.");
        var aaguid = new Guid(rest.Span[..16], bigEndian: true);
        var idLength = BinaryPrimitives.ReadUInt16BigEndian(rest.Span[16..]);
        rest = rest[18..];
        if (rest.Length <= idLength)
            throw new WireFault("The credential id is longer than what is there.");
        var id = rest[..idLength].ToArray();
        rest = rest[idLength..];
        var bytes = rest;
        var length = StrictCbor.Read("public key", () => StrictCbor.LengthOfFirst(bytes));
        var key = rest[..length].ToArray();
        rest = rest[length..];
        return new AttestedCredential(aaguid, id, key);
    }
}
