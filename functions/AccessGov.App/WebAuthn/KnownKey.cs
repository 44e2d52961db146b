namespace AccessGov.App.WebAuthn;

/// <summary>What the server knows of a key that signs.</summary>
/// <param name="PublicKey">As <see cref="NewKey.PublicKey"/>.</param>
/// <param name="UserHandle">Whose it is, base64url.</param>
/// <param name="Counter">The last counter.</param>
/// <param name="IsBackupEligible">As it was when the key was made.</param>
public sealed record KnownKey(string PublicKey, string UserHandle, uint Counter, bool IsBackupEligible);
