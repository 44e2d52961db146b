using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using AccessGov.App.Directory.Entra.Capture;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Storage.Content;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Benchmarks.Plan;

/// <summary>
/// What no plan can undercut: the same files read once. <c>records</c> makes the same value of every record with the product's own readers
/// and forgets it; <c>tokens</c> only walks the JSON.
/// </summary>
internal static class FloorRun
{
    public static Dictionary<string, double> Run(string folder, bool records)
    {
        var whole = Stopwatch.StartNew();
        long items = 0;
        foreach (var file in System.IO.Directory.EnumerateFiles(Path.Combine(folder, "files"), "*", SearchOption.AllDirectories))
        {
            var reader = new WorkerReader();
            using var lines = new Lines(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
            while (lines.Next() is { IsEmpty: false } line)
                items += records ? Kept(line.Span, reader) : Tokens(line.Span);
        }
        var kept = whole.Elapsed.TotalSeconds;
        var pool = new TextPool();
        var (accounts, ids) = (new List<Core.Directory.DirectoryAccount>(), new List<Guid>());
        foreach (var file in System.IO.Directory.EnumerateFiles(folder, "*.pages"))
        {
            using var lines = new Lines(File.OpenRead(file));
            while (lines.Next() is { IsEmpty: false } page)
            {
                if (!records)
                    items += Tokens(page.Span);
                else if (Path.GetFileName(file) == "users.pages")
                    GraphPage.Read(page.Span, (ref json) => AccountJson.Read(ref json, pool), accounts);
                else
                    GraphPage.Read(page.Span, GraphPage.ObjectId, ids);
                items += accounts.Count + ids.Count;
                accounts.Clear();
                ids.Clear();
            }
        }
        return new()
        {
            ["seconds"] = whole.Elapsed.TotalSeconds,
            ["facts"] = kept,
            ["items"] = items,
        };
    }

    private static int Kept(ReadOnlySpan<byte> line, WorkerReader reader)
    {
        if (line.StartsWith("{\"id\":"u8))
            reader.Read(line);
        else if (line.StartsWith("[{\"worker\":"u8) && line.IndexOf("completedOn"u8) is >= 0 and < 200)
            JsonSerializer.Deserialize<List<Core.Grants.TrainingFact>>(line, CoreJson.Options);
        else if (line[0] == '[')
            JsonSerializer.Deserialize<List<Core.Grants.KeyFact>>(line, CoreJson.Options);
        else if (line.StartsWith("{\"moves\":"u8))
            JsonSerializer.Deserialize<Announcement>(line, CoreJson.Options);
        else
            Tokens(line);
        return 1;
    }

    private static int Tokens(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line);
        var count = 0;
        while (json.Read())
            count++;
        return count;
    }

    private sealed class Lines(Stream from) : IDisposable
    {
        private byte[] buffer = new byte[1 << 20];
        private int start,
            end;

        /// <summary>The next line; empty at the end.</summary>
        public ReadOnlyMemory<byte> Next()
        {
            for (var searched = start; ;)
            {
                var at = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
                if (at >= 0)
                {
                    var line = buffer.AsMemory(start, searched + at - start);
                    start = searched + at + 1;
                    return line;
                }
                var rest = end - start;
                if (rest == buffer.Length)
                    Array.Resize(ref buffer, buffer.Length * 2);
                else if (start > 0)
                    buffer.AsSpan(start, rest).CopyTo(buffer);
                (start, end, searched) = (0, rest, rest);
                var read = from.Read(buffer, end, buffer.Length - end);
                if (read == 0)
                    return default;
                end += read;
            }
        }

        public void Dispose() => from.Dispose();
    }
}
