using System.Globalization;
using System.Net;

namespace AccessGov.Benchmarks.Plan;

/// <summary>Stands where the wire would be: answers the adapter's GETs with the pages of <see cref="DirectoryPages"/>.</summary>
internal sealed class PageHandler(string folder) : HttpMessageHandler
{
    private readonly Dictionary<string, FileStream> files = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri!;
        var list = uri.AbsolutePath[(DirectoryPages.Root.AbsolutePath.Length + 1)..];
        var at = uri.Query.IndexOf("$skiptoken=", StringComparison.Ordinal);
        var start = at < 0 ? 0 : long.Parse(uri.Query.AsSpan(at + 11, 12), CultureInfo.InvariantCulture);
        FileStream? file;
        lock (files)
            if (!files.TryGetValue(list, out file))
                files[list] = file = new FileStream(
                    DirectoryPages.FileOf(folder, list),
                    FileMode.Open,
                    FileAccess.Read,
                    FileShare.Read,
                    1 << 16
                );
        file.Position = start;
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new PageContent(file) });
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (var file in files.Values)
                file.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>One line of a file.</summary>
    private sealed class PageContent(FileStream file) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(1 << 16);
            for (int read; (read = file.Read(buffer)) > 0;)
            {
                var end = buffer.AsSpan(0, read).IndexOf((byte)'\n');
                stream.Write(buffer, 0, end < 0 ? read : end);
                if (end >= 0)
                    break;
            }
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
            return Task.CompletedTask;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
