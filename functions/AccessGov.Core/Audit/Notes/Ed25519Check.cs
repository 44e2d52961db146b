namespace AccessGov.Core.Audit.Notes;

/// <summary>
/// Says whether an Ed25519 signature holds (RFC 8032). .NET has no Ed25519 and Core no package, so it is handed in; whatever the bytes are,
/// it answers and never throws.
/// </summary>
/// <param name="publicKey">32 bytes; perhaps no point of the curve.</param>
/// <param name="data">What was signed.</param>
/// <param name="signature">The signature; perhaps not of 64 bytes.</param>
public delegate bool Ed25519Check(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);
