namespace AccessGov.App.WebAuthn;

/// <summary>For whom a key is made, as the key itself will show it.</summary>
/// <param name="Handle">1 to 64 bytes that name the person and tell nobody who it is.</param>
/// <param name="Name">Account name.</param>
/// <param name="DisplayName">The person's name.</param>
public sealed record KeyHolder(ReadOnlyMemory<byte> Handle, string Name, string DisplayName);
