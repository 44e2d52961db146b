using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment.Custody;

/// <summary>
/// What keys call their holder (WebAuthn §14.6.1): drawn at random when a first key is asked for, and the same for every key of the person
/// afterwards. Whoever finds a key reads it and learns nobody's number, not by trying them all either.
/// </summary>
public static class KeyHandles
{
    /// <summary>As long as a handle may be (§4, user handle).</summary>
    private const int Bytes = 64;

    private sealed record Kept(string Handle);

    /// <summary>The person's handle.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="person">Who.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<byte[]> OfAsync(Workspace workspace, EmployeeId person, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var (partition, row) = (new PartitionKey(workspace.Tenant, Scopes.Keys), KeyRows.HandleRow(person));
        while (true)
        {
            if (await PartitionCommit.ReadAsync<Kept>(workspace, Scopes.Keys, row, ct) is { } kept)
                return Base64Url.DecodeFromChars(kept.Handle);
            var drawn = new Kept(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));
            // Whoever comes second reads what the first drew.
            await workspace.Records.CommitAsync(
                partition,
                [new RecordWrite.Insert(row, JsonSerializer.SerializeToUtf8Bytes(drawn, CoreJson.Options))],
                ct
            );
        }
    }
}
