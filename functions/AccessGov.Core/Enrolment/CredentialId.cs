namespace AccessGov.Core.Enrolment;

/// <summary>Names one enrolment of a key: what an authenticator drew when it was enrolled. Enrolled anew it draws another.</summary>
/// <param name="Value">1 to 1,364 characters of base64url without padding: WebAuthn allows 1,023 bytes.</param>
public readonly record struct CredentialId(string Value)
{
    /// <summary>The longest id.</summary>
    public const int MaxLength = 1364;

    /// <summary>Reads an id; throws <see cref="FormatException"/>.</summary>
    /// <param name="text">The text; nothing is trimmed or folded.</param>
    public static CredentialId Parse(string? text) =>
        text is { Length: >= 1 and <= MaxLength } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? new CredentialId(text)
            : throw new FormatException($"A credential id is 1 to {MaxLength} characters of base64url without padding.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
