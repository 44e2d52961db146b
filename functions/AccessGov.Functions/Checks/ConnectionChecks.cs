using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace AccessGov.Functions.Checks;

/// <summary>
/// The way to a host, step by step: proxy, name, connection, certificate, and the clock that the host shows. Each step that fails has
/// another remedy, so the first one that does is told.
/// </summary>
internal sealed class ConnectionChecks(TimeProvider clock)
{
    private const string Clock = "clock",
        Ahead = "clock-ahead",
        Behind = "clock-behind";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Tokens and signatures fail beyond five minutes; half of it is time to look at the clock.</summary>
    private static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(150);

    /// <summary>True when the host cannot be asked: a clock that is wrong keeps nobody from looking further.</summary>
    public static bool IsInTheWay(CheckResult check) => check is { State: CheckState.Wrong, Code: not (Ahead or Behind) };

    public async Task<IReadOnlyList<CheckResult>> OfAsync(Uri address, CancellationToken ct)
    {
        var checks = new List<CheckResult>();
        var (host, port) = (address.IdnHost, address.Port);
        if (HttpClient.DefaultProxy.GetProxy(address) is { } proxy && proxy != address)
        {
            checks.Add(CheckResult.Fine("proxy", host, proxy.Authority));
            (host, port) = (proxy.IdnHost, proxy.Port);
        }
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bound.CancelAfter(Patience);
        try
        {
            var found = await Dns.GetHostAddressesAsync(host, bound.Token);
            checks.Add(CheckResult.Fine("name", host, string.Join(", ", found.Select(a => a.ToString()))));
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(found, port, bound.Token);
            checks.Add(CheckResult.Fine("connection", host, port));
            // Behind a proxy the certificate is seen by the request below.
            if (address.Scheme == Uri.UriSchemeHttps && host == address.IdnHost)
                checks.Add(await TlsAsync(socket, host, bound.Token));
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData)
        {
            return [.. checks, CheckResult.Wrong("name", host)];
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            var why = e is SocketException { SocketErrorCode: var code } ? $"{code}" : "TimedOut";
            return [.. checks, CheckResult.Wrong("connection", host, port, why)];
        }
        if (checks.TrueForAll(c => c.State != CheckState.Wrong))
            checks.Add(await ClockAsync(address, ct));
        return checks;
    }

    private static async Task<CheckResult> TlsAsync(Socket socket, string host, CancellationToken ct)
    {
        var (errors, status, subject) = (SslPolicyErrors.None, "", "");
        await using var stream = new SslStream(new NetworkStream(socket, ownsSocket: false));
        try
        {
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = host,
                    // Looks and always refuses what is wrong: only the reason is kept.
                    RemoteCertificateValidationCallback = (_, certificate, chain, met) =>
                    {
                        errors = met;
                        status = string.Join(' ', (chain?.ChainStatus ?? []).Select(s => $"{s.Status}").Distinct());
                        subject = certificate?.Issuer ?? "";
                        return met == SslPolicyErrors.None;
                    },
                },
                ct
            );
            return CheckResult.Fine("tls", host, stream.SslProtocol);
        }
        catch (AuthenticationException)
        {
            return CheckResult.Wrong("tls", host, $"{errors} {status}".Trim(), subject);
        }
        catch (IOException)
        {
            return CheckResult.Wrong("tls", host, "ConnectionClosed", "");
        }
    }

    private async Task<CheckResult> ClockAsync(Uri address, CancellationToken ct)
    {
        try
        {
            using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };
            using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(address, "/"));
            using var reply = await http.SendAsync(request, ct);
            if (reply.Headers.Date is not { } shown)
                return CheckResult.Skipped(Clock, address.Authority);
            var skew = clock.GetUtcNow() - shown;
            var off = TimeSpan.FromSeconds(Math.Round(skew.Duration().TotalSeconds));
            return skew.Duration() <= MostSkew ? CheckResult.Fine(Clock, address.Authority, off)
                : CheckResult.Wrong(skew > TimeSpan.Zero ? Ahead : Behind, address.Authority, off, MostSkew);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return CheckResult.Wrong("request", address.Authority, e is HttpRequestException h ? $"{h.HttpRequestError}" : "TimedOut");
        }
    }
}
