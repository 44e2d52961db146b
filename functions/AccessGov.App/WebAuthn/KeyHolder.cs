namespace AccessGov.App.WebAuthn;

/// <summary>For whom a key is made, as the key itself will show it.</summary>
/// <param name="Handle">1 to 64 random bytes, the same for every key of the person.</param>
/// <param name="Name">What tells accounts of one portal apart.</param>
/// <param name="DisplayName">The person's name.</param>
public sealed record KeyHolder(ReadOnlyMemory<byte> Handle, string Name, string DisplayName);
