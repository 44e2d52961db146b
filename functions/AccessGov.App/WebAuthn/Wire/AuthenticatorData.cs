using System.Buffers.Binary;
using System.Formats.Cbor;

namespace AccessGov.App.WebAuthn.Wire;

/// <summary>What an authenticator signs (WebAuthn L3 §6.1), read to its last byte.</summary>
internal sealed record AuthenticatorData
{
    private const int Head = 37;
    private const byte Up = 0x01,
        Uv = 0x04,
        Be = 0x08,
        Bs = 0x10,
        At = 0x40,
        Ed = 0x80,
        Reserved = 0x22;

    public required byte[] RpIdHash { get; init; }

    public required uint Counter { get; init; }

    /// <summary>Null in an assertion.</summary>
    public AttestedCredential? Credential { get; init; }

    private byte Flags { get; init; }

    public bool IsUserPresent => (Flags & Up) != 0;

    public bool IsUserVerified => (Flags & Uv) != 0;

    public bool IsBackupEligible => (Flags & Be) != 0;

    public bool IsBackedUp => (Flags & Bs) != 0;

    /// <summary>Reads it; throws <see cref="WireFault"/>.</summary>
    /// <param name="bytes">All of it.</param>
    public static AuthenticatorData Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length < Head)
            throw new WireFault("Authenticator data is shorter than its head.");
        var flags = bytes.Span[32];
        if ((flags & Reserved) != 0)
            throw new WireFault("A reserved flag is set.");
        var rest = bytes[Head..];
        var credential = (flags & At) != 0 ? AttestedCredential.Take(ref rest) : null;
        if ((flags & Ed) != 0)
            TakeExtensions(ref rest);
        if (rest.Length > 0)
            throw new WireFault("Bytes follow the authenticator data.");
        return new AuthenticatorData
        {
            RpIdHash = bytes[..32].ToArray(),
            Flags = flags,
            Counter = BinaryPrimitives.ReadUInt32BigEndian(bytes.Span[33..]),
            Credential = credential,
        };
    }

    /// <summary>Nothing was asked for; what comes all the same (credProtect does) has the form of extensions and is not used.</summary>
    private static void TakeExtensions(ref ReadOnlyMemory<byte> rest)
    {
        var bytes = rest;
        var length = StrictCbor.Read("map of extensions", () => Extensions(bytes));
        rest = rest[length..];
    }

    private static int Extensions(ReadOnlyMemory<byte> bytes)
    {
        var length = StrictCbor.LengthOfFirst(bytes);
        var reader = StrictCbor.Open(bytes[..length]);
        if (reader.ReadStartMap() is null or 0)
            throw new WireFault("Extensions are announced, and there are none.");
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            reader.ReadTextString();
            reader.SkipValue();
        }
        return length;
    }
}
