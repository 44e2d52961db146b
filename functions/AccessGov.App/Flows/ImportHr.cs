using System.Security.Cryptography;
using AccessGov.App.Hr;
using AccessGov.Core.Audit;
using AccessGov.Core.Personnel;
using AccessGov.Core.Reconciliation;

namespace AccessGov.App.Flows;

/// <summary>A delivered extract becomes the facts of its source, or is refused whole.</summary>
public static class ImportHr
{
    /// <summary>Imports, or with <paramref name="checkOnly"/> only says what would come of it.</summary>
    /// <param name="workspace">Where.</param>
    /// <param name="actor">Who delivers.</param>
    /// <param name="profile">How the source writes.</param>
    /// <param name="content">The file.</param>
    /// <param name="asOf">The day it speaks of.</param>
    /// <param name="checkOnly">Writes nothing.</param>
    /// <param name="ct">Gives up.</param>
    public static Task<ImportResult> RunAsync(
        Workspace workspace, Actor actor, MappingProfile profile, byte[] content, DateOnly asOf, bool checkOnly, CancellationToken ct)
    {
        if (workspace.Policy.Sources.All(s => s.Id != profile.Source))
            return Task.FromResult<ImportResult>(new ImportResult.Refused(profile.Source,
                [$"The policy names no source '{profile.Source}'. Add it under 'sources' or use the profile of one of: {string.Join(", ", workspace.Policy.Sources.Select(s => s.Id))}."], [], []));
        var read = ExtractReader.Read(content, profile, asOf);
        return Try.CommitAsync(async () =>
        {
            var ledger = await Ledger.OpenAsync(workspace, Scopes.Personnel, ct);
            // A source that only spoke of single persons has not delivered: its first extract is judged as one.
            var previous = await Statements.SnapshotAsync(workspace, profile.Source, ct) is { IsWhole: true } known ? known : null;
            var (result, snapshot) = Judge(workspace, profile.Source, read, previous);
            if (checkOnly || result is ImportResult.Repeated) return (null, result);
            if (snapshot is not null)
            {
                var kept = await workspace.Kept.KeepAsync(snapshot, ct);
                ledger.Put(Row(profile.Source), new SourceState(
                    snapshot.Source, snapshot.AsOf, snapshot.ContentHash, snapshot.Digest, kept, workspace.Now, snapshot.Workers.Count));
            }
            Tell(ledger, actor, result, profile.Source, content);
            return ((Ledger?)ledger, result);
        }, ct);
    }

    /// <summary>What is known of a source, or null.</summary>
    public static Task<SourceState?> StateAsync(Workspace workspace, SourceId source, CancellationToken ct) =>
        Ledger.ReadAsync<SourceState>(workspace, Scopes.Personnel, Row(source), ct);

    private static (ImportResult, HrSnapshot?) Judge(Workspace workspace, SourceId source, ExtractRead read, HrSnapshot? previous)
    {
        switch (read)
        {
            case ExtractRead.Refused refused:
                return (new ImportResult.Refused(source, refused.Reasons, [], refused.Rejected), null);
            case ExtractRead.Read whole:
                switch (HrIntake.Judge(whole.Extract, previous, workspace.Policy.Limits))
                {
                    case HrReading.Repeated: return (new ImportResult.Repeated(source), null);
                    case HrReading.Refused(var refusals): return (new ImportResult.Refused(source, [], refusals, whole.Rejected), null);
                    case HrReading.Accepted(var snapshot, var findings):
                        return (new ImportResult.Accepted(source, snapshot.AsOf, snapshot.Workers.Count, snapshot.GuestPostings.Count,
                            whole.Rejected, whole.HeldBack, whole.Notices, findings), snapshot);
                    case var other: throw new InvalidOperationException(other.GetType().Name);
                }
            default:
                throw new InvalidOperationException(read.GetType().Name);
        }
    }

    private static void Tell(Ledger ledger, Actor actor, ImportResult result, SourceId source, byte[] content)
    {
        var body = new FactBody().Add("file", Convert.ToHexStringLower(SHA256.HashData(content)));
        if (result is ImportResult.Accepted accepted)
            ledger.Tell(FactKind.HrAccepted, actor, source.Value, body.Add("asOf", accepted.AsOf).Add("workers", accepted.Workers)
                .Add("rejected", accepted.Rejected.Count).Add("heldBack", accepted.HeldBack.Count).Add("findings", accepted.Findings.Count));
        else if (result is ImportResult.Refused refused)
            ledger.Tell(FactKind.HrRefused, actor, source.Value, body.Add("reasons", refused.Reasons)
                .Add("limits", refused.Refusals.Select(r => new FactBody().Add("code", r.Code).Add("number", $"{r.Number}").Add("limit", $"{r.Limit}"))));
    }

    internal static string Row(SourceId source) => $"source:{source}";
}
