using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;

namespace AccessGov.App.Reviews;

/// <summary>
/// Rows of last sign-ins: state that can be read anew from the directory, and no fact of the record. One reading is written beside the last
/// whole one, page by page, and takes its place when its last page is there.
/// </summary>
/// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
internal sealed class SignInRows(Workspace workspace)
{
    private const string StateRow = "state";
    private const int BytesEach = 20;
    private readonly PartitionKey partition = new(workspace.Tenant, Scopes.SignIns);

    /// <summary>A reading.</summary>
    /// <param name="BeganAt">When it was begun: nothing in it is older.</param>
    /// <param name="Place">Under which its pages lie.</param>
    /// <param name="Pages">How many there are.</param>
    /// <param name="Accounts">Of how many accounts they speak.</param>
    /// <param name="Known">Of how many an instant is known.</param>
    /// <param name="Next">What the next page is asked for with; null before the first and after the last.</param>
    public sealed record Reading(DateTimeOffset BeganAt, string Place, int Pages, int Accounts, int Known, string? Next);

    /// <summary>What there is.</summary>
    /// <param name="Whole">The last reading that came to its end; null for none.</param>
    /// <param name="Under">The one under way; null for none.</param>
    public sealed record State(Reading? Whole, Reading? Under);

    /// <summary>Twenty bytes an account of which an instant is known: object id, then seconds since 1970.</summary>
    private sealed record Page(byte[] Known);

    /// <summary>What there is, and the version that the next writer must have read.</summary>
    public async Task<(State State, ETag? Version)> ReadAsync(CancellationToken ct) =>
        await workspace.Records.FindAsync(partition, StateRow, ct) is { } found
            ? (PartitionCommit.Parse<State>(found), found.ETag)
            : (new State(null, null), null);

    /// <summary>Writes what there is now, with a page that is new. False when somebody else wrote meanwhile.</summary>
    public async Task<bool> WriteAsync(
        State state,
        ETag? version,
        (Reading Of, IReadOnlyList<(Guid Account, DateTimeOffset At)> Known)? page,
        CancellationToken ct
    )
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(state, CoreJson.Options);
        var writes = new List<RecordWrite>
        {
            version is { } known ? new RecordWrite.Replace(StateRow, json, known) : new RecordWrite.Insert(StateRow, json),
        };
        if (page is (var of, var accounts))
            writes.Add(
                new RecordWrite.Upsert(
                    RowOf(of.Place, of.Pages - 1),
                    JsonSerializer.SerializeToUtf8Bytes(new Page(Packed(accounts)), CoreJson.Options)
                )
            );
        return await workspace.Records.CommitAsync(partition, writes, ct) is CommitResult.Committed;
    }

    /// <summary>Removes what belongs to no reading.</summary>
    public async Task SweepAsync(State state, CancellationToken ct)
    {
        var rows = new List<RecordWrite>();
        await foreach (var row in workspace.Records.RangeAsync(partition, "", null, ct))
            if (row.Row != StateRow && !IsOf(row.Row, state.Whole) && !IsOf(row.Row, state.Under))
                rows.Add(new RecordWrite.Delete(row.Row));
        foreach (var part in rows.Chunk(RecordLimits.MaxWrites))
            await workspace.Records.CommitAsync(partition, part, ct);
    }

    /// <summary>Accounts of a reading with the seconds of their last sign-in, both in the order of the ids.</summary>
    public async Task<(Guid[] Accounts, uint[] Seconds)> AccountsAsync(Reading reading, CancellationToken ct)
    {
        var (ids, seconds) = (new List<Guid>(reading.Known), new List<uint>(reading.Known));
        await foreach (var row in workspace.Records.RangeAsync(partition, reading.Place + "|", reading.Place + "~", ct))
            if (IsOf(row.Row, reading))
                for (var (page, at) = (PartitionCommit.Parse<Page>(row).Known, 0); at + BytesEach <= page.Length; at += BytesEach)
                {
                    ids.Add(new Guid(page.AsSpan(at, 16)));
                    seconds.Add(BinaryPrimitives.ReadUInt32LittleEndian(page.AsSpan(at + 16, 4)));
                }
        var (accounts, last) = (ids.ToArray(), seconds.ToArray());
        Array.Sort(accounts, last);
        return (accounts, last);
    }

    private static byte[] Packed(IReadOnlyList<(Guid Account, DateTimeOffset At)> known)
    {
        var bytes = new byte[known.Count * BytesEach];
        for (var n = 0; n < known.Count; n++)
        {
            known[n].Account.TryWriteBytes(bytes.AsSpan(n * BytesEach, 16));
            var seconds = (uint)Math.Clamp(known[n].At.ToUnixTimeSeconds(), 0, uint.MaxValue);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan((n * BytesEach) + 16, 4), seconds);
        }
        return bytes;
    }

    private static string RowOf(string place, int page) => $"{place}|{page.ToString("D6", CultureInfo.InvariantCulture)}";

    private static bool IsOf(string row, Reading? reading) =>
        reading is not null
        && row.StartsWith(reading.Place + "|", StringComparison.Ordinal)
        && string.CompareOrdinal(row, RowOf(reading.Place, reading.Pages)) < 0;
}
