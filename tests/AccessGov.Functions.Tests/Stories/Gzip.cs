using System.IO.Compression;
using System.Text;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>Kept files are compressed lines: what a forger would have to undo and do again.</summary>
internal static class Gzip
{
    public static string Text(byte[] content)
    {
        using var reader = new StreamReader(new GZipStream(new MemoryStream(content), CompressionMode.Decompress), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    public static byte[] Bytes(string text)
    {
        using var content = new MemoryStream();
        using (var compressed = new GZipStream(content, CompressionLevel.Fastest))
            compressed.Write(Encoding.UTF8.GetBytes(text));
        return content.ToArray();
    }

    /// <summary>Writes over a file even when it was made read-only.</summary>
    public static async Task OverwriteAsync(string path, byte[] content)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
    }
}
