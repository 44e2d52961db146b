using System.Net;
using System.Net.Http.Headers;

namespace AccessGov.App.Directory.Entra.Wire;

/// <summary>Every request to Graph passes here, ours and the SDK's: counted, and signed for Graph's own host only.</summary>
internal sealed class GraphHandler(Uri root, TokenSource tokens, GraphCounters counters, HttpMessageHandler inner)
    : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!root.IsBaseOf(request.RequestUri!))
            throw new InvalidOperationException($"A token for {root.Authority} must not be sent to {request.RequestUri!.Authority}.");
        var token = await tokens.GetAsync(null, cancellationToken);
        var reply = await SendSignedAsync(request, token, cancellationToken);
        if (reply.StatusCode != HttpStatusCode.Unauthorized)
            return reply;
        // Revoked, or the clocks differ: a fresh token, once.
        reply.Dispose();
        return await SendSignedAsync(request, await tokens.GetAsync(token, cancellationToken), cancellationToken);
    }

    private async Task<HttpResponseMessage> SendSignedAsync(HttpRequestMessage request, BearerToken token, CancellationToken ct)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Secret);
        counters.Asked();
        using var span = GraphSpans.Begin(root, request);
        try
        {
            var reply = await base.SendAsync(request, ct);
            span.Answered((int)reply.StatusCode);
            if (reply.StatusCode == HttpStatusCode.TooManyRequests)
                counters.WasThrottled();
            return reply;
        }
        finally
        {
            // Exceptions and logs may print the request; by then it carries no token.
            request.Headers.Authorization = null;
        }
    }
}
