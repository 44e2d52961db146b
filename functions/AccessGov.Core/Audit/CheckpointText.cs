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
            throw new FormatException($"The checkpoint is not canonical JSON: {flaw}.");
        var reader = new MemberReader(utf8);
        var at = CanonicalText.ReadInstant(reader.Text("at"u8));
        if (reader.Text("format"u8) is var format && format != Format)
            throw new FormatException($"Format '{format}' is not '{Format}'.");
        var head = ChainHash.Parse(reader.Text("head"u8));
        var key = KeyId.Parse(reader.Text("key"u8));
        var number = reader.Number("number"u8);
        var previous = ChainHash.Parse(reader.Text("previous"u8));
        var size = reader.Number("size"u8);
        var tenant = TenantId.Parse(reader.Text("tenant"u8));
        reader.End();
        return number >= 1 && size >= 0
            ? new Checkpoint(tenant, number, size, head, at, key, previous)
            : throw new FormatException($"Checkpoint number {number} over {size} lines cannot be.");
    }
}
