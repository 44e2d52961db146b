using System.Text.Json;
using AccessGov.App.Storage.Content;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Transfers;

/// <summary>Who works where, as a source says it now: the day, then a line for each worker and each 併任 posting.</summary>
internal static class PeoplePart
{
    private sealed record Head(SourceId Source, DateOnly AsOf, int Workers, int Guests);

    /// <summary>Writes it.</summary>
    /// <param name="snapshot">Everything the source says.</param>
    /// <param name="withNames">False: everybody is called by 職員番号.</param>
    public static byte[] Write(HrSnapshot snapshot, bool withNames)
    {
        using var to = new MemoryStream();
        WriteLine(to, new Head(snapshot.Source, snapshot.AsOf, snapshot.Workers.Count, snapshot.GuestPostings.Count));
        using (var workers = new WorkerWriter(to))
            foreach (var worker in snapshot.Workers)
                workers.Write(Called(worker, withNames));
        foreach (var guest in snapshot.GuestPostings)
            WriteLine(to, guest);
        return to.ToArray();
    }

    /// <summary>Reads it; null where it is none, or speaks for another source.</summary>
    /// <param name="bytes">The part.</param>
    /// <param name="source">The source that it promises.</param>
    /// <param name="hash">The part's hash.</param>
    /// <param name="withNames">False: whatever stands there, everybody is called by 職員番号.</param>
    public static SourceExtract? Read(ReadOnlyMemory<byte> bytes, SourceId source, string hash, bool withNames)
    {
        try
        {
            var lines = new Lines(bytes);
            var head = JsonSerializer.Deserialize<Head>(lines.Next().Span, CoreJson.Options);
            if (head is null || head.Source != source || head.Workers < 0 || head.Guests < 0)
                return null;
            var (workers, guests, reader) = (new List<Worker>(), new List<GuestPosting>(), new WorkerReader());
            for (var i = 0; i < head.Workers; i++)
                workers.Add(Called(reader.Read(lines.Next().Span), withNames));
            for (var i = 0; i < head.Guests; i++)
                guests.Add(JsonSerializer.Deserialize<GuestPosting>(lines.Next().Span, CoreJson.Options)!);
            return lines.IsAtEnd && workers.TrueForAll(w => IsOwn(w, source)) && guests.TrueForAll(g => IsOwn(g, source))
                ? new SourceExtract(source, head.AsOf, hash, workers, guests, workers.Count + guests.Count, 0)
                : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or EndOfStreamException)
        {
            return null;
        }
    }

    private static Worker Called(Worker worker, bool withName) =>
        withName ? worker : worker with { DisplayName = worker.Id.Value, FormerName = null };

    private static bool IsOwn(Worker worker, SourceId source) =>
        EmployeeId.TryParse(worker.Id.Value, out _)
        && worker.Home == source
        && worker.Postings.All(p => p is not null && p.Source == source)
        && worker.Employments.All(e => e is not null)
        && worker.Leaves.All(l => l is not null)
        && (worker.FormerId is not { } former || EmployeeId.TryParse(former.Value, out _));

    private static bool IsOwn(GuestPosting? guest, SourceId source) =>
        guest is { Posting: { } posting } && EmployeeId.TryParse(guest.Worker.Value, out _) && posting.Source == source;

    private static void WriteLine<T>(Stream to, T value)
    {
        JsonSerializer.Serialize(to, value, CoreJson.Options);
        to.WriteByte((byte)'\n');
    }

    private sealed class Lines(ReadOnlyMemory<byte> bytes)
    {
        private int at;

        public bool IsAtEnd => at == bytes.Length;

        public ReadOnlyMemory<byte> Next()
        {
            var length = bytes.Span[at..].IndexOf((byte)'\n');
            if (length < 0)
                throw new EndOfStreamException();
            var line = bytes.Slice(at, length);
            at += length + 1;
            return line;
        }
    }
}
