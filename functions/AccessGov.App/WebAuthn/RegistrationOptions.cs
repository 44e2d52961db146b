namespace AccessGov.App.WebAuthn;

/// <summary>
/// What a registration was begun with. The server keeps it, bound to session, person and purpose, and deletes it before it verifies the
/// answer: it is good for one try. Texts and numbers only, for whatever keeps it.
/// </summary>
/// <param name="Challenge">32 random bytes, base64url.</param>
/// <param name="UserHandle">For whom the key is made, base64url.</param>
/// <param name="Algorithms">What was offered.</param>
/// <param name="ExpiresAt">Five minutes later.</param>
public sealed record RegistrationOptions(string Challenge, string UserHandle, IReadOnlyList<int> Algorithms, DateTimeOffset ExpiresAt)
{
    /// <summary>How long a person has.</summary>
    public static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(5);
}
