using System.Net;

namespace AccessGov.App.Tests.Storage;

/// <summary>A real connection that loses a reply on its way back, or is answered by a server that refuses.</summary>
internal sealed class LossyWire() : DelegatingHandler(new SocketsHttpHandler())
{
    private int _lose;

    /// <summary>How many requests were sent since the wire was made.</summary>
    public int Sent { get; private set; }

    /// <summary>When set, every request is answered so and reaches nobody.</summary>
    public Func<HttpResponseMessage>? Refusal { get; set; }

    /// <summary>Runs after the next reply was lost, before the next attempt.</summary>
    public Func<Task>? Meanwhile { get; set; }

    /// <summary>Loses the reply to the next request; the server has carried it out.</summary>
    public void LoseNextReply() => _lose = 1;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Sent++;
        if (Refusal is { } refusal)
            return refusal();
        var reply = await base.SendAsync(request, cancellationToken);
        if (Interlocked.Exchange(ref _lose, 0) == 0)
            return reply;
        Assert.InRange(reply.StatusCode, HttpStatusCode.OK, HttpStatusCode.NoContent);
        reply.Dispose();
        if (Meanwhile is { } meanwhile)
            await meanwhile();
        throw new HttpRequestException("The reply was lost.");
    }
}
