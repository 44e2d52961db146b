namespace AccessGov.App.WebAuthn;

/// <summary>What an assertion was begun with; kept and deleted like <see cref="RegistrationOptions"/>.</summary>
/// <param name="Challenge">32 random bytes, base64url.</param>
/// <param name="UserHandle">Of whom a key is asked, base64url; null: of anybody.</param>
/// <param name="Allowed">Ids of the keys, base64url; empty: any that the key itself finds.</param>
/// <param name="ExpiresAt">Five minutes later.</param>
public sealed record AssertionOptions(string Challenge, string? UserHandle, IReadOnlyList<string> Allowed, DateTimeOffset ExpiresAt);
