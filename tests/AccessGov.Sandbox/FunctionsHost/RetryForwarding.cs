namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>The host's RetryProxyHandler: a worker that does not listen yet is asked ten times, 50 to 250 ms apart.</summary>
internal sealed class RetryForwarding(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int Tries = 10;
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(250);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var pause = First;
        for (var count = 1; ; count++)
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException) when (count < Tries)
            {
                await Task.Delay(pause, cancellationToken);
                pause = pause * 2 < Longest ? pause * 2 : Longest;
            }
    }
}
