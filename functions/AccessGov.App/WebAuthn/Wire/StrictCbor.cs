using System.Formats.Cbor;

namespace AccessGov.App.WebAuthn.Wire;

/// <summary>
/// CTAP2 canonical CBOR (CTAP 2.2 §8) and nothing else: shortest lengths, sorted and single keys, no tags, no indefinite lengths.
/// Clients send it so; another writing of the same content is somebody's own.
/// </summary>
internal static class StrictCbor
{
    private const int Deepest = 4;

    /// <summary>Opens the bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="more">True when something else follows the first value.</param>
    public static CborReader Open(ReadOnlyMemory<byte> bytes, bool more = false) => new(bytes, CborConformanceMode.Ctap2Canonical, more);

    /// <summary>Reads, and makes one kind of fault of all that can go wrong.</summary>
    /// <param name="what">What is read, for a log.</param>
    /// <param name="read">Reads it.</param>
    public static T Read<T>(string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException or ArgumentException)
        {
            throw new WireFault($"The {what} is not canonical CBOR of its form.", e);
        }
    }

    /// <summary>Length of the first value. What nests deeper than authenticators do would end a reader that recurses.</summary>
    /// <param name="bytes">It and what follows it.</param>
    public static int LengthOfFirst(ReadOnlyMemory<byte> bytes)
    {
        var reader = Open(bytes, more: true);
        var start = reader.CurrentDepth;
        do
        {
            Step(reader);
            if (reader.CurrentDepth > start + Deepest)
                throw new WireFault($"CBOR nests deeper than {Deepest}.");
        } while (reader.CurrentDepth > start);
        return bytes.Length - reader.BytesRemaining;
    }

    private static void Step(CborReader reader)
    {
        switch (reader.PeekState())
        {
            case CborReaderState.StartMap:
                reader.ReadStartMap();
                break;
            case CborReaderState.EndMap:
                reader.ReadEndMap();
                break;
            case CborReaderState.StartArray:
                reader.ReadStartArray();
                break;
            case CborReaderState.EndArray:
                reader.ReadEndArray();
                break;
            default:
                reader.SkipValue();
                break;
        }
    }
}
