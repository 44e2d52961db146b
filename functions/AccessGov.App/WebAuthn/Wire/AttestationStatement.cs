using System.Formats.Asn1;
using System.Formats.Cbor;

namespace AccessGov.App.WebAuthn.Wire;

/// <summary>The statement of a format whose members we know: what signed, by which algorithm, and the certificates.</summary>
/// <param name="Algorithm">As the statement says; null where the format fixes it.</param>
/// <param name="Signature">The signature; empty for none.</param>
/// <param name="Certificates">From the attestation certificate upwards; empty for self-attestation and none.</param>
internal sealed record AttestationStatement(int? Algorithm, byte[] Signature, IReadOnlyList<byte[]> Certificates)
{
    private const int MostCertificates = 8;

    /// <summary>No attestation.</summary>
    public const string None = "none";

    /// <summary>The format of most security keys.</summary>
    public const string Packed = "packed";

    /// <summary>The format of keys that speak CTAP1.</summary>
    public const string FidoU2f = "fido-u2f";

    /// <summary>Formats that are read here.</summary>
    public static IReadOnlyList<string> Known { get; } = [Packed, FidoU2f, None];

    /// <summary>Reads it; throws <see cref="WireFault"/> when a member is missing or unknown.</summary>
    /// <param name="format">One of <see cref="Known"/>.</param>
    /// <param name="bytes">The encoded map.</param>
    public static AttestationStatement Read(string format, ReadOnlyMemory<byte> bytes)
    {
        var statement = StrictCbor.Read("attestation statement", () => Parse(bytes));
        var fits = format switch
        {
            None => statement is { Algorithm: null, Signature.Length: 0, Certificates.Count: 0 },
            Packed => statement is { Algorithm: not null, Signature.Length: > 0 },
            FidoU2f => statement is { Algorithm: null, Signature.Length: > 0, Certificates.Count: 1 },
            _ => false,
        };
        return fits ? statement : throw new WireFault("The attestation statement has not the members of its format.");
    }

    /// <summary>True for a DER signature in its one form; ECDSA checks tolerate others.</summary>
    /// <param name="signature">The bytes.</param>
    public static bool IsStrictDer(byte[] signature)
    {
        try
        {
            var whole = new AsnReader(signature, AsnEncodingRules.DER);
            var pair = whole.ReadSequence();
            whole.ThrowIfNotEmpty();
            var positive = pair.ReadInteger().Sign > 0 && pair.ReadInteger().Sign > 0;
            pair.ThrowIfNotEmpty();
            return positive;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static AttestationStatement Parse(ReadOnlyMemory<byte> bytes)
    {
        var reader = StrictCbor.Open(bytes);
        int? algorithm = null;
        byte[] signature = [];
        var certificates = new List<byte[]>();
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
            switch (reader.ReadTextString())
            {
                case "alg":
                    algorithm = reader.ReadInt32();
                    break;
                case "sig":
                    signature = reader.ReadByteString();
                    break;
                case "x5c":
                    if (reader.ReadStartArray() is null or 0 or > MostCertificates)
                        throw new WireFault($"'x5c' holds 1 to {MostCertificates} certificates.");
                    while (reader.PeekState() != CborReaderState.EndArray)
                        certificates.Add(reader.ReadByteString());
                    reader.ReadEndArray();
                    break;
                default:
                    throw new WireFault("A member that the format does not have.");
            }
        reader.ReadEndMap();
        return new AttestationStatement(algorithm, signature, certificates);
    }
}
