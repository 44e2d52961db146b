using System.Collections.Concurrent;
using System.Text.Json;
using AccessGov.App.Failures;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Storage.Content;

/// <content>
/// Personnel snapshots: whole, or as what is different from a whole one of the same month. A year of deliveries costs twelve whole files
/// and what changed.
/// </content>
public sealed partial class KeptFiles
{
    /// <summary>With more of its workers different than one in so many a snapshot is kept whole.</summary>
    private const int WholeFromOneIn = 4;

    private readonly ConcurrentDictionary<string, HrSnapshot> lastSnapshots = new();

    /// <summary>
    /// The first line. Where a basis is named, as many workers follow as are changed: those that the whole file of that hash has otherwise
    /// or not at all; whom of it the snapshot does not have is gone.
    /// </summary>
    private sealed record SnapshotHead(
        SourceId Source,
        DateOnly AsOf,
        string ContentHash,
        string Digest,
        int Workers,
        int Guests,
        int Unlisted,
        int UnlistedGuests,
        IReadOnlyList<EmployeeId>? Reused = null,
        string? Basis = null,
        int? Changed = null,
        IReadOnlyList<EmployeeId>? Gone = null,
        IReadOnlyList<EmployeeId>? HeldBack = null
    );

    /// <summary>What is different from a basis.</summary>
    private sealed record Difference(string Basis, MemoryStream Lines, int Changed, IReadOnlyList<EmployeeId> Gone);

    /// <summary>Keeps a personnel snapshot whole.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The hash to find it by.</returns>
    public Task<string> KeepAsync(HrSnapshot snapshot, CancellationToken ct) => KeepAsync(snapshot, (Difference?)null, ct);

    /// <summary>Keeps a personnel snapshot as what is different from a whole one of the same month, where that is little.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="before">Where the source's last one is kept; null for none.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The hash to find it by, and the whole one's; null where it is whole itself.</returns>
    public async Task<(string Hash, string? Basis)> KeepAsync(HrSnapshot snapshot, string? before, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var difference = before is null ? null : await DifferenceAsync(snapshot, before, ct);
        return (await KeepAsync(snapshot, difference, ct), difference?.Basis);
    }

    /// <summary>
    /// Brings back a personnel snapshot; throws <see cref="DamagedException"/> when it was altered or is gone. The last one of each
    /// source stays at hand: an event about one person asks for all of them.
    /// </summary>
    /// <param name="hash">What keeping it returned.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<HrSnapshot> SnapshotAsync(string hash, CancellationToken ct)
    {
        if (lastSnapshots.TryGetValue(hash, out var last))
            return last;
        var snapshot = await ReadSnapshotAsync(hash, ct);
        foreach (var (former, _) in lastSnapshots.Where(s => s.Value.Source == snapshot.Source))
            lastSnapshots.TryRemove(former, out _);
        lastSnapshots[hash] = snapshot;
        return snapshot;
    }

