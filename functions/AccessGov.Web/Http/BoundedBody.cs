namespace AccessGov.Web.Http;

/// <summary>Reads a body up to a bound; the bound holds while reading, so a body without a length cannot exceed it either.</summary>
internal static class BoundedBody
{
    private const int Step = 16 * 1024;

    /// <summary>The body, or null when it is larger.</summary>
    /// <exception cref="BadHttpRequestException">It ended before its end.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int most, CancellationToken ct)
    {
        if (request.ContentLength > most)
            return null;
        using var body = new MemoryStream();
        var buffer = new byte[Step];
        for (int read; (read = await StepAsync(request, buffer, ct)) > 0;)
        {
            if (body.Length + read > most)
                return null;
            body.Write(buffer, 0, read);
        }
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static async Task<int> StepAsync(HttpRequest request, byte[] buffer, CancellationToken ct)
    {
        try
        {
            return await request.Body.ReadAsync(buffer, ct);
        }
        // The connection broke: BadHttpRequestException is one of these too and says by itself what is wrong.
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The body was cut off.", StatusCodes.Status400BadRequest, e);
        }
    }
}
