using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AccessGov.App.Storage;

namespace AccessGov.App.Work;

/// <summary>
/// Signed requests that were let in, each until its time has passed: the same request again is a replay, also after a restart and on
/// another replica, because the row can be inserted once only.
/// </summary>
public static class SignedOnce
{
    /// <summary>How far a request's time may lie from ours. Beyond it a request is stale and its row is needed no longer.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    // Ten decimal digits hold the seconds until the year 2286 and sort as numbers.
    private const string SecondsForm = "D10";

    /// <summary>Remembers a request.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="caller">Who signed it.</param>
    /// <param name="at">The time in it, whole seconds.</param>
    /// <param name="nonce">Told once by this caller.</param>
    /// <param name="ct">Cancels the operation; the caller must sign anew.</param>
    /// <returns>False when it was let in before.</returns>
    public static async Task<bool> TryTakeAsync(Workspace workspace, string caller, DateTimeOffset at, string nonce, CancellationToken ct)
    {
        // Hashed: a nonce may hold characters that a key may not.
        var row = $"{Seconds(at)}|{caller}|{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(nonce)))}";
        return await workspace.Records.CommitAsync(
                new PartitionKey(workspace.Tenant, Scopes.Signed),
                [new RecordWrite.Insert(row, "{}"u8.ToArray())],
                ct
            ) is CommitResult.Committed;
    }

    /// <summary>Removes the rows of requests whose time has passed.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>How many.</returns>
    public static Task<int> SweepAsync(Workspace workspace, CancellationToken ct) =>
        // Twice the window: clocks of replicas may differ, and a row too long does no harm.
        SweepRows.RemoveAsync(workspace, Scopes.Signed, "", Seconds(workspace.Now - 2 * Window), _ => true, ct);

    private static string Seconds(DateTimeOffset at) =>
        Math.Max(0, at.ToUnixTimeSeconds()).ToString(SecondsForm, CultureInfo.InvariantCulture);
}
