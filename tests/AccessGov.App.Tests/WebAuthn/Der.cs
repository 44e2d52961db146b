namespace AccessGov.App.Tests.WebAuthn;

/// <summary>ECDSA signatures in a writing that is not DER.</summary>
internal static class Der
{
    public static byte[] Loose(byte[] signature, Random random)
    {
        // 30 len 02 len r 02 len s
        var (r, at) = (signature[3], 4 + signature[3]);
        return random.Pick<byte[]>(
            [0x30, 0x81, .. signature[1..]],
            [0x30, (byte)(signature[1] + 1), 0x02, (byte)(r + 1), 0, .. signature[4..]],
            [.. signature, 0],
            [0x30, (byte)(signature[1] + 2), .. signature[2..], 0x05, 0x00],
            [0x30, 0x80, .. signature[2..], 0, 0],
            [.. signature[4..at], .. signature[(at + 2)..]],
            [0x31, .. signature[1..]]
        );
    }
}
