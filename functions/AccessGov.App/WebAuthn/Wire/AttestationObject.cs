using System.Formats.Cbor;

namespace AccessGov.App.WebAuthn.Wire;

/// <summary>What a new key comes with (WebAuthn L3 §6.5.4).</summary>
internal sealed record AttestationObject(string Format, byte[] Statement, byte[] AuthenticatorData)
{
    /// <summary>Reads it; throws <see cref="WireFault"/>.</summary>
    /// <param name="bytes">All of it.</param>
    public static AttestationObject Read(ReadOnlyMemory<byte> bytes) => StrictCbor.Read("attestation object", () => Parse(bytes));

    private static AttestationObject Parse(ReadOnlyMemory<byte> bytes)
    {
        var reader = StrictCbor.Open(bytes);
        if (reader.ReadStartMap() != 3)
            throw new WireFault("An attestation object has three members.");
        // In the order of the canonical form.
        Expect(reader, "fmt");
        var format = reader.ReadTextString();
        Expect(reader, "attStmt");
        if (reader.PeekState() != CborReaderState.StartMap)
            throw new WireFault("'attStmt' is no map.");
        var statement = reader.ReadEncodedValue().ToArray();
        Expect(reader, "authData");
        var data = reader.ReadByteString();
        reader.ReadEndMap();
        return reader.BytesRemaining == 0
            ? new AttestationObject(format, statement, data)
            : throw new WireFault("Bytes follow the attestation object.");
    }

    private static void Expect(CborReader reader, string name)
    {
        if (reader.ReadTextString() != name)
            throw new WireFault($"'{name}' is missing.");
    }
}
