using System.Text.Json;
using AccessGov.App.Enrolment.Custody;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment.Ceremonies;

/// <summary>
/// That somebody proved a moment ago to hold a key. Good for one thing, within the time of a ceremony, in the same session. Whether the key
/// counts is decided when it is used.
/// </summary>
public static class StepUps
{
    // Letters come after the digits with which ceremonies begin.
    private const string Prefix = "step-up|";

    private sealed record Kept(CredentialId Credential, DateTimeOffset Until);

    /// <summary>Notes a proof; the newest of a session holds.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="session">In which session.</param>
    /// <param name="person">Who.</param>
    /// <param name="credential">With which credential.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task NoteAsync(Workspace workspace, string session, EmployeeId person, CredentialId credential, CancellationToken ct) =>
        workspace.Records.CommitAsync(
            Partition(workspace),
            [
                new RecordWrite.Upsert(
                    Row(session, person),
                    JsonSerializer.SerializeToUtf8Bytes(new Kept(credential, workspace.Now + KeptCeremonies.ValidFor), CoreJson.Options)
                ),
            ],
            ct
        );

    /// <summary>Takes the proof: it is gone.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="session">In which session.</param>
    /// <param name="person">Who.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The credential, or null when there is no proof that holds.</returns>
    public static async Task<CredentialId?> TakeAsync(Workspace workspace, string session, EmployeeId person, CancellationToken ct)
    {
        var row = Row(session, person);
        if (
            await workspace.Records.FindAsync(Partition(workspace), row, ct) is not { } found
            || await workspace.Records.CommitAsync(Partition(workspace), [new RecordWrite.Delete(row, found.ETag)], ct)
                is not CommitResult.Committed
        )
            return null;
        var kept = PartitionCommit.Parse<Kept>(found);
        return workspace.Now <= kept.Until ? kept.Credential : null;
    }

    /// <summary>Removes what nobody used.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task SweepAsync(Workspace workspace, CancellationToken ct) =>
        SweepRows.RemoveAsync(
            workspace,
            Scopes.Ceremonies,
            Prefix,
            Prefix + "~",
            r => PartitionCommit.Parse<Kept>(r).Until < workspace.Now,
            ct
        );

    private static string Row(string session, EmployeeId person) => $"{Prefix}{KeyRows.Hash($"{person}|{session}")}";

    private static PartitionKey Partition(Workspace workspace) => new(workspace.Tenant, Scopes.Ceremonies);
}
