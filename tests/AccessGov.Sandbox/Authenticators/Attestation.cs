using System.Security.Cryptography;

namespace AccessGov.Sandbox.Authenticators;

/// <summary>What attests keys: a private key and its certificates.</summary>
/// <param name="Key">Signs.</param>
/// <param name="Certificates">From the attestation certificate upwards, without the root, as DER.</param>
public sealed record Attestation(ECDsa Key, IReadOnlyList<byte[]> Certificates);
