using System.Text;

namespace AccessGov.Sandbox.City.Files;

/// <summary>Windows code page 932, strict, with both byte forms of the characters that NEC and IBM each added.</summary>
internal static class Cp932
{
    private static readonly Encoding Strict = CodePagesEncodingProvider.Instance.GetEncoding(
        932,
        EncoderFallback.ExceptionFallback,
        DecoderFallback.ExceptionFallback
    )!;
    private static readonly Dictionary<ushort, ushort> NecForms = FindNecForms();

    /// <summary>The bytes of a text; throws on a character that the code page does not have.</summary>
    public static byte[] Bytes(string text, bool necForm)
    {
        var bytes = Strict.GetBytes(text);
        for (var i = 0; necForm && i + 1 < bytes.Length; i++)
        {
            if (bytes[i] is not ((>= 0x81 and <= 0x9F) or (>= 0xE0 and <= 0xFC)))
                continue;
            if (NecForms.TryGetValue((ushort)(bytes[i] << 8 | bytes[i + 1]), out var nec))
                (bytes[i], bytes[i + 1]) = ((byte)(nec >> 8), (byte)nec);
            i++;
        }
        return bytes;
    }

    /// <summary>True when the text has a character with two byte forms.</summary>
    public static bool HasTwoForms(string text) => text.Any(c => c > 0x7F) && !Bytes(text, false).AsSpan().SequenceEqual(Bytes(text, true));

    // Decoding without a fallback knows the NEC-selected rows ED and EE, which a strict decoder refuses.
    private static Dictionary<ushort, ushort> FindNecForms()
    {
        var lenient = CodePagesEncodingProvider.Instance.GetEncoding(932)!;
        var forms = new Dictionary<ushort, ushort>();
        for (var lead = 0xED; lead <= 0xEE; lead++)
            for (var trail = 0x40; trail <= 0xFC; trail++)
            {
                var text = lenient.GetString([(byte)lead, (byte)trail]);
                if (text.Length != 1 || text[0] is '・' or '?')
                    continue;
                var ibm = lenient.GetBytes(text);
                if (ibm is [>= 0xFA, _])
                    forms[(ushort)(ibm[0] << 8 | ibm[1])] = (ushort)(lead << 8 | trail);
            }
        return forms;
    }
}
