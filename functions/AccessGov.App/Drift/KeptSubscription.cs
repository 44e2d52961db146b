using System.Security.Cryptography;
using System.Text;
using AccessGov.App.Work;

namespace AccessGov.App.Drift;

/// <summary>What is kept of one subscription to change notifications; the row is its resource.</summary>
/// <param name="Id">Its id; null while it is being made, when notifications may arrive before Graph's answer does.</param>
/// <param name="SecretHash">SHA-256 of its clientState in lower-case hexadecimal. The secret itself is never kept: Graph tells it back each
/// time.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="RenewedAt">When it was made or renewed last.</param>
/// <param name="Missed">True while changes may have gone unnoticed and nobody has looked at everybody since.</param>
internal sealed record KeptSubscription(Guid? Id, string SecretHash, DateTimeOffset ExpiresAt, DateTimeOffset RenewedAt, bool Missed)
{
    /// <summary>The partition that keeps both subscriptions.</summary>
    public const string Scope = Scopes.Subscriptions;

    /// <summary>What is watched; <c>groups</c> tells of members too.</summary>
    public static IReadOnlyList<string> Resources { get; } = ["users", "groups"];

    /// <summary>Hash of a clientState.</summary>
    public static string HashOf(string clientState) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(clientState)));

    /// <summary>Whether a notification is this subscription's. Takes as long for a wrong secret as for the right one.</summary>
    public bool Vouches(Guid subscription, string clientState) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(SecretHash), Encoding.ASCII.GetBytes(HashOf(clientState)))
        & (Id is null || Id == subscription);
}
