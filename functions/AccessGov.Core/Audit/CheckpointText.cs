using System.Text;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit;

/// <summary>The bytes of a checkpoint that are signed: canonical JSON.</summary>
public static class CheckpointText
{
    /// <summary>Names the format inside the signed bytes, so that a signature for something else never passes for a checkpoint's.</summary>
    public const string Format = "accessgov-audit-checkpoint/1";

    /// <summary>The signed bytes, UTF-8.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    public static byte[] Bytes(Checkpoint checkpoint) => Encoding.UTF8.GetBytes(Write(checkpoint));

    /// <summary>The signed text.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    public static string Write(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return $"{{\"at\":\"{CanonicalText.Write(checkpoint.At)}\",\"format\":\"{Format}\",\"head\":\"{checkpoint.Head}\","
            + $"\"key\":\"{checkpoint.Key}\",\"number\":{checkpoint.Number},\"previous\":\"{checkpoint.Previous}\","
            + $"\"size\":{checkpoint.Size},\"tenant\":\"{checkpoint.Tenant}\"}}";
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="utf8">The signed bytes.</param>
    /// <exception cref="FormatException">It is something else; the message says what is wrong.</exception>
    public static Checkpoint Read(ReadOnlySpan<byte> utf8)
    {
        if (CanonicalJson.Flaw(utf8) is { } flaw)
            throw new FlawException(Wording.Of("Audit.checkpoint-not-canonical", flaw));
        var reader = new MemberReader(utf8);
        var at = reader.Value("at"u8, CanonicalText.ReadInstant);
        if (reader.Text("format"u8) is var format && format != Format)
            throw new FlawException(Wording.Of("Audit.other-format", format, Format));
        var head = reader.Value("head"u8, ChainHash.Parse);
        var key = reader.Value("key"u8, KeyId.Parse);
        var number = reader.Number("number"u8);
        var previous = reader.Value("previous"u8, ChainHash.Parse);
        var size = reader.Number("size"u8);
        var tenant = reader.Value("tenant"u8, TenantId.Parse);
        reader.End();
        return number >= 1 && size >= 0
            ? new Checkpoint(tenant, number, size, head, at, key, previous)
            : throw new FlawException(Wording.Of("Audit.checkpoint-impossible", number, size));
    }
}
