using System.Security.Cryptography;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel;

/// <summary>A delivered extract becomes the facts of its source, or is refused whole.</summary>
public static class ImportHr
{
    /// <summary>Imports, or with <paramref name="checkOnly"/> only says what would come of it.</summary>
    /// <param name="workspace">Where.</param>
    /// <param name="actor">Who delivers.</param>
    /// <param name="profile">How the source writes.</param>
    /// <param name="content">The file.</param>
    /// <param name="asOf">The day it speaks of.</param>
    /// <param name="delivery">The file in the inbox; null when somebody imports by hand, which counts as delivered now.</param>
    /// <param name="checkOnly">Writes nothing.</param>
    /// <param name="ct">Gives up.</param>
    public static Task<ImportResult> RunAsync(
        Workspace workspace,
        Actor actor,
        MappingProfile profile,
        byte[] content,
        DateOnly asOf,
        Delivery? delivery,
        bool checkOnly,
        CancellationToken ct
    )
    {
        if (workspace.Policy.Sources.All(s => s.Id != profile.Source))
            return Task.FromResult<ImportResult>(
                new ImportResult.Refused(
                    profile.Source,
                    [
                        $"The policy names no source '{profile.Source}'. Add it under 'sources' or use the profile of one of: "
                            + $"{string.Join(", ", workspace.Policy.Sources.Select(s => s.Id))}.",
                    ],
                    [],
                    []
                )
            );
        var read = ExtractReader.Read(content, profile, asOf);
        return OptimisticCommit.RunAsync(
            async () =>
            {
                var ledger = await PartitionCommit.OpenAsync(workspace, Scopes.Personnel, ct);
                var state = await StateAsync(workspace, profile.Source, ct);
                var seen = delivery is null ? null : new Seen(delivery.ChangedAt, Convert.ToHexStringLower(SHA256.HashData(content)));
                // A message that comes again, however late: the same writing of the same file was imported, and perhaps another after it.
                if (seen is not null && await PartitionCommit.ReadAsync<Seen>(workspace, Scopes.Personnel, SeenRow(delivery!), ct) == seen)
                    return (null, new ImportResult.Repeated(profile.Source));
                // A source that only spoke of single persons has not delivered: its first extract is judged as one.
                var previous = await Statements.SnapshotAsync(workspace, profile.Source, ct) is { IsWhole: true } known ? known : null;
                var deliveredAt = delivery?.ChangedAt ?? workspace.Now;
                var (result, snapshot) = Judge(workspace, profile.Source, read, previous);
                if (snapshot is not null && snapshot.AsOf == state?.AsOf && deliveredAt < state?.DeliveredAt)
                    (result, snapshot) = (
                        new ImportResult.Refused(
                            profile.Source,
                            [
                                $"It was delivered at {deliveredAt:u}, and facts of the same day that were delivered later, at "
                                    + $"{state?.DeliveredAt:u}, are in force. Deliver it again if it is the right one.",
                            ],
                            [],
                            []
                        ),
                        null
                    );
                if (checkOnly)
                    return (null, result);
                if (seen is not null && result is not ImportResult.Refused)
                    ledger.Put(SeenRow(delivery!), seen);
                if (result is ImportResult.Repeated)
                    return (
                        seen is null
                            ? null
                            : ledger.Put(
                                Row(profile.Source),
                                state! with
                                {
                                    DeliveredAt = state.DeliveredAt > deliveredAt ? state.DeliveredAt : deliveredAt,
                                }
                            ),
                        result
                    );
                if (snapshot is not null)
                {
                    var kept = await workspace.Kept.KeepAsync(snapshot, ct);
                    ledger.Put(
                        Row(profile.Source),
                        new SourceState(
                            snapshot.Source,
                            snapshot.AsOf,
                            snapshot.ContentHash,
                            snapshot.Digest,
                            kept,
                            workspace.Now,
                            snapshot.Workers.Count,
                            deliveredAt
                        )
                    );
                }
                Tell(ledger, actor, result, profile.Source, content);
                return ((PartitionCommit?)ledger, result);
            },
            ct
        );
    }

    /// <summary>What is known of a source, or null.</summary>
    public static Task<SourceState?> StateAsync(Workspace workspace, SourceId source, CancellationToken ct) =>
        PartitionCommit.ReadAsync<SourceState>(workspace, Scopes.Personnel, Row(source), ct);

    private static (ImportResult, HrSnapshot?) Judge(Workspace workspace, SourceId source, ExtractRead read, HrSnapshot? previous)
    {
        switch (read)
        {
            case ExtractRead.Refused refused:
                return (new ImportResult.Refused(source, refused.Reasons, [], refused.Rejected), null);
            case ExtractRead.Read whole:
                switch (HrIntake.Judge(whole.Extract, previous, workspace.Policy.Limits))
                {
                    case HrReading.Repeated:
                        return (new ImportResult.Repeated(source), null);
                    case HrReading.Refused(var refusals):
                        return (new ImportResult.Refused(source, [], refusals, whole.Rejected), null);
                    case HrReading.Accepted(var snapshot, var findings):
                        return (
                            new ImportResult.Accepted(
                                source,
                                snapshot.AsOf,
                                snapshot.Workers.Count,
                                snapshot.GuestPostings.Count,
                                whole.Rejected,
                                whole.HeldBack,
                                whole.Notices,
                                findings
                            ),
                            snapshot
                        );
                    case var other:
                        throw new InvalidOperationException(other.GetType().Name);
                }
            default:
                throw new InvalidOperationException(read.GetType().Name);
        }
    }

    private static void Tell(PartitionCommit ledger, Actor actor, ImportResult result, SourceId source, byte[] content)
    {
        var body = new FactBody().Add("file", Convert.ToHexStringLower(SHA256.HashData(content)));
        if (result is ImportResult.Accepted accepted)
            ledger.Tell(
                FactKind.HrAccepted,
                actor,
                source.Value,
                body.Add("asOf", accepted.AsOf)
                    .Add("workers", accepted.Workers)
                    .Add("rejected", accepted.Rejected.Count)
                    .Add("heldBack", accepted.HeldBack.Count)
                    .Add("findings", accepted.Findings.Count)
            );
        else if (result is ImportResult.Refused refused)
            ledger.Tell(
                FactKind.HrRefused,
                actor,
                source.Value,
                body.Add("reasons", refused.Reasons)
                    .Add(
                        "limits",
                        refused.Refusals.Select(r =>
                            new FactBody().Add("code", r.Code).Add("number", $"{r.Number}").Add("limit", $"{r.Limit}")
                        )
                    )
            );
    }

    private sealed record Seen(DateTimeOffset ChangedAt, string Content);

    private static string SeenRow(Delivery delivery) =>
        $"seen:{Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(delivery.Name)))}";

    internal static string Row(SourceId source) => $"source:{source}";
}
