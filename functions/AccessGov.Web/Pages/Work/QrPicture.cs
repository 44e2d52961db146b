using System.Globalization;
using System.Text;
using QRCoder;

namespace AccessGov.Web.Pages.Work;

/// <summary>A QR code as one path of an SVG: black squares on white, nothing that a strict content policy forbids.</summary>
/// <param name="Size">Squares a side, with the quiet zone.</param>
/// <param name="Path">The path's <c>d</c>, one unit a square.</param>
public sealed record QrPicture(int Size, string Path)
{
    /// <summary>Draws a text, in UTF-8, with the correction of level M: 15 in a hundred may be lost.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Null where it is too long for a QR code (2,331 bytes at that level).</returns>
    public static QrPicture? Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > MostBytes)
            return null;
        using var data = QRCodeGenerator.GenerateQrCode(bytes, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < data.ModuleMatrix.Count; y++)
            for (var x = 0; x < data.ModuleMatrix[y].Length; x++)
                if (data.ModuleMatrix[y][x])
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        return new QrPicture(data.ModuleMatrix.Count, path.ToString());
    }

    /// <summary>The most bytes of a QR code at level M.</summary>
    public const int MostBytes = 2331;
}
