using System.Buffers.Text;
using AccessGov.Core.Kernel;

namespace AccessGov.App.WebAuthn.Wire;

/// <summary>base64url without padding, in its one form: what decodes to the same bytes is the same text.</summary>
public static class Base64UrlText
{
    /// <summary>Writes bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public static string Of(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>Reads bytes; throws <see cref="WireFault"/> for padding, blanks, other alphabets and left-over bits.</summary>
    /// <param name="text">The text.</param>
    public static byte[] Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            return Of(bytes) == text ? bytes : throw new WireFault("base64url is not in its one form.", Wording.Of("Wire.not-base64url"));
        }
        catch (FormatException e) when (e is not WireFault)
        {
            throw new WireFault("Not base64url.", Wording.Of("Wire.not-base64url"), e);
        }
    }
}
