using System.Text.Json;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Enrolment;

namespace AccessGov.App.Enrolment.Custody;

/// <summary>
/// When each credential was used last, and how far its counter had come. Beside the register, not in it: who signs in changes no fact.
/// </summary>
public static class KeyUse
{
    /// <summary>The last use.</summary>
    /// <param name="Counter">The authenticator's counter then; 0 when it has none.</param>
    /// <param name="At">When.</param>
    public sealed record Used(long Counter, DateTimeOffset At);

    /// <summary>The last use, or null.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="credential">Of which credential.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<Used?> FindAsync(Workspace workspace, CredentialId credential, CancellationToken ct) =>
        PartitionCommit.ReadAsync<Used>(workspace, Scopes.KeyUse, KeyRows.Hash(credential.Value), ct);

    /// <summary>Notes a use.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="credential">Of which credential.</param>
    /// <param name="counter">The counter that the authenticator signed.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>False when the counter did not grow: somebody else has a copy (WebAuthn §7.2 step 22), and nothing is noted.</returns>
    public static async Task<bool> NoteAsync(Workspace workspace, CredentialId credential, long counter, CancellationToken ct)
    {
        var (partition, row) = (new PartitionKey(workspace.Tenant, Scopes.KeyUse), KeyRows.Hash(credential.Value));
        while (true)
        {
            var found = await workspace.Records.FindAsync(partition, row, ct);
            var before = found is null ? null : PartitionCommit.Parse<Used>(found);
            if (before is not null && (counter != 0 || before.Counter != 0) && counter <= before.Counter)
                return false;
            var json = JsonSerializer.SerializeToUtf8Bytes(new Used(counter, workspace.Now), CoreJson.Options);
            RecordWrite write = found is null ? new RecordWrite.Insert(row, json) : new RecordWrite.Replace(row, json, found.ETag);
            if (await workspace.Records.CommitAsync(partition, [write], ct) is CommitResult.Committed)
                return true;
        }
    }
}