    /// <summary>Hash of the whole file that a kept snapshot is different from; null where it is whole itself, or gone.</summary>
    /// <param name="hash">What keeping it returned.</param>
    /// <param name="ct">Cancels the operation.</param>
    internal async Task<string?> BasisOfAsync(string hash, CancellationToken ct)
    {
        var file = await files.OpenAsync(DropContainer.Kept, DropPath.OfHash(hash), ct);
        if (file is null)
            return null;
        using var lines = new KeptLines(file);
        try
        {
            return lines.Read<SnapshotHead>().Basis;
        }
        // A row that somebody edited names something else; whoever reads facts by it is told.
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The day that a kept file speaks of, where it is what HR told; null of anything else, and where there is none.</summary>
    /// <param name="hash">What keeping it returned.</param>
    /// <param name="ct">Cancels the operation.</param>
    internal async Task<DateOnly?> PersonnelDayAsync(string hash, CancellationToken ct)
    {
        var file = await files.OpenAsync(DropContainer.Kept, DropPath.OfHash(hash), ct);
        if (file is null)
            return null;
        using var lines = new KeptLines(file);
        try
        {
            var first = JsonSerializer.Deserialize<JsonElement>(lines.Next(), CoreJson.Options);
            return first.ValueKind != JsonValueKind.Object ? null
                : first.TryGetProperty("contentHash", out _)
                && first.TryGetProperty("asOf", out _)
                && first.TryGetProperty("workers", out _)
                    ? first.Deserialize<SnapshotHead>(CoreJson.Options)!.AsOf
                : first.TryGetProperty("kind", out _) && first.TryGetProperty("on", out _)
                    ? first.Deserialize<PersonStatement>(CoreJson.Options)!.On
                : null;
        }
        // Plain bytes, or what somebody altered: nothing that is known to be of HR goes by its content.
        catch (Exception e)
            when (e is JsonException or DamagedException or InvalidDataException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    private Task<string> KeepAsync(HrSnapshot snapshot, Difference? difference, CancellationToken ct) =>
        KeepLinesAsync(
            (write, lines) =>
            {
                using var workers = new WorkerWriter(lines);
                write(
                    new SnapshotHead(
                        snapshot.Source,
                        snapshot.AsOf,
                        snapshot.ContentHash,
                        snapshot.Digest,
                        snapshot.Workers.Count,
                        snapshot.GuestPostings.Count,
                        snapshot.Unlisted.Count,
                        snapshot.UnlistedGuests.Count,
                        snapshot.Reused.Count > 0 ? snapshot.Reused : null,
                        difference?.Basis,
                        difference?.Changed,
                        difference is { Gone.Count: > 0 } ? difference.Gone : null,
                        snapshot.HeldBack.Count > 0 ? snapshot.HeldBack : null
                    )
                );
                if (difference is not null)
                    difference.Lines.WriteTo(lines);
                else
                    foreach (var worker in snapshot.Workers)
                        workers.Write(worker);
                foreach (var guest in snapshot.GuestPostings)
                    write(guest);
                foreach (var worker in snapshot.Unlisted)
                    workers.Write(worker);
                foreach (var guest in snapshot.UnlistedGuests)
                    write(guest);
            },
            ct
        );

    /// <summary>What is different; null where the snapshot is to be kept whole.</summary>
    private async Task<Difference?> DifferenceAsync(HrSnapshot snapshot, string before, CancellationToken ct)
    {
        string basis;
        using (var last = await OpenAsync(before, ct))
            basis = last.Read<SnapshotHead>().Basis ?? before;
        using var lines = await OpenAsync(basis, ct);
        var head = lines.Read<SnapshotHead>();
        return
            head.Basis is null
            && head.Source == snapshot.Source
            && (head.AsOf.Year, head.AsOf.Month) == (snapshot.AsOf.Year, snapshot.AsOf.Month)
            ? Compare(snapshot, basis, lines, head.Workers)
            : null;
    }

    // Line by line, both in the order of the numbers: nothing is held but what is different.
    private static Difference? Compare(HrSnapshot snapshot, string basis, KeptLines lines, int left)
    {
        var (changed, own, one, gone) = (0, new MemoryStream(), new MemoryStream(), new List<EmployeeId>());
        using var writer = new WorkerWriter(one);
        var line = left > 0 ? lines.Next() : default;
        foreach (var worker in snapshot.Workers)
        {
            one.SetLength(0);
            writer.Write(worker);
            var text = one.GetBuffer().AsSpan(0, (int)one.Length);
            for (; left > 0 && IdOf(line) is var id && id.CompareTo(worker.Id) < 0; line = --left > 0 ? lines.Next() : default)
                gone.Add(id);
            if (left > 0 && IdOf(line) == worker.Id)
            {
                var isSame = line.SequenceEqual(text[..^1]);
                line = --left > 0 ? lines.Next() : default;
                if (isSame)
                    continue;
            }
            own.Write(text);
            if (++changed * WholeFromOneIn > snapshot.Workers.Count)
                return null;
        }
        for (; left > 0; line = --left > 0 ? lines.Next() : default)
            gone.Add(IdOf(line));
        return gone.Count * WholeFromOneIn > snapshot.Workers.Count ? null : new Difference(basis, own, changed, gone);
    }

    private static EmployeeId IdOf(ReadOnlySpan<byte> worker)
    {
        var json = new Utf8JsonReader(worker);
        return json.Read() && json.Read() && json.ValueTextEquals("id"u8) && json.Read()
            ? new EmployeeId(json.GetString()!)
            : throw new DamagedException(Wording.Of("Damaged.kept-worker"));
    }

    private async Task<HrSnapshot> ReadSnapshotAsync(string hash, CancellationToken ct)
    {
        using var lines = await OpenAsync(hash, ct);
        var head = lines.Read<SnapshotHead>();
        var reader = new WorkerReader();
        var workers = ReadWorkers(lines, reader, head.Changed ?? head.Workers);
        var guests = lines.ReadMany<GuestPosting>(head.Guests);
        var unlisted = ReadWorkers(lines, reader, head.Unlisted);
        var unlistedGuests = lines.ReadMany<GuestPosting>(head.UnlistedGuests);
        if (head.Basis is { } basis)
            using (var whole = await OpenAsync(basis, ct))
                workers = Merged(ReadWorkers(whole, reader, whole.Read<SnapshotHead>().Workers), workers, head);
        return HrSnapshot.FromKept(
            head.Source,
            head.AsOf,
            head.ContentHash,
            workers,
            guests,
            unlisted,
            unlistedGuests,
            head.Reused ?? [],
            head.HeldBack ?? [],
            head.Digest
        );
    }

    private static Worker[] ReadWorkers(KeptLines lines, WorkerReader reader, int count)
    {
        var read = new Worker[count];
        for (var i = 0; i < count; i++)
            read[i] = reader.Read(lines.Next());
        return read;
    }

    private static Worker[] Merged(Worker[] basis, Worker[] changed, SnapshotHead head)
    {
        var (merged, gone, next) = (new List<Worker>(head.Workers), (head.Gone ?? []).ToHashSet(), 0);
        foreach (var worker in basis)
        {
            for (; next < changed.Length && changed[next].Id.CompareTo(worker.Id) < 0; next++)
                merged.Add(changed[next]);
            if (next < changed.Length && changed[next].Id == worker.Id)
                merged.Add(changed[next++]);
            else if (!gone.Contains(worker.Id))
                merged.Add(worker);
        }
        merged.AddRange(changed[next..]);
        return [.. merged];
    }
}
