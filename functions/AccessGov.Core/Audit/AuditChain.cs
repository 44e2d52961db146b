using System.Security.Cryptography;
using System.Text;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit;

/// <summary>
/// Folds facts into a chain (law 7): <c>hash(n) = SHA-256(hash(n−1) as 64 hexadecimal digits ‖ canonical bytes of fact n)</c>.
/// Hexadecimal rather than raw bytes, so that <c>sha256sum</c> alone can follow it.
/// </summary>
public static class AuditChain
{
    /// <summary>Names the format; part of the genesis hash, so that a chain of another format never verifies as this one.</summary>
    public const string Format = "accessgov-audit-chain/1";

    /// <summary>The empty chain of a tenant: SHA-256 of the format, a line feed, the tenant id and a line feed.</summary>
    /// <param name="tenant">The tenant.</param>
    public static ChainHead Genesis(TenantId tenant)
    {
        var bytes = Encoding.ASCII.GetBytes($"{Format}\n{TenantId.Parse(tenant.Value).Value}\n");
        return new ChainHead(tenant, 0, new ChainHash(Convert.ToHexStringLower(SHA256.HashData(bytes))));
    }

    /// <summary>Seals one fact behind the head.</summary>
    /// <param name="head">Where the chain ends.</param>
    /// <param name="fact">The next fact.</param>
    /// <exception cref="ArgumentException">The fact belongs to another tenant.</exception>
    public static (SealedFact Sealed, ChainHead Head) Append(ChainHead head, Fact fact)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(fact);
        if (fact.Tenant != head.Tenant)
            throw new ArgumentException($"Fact '{fact.Id}' belongs to tenant '{fact.Tenant}', the chain to '{head.Tenant}'.", nameof(fact));
        var sequence = head.Size + 1;
        var content = FactText.Write(fact, sequence);
        var hash = Next(head.Hash, Encoding.UTF8.GetBytes(content));
        return (new SealedFact(fact, sequence, hash, SealedFact.Write(content, hash)), new ChainHead(head.Tenant, sequence, hash));
    }

    internal static ChainHash Next(ChainHash before, ReadOnlySpan<byte> content)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> buffer = stackalloc byte[ChainHash.Length];
        Encoding.ASCII.GetBytes(before.Value, buffer);
        sha.AppendData(buffer);
        sha.AppendData(content);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        sha.GetHashAndReset(digest);
        return new ChainHash(Convert.ToHexStringLower(digest));
    }
}
