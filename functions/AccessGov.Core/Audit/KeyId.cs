using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit;

/// <summary>Names a signing key: the first 16 hexadecimal digits of the SHA-256 of its SubjectPublicKeyInfo (DER).</summary>
/// <param name="Value">16 lower-case hexadecimal digits.</param>
public readonly record struct KeyId(string Value)
{
    /// <summary>Number of digits.</summary>
    public const int Length = 16;

    /// <summary>The first 16 hexadecimal digits of the SHA-256 of a public key.</summary>
    /// <param name="subjectPublicKeyInfo">The key in DER, as <c>openssl pkey -pubin -outform DER</c> writes it.</param>
    public static KeyId Of(ReadOnlySpan<byte> subjectPublicKeyInfo) =>
        new(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(subjectPublicKeyInfo))[..Length]);

    /// <summary>Reads a key id; throws <see cref="FormatException"/> that names the offending value.</summary>
    /// <param name="text">The text; nothing is trimmed or folded.</param>
    public static KeyId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == Length && CanonicalText.IsLowerHex(text.AsSpan())
            ? new KeyId(text)
            : throw new FormatException($"Key id '{text}' must be {Length} lower-case hexadecimal digits.");
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
