using System.Net.Sockets;
using System.Security.Authentication;
using AccessGov.App.Failures;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Directory.Entra.Wire;

/// <summary>Graph's refusals and broken connections, classified once.</summary>
internal static class GraphFailures
{
    /// <summary>Graph's 409 that passes by itself; seen on the wire, not documented.</summary>
    public const string ConcurrencyViolation = "Directory_ConcurrencyViolation";

    private static readonly HashSet<string> Ours =
    [
        "name-not-found",
        "proxy-refused",
        "tls-failed",
        "connection-refused",
        "network-unreachable",
        "timed-out",
        "connection-lost",
        "throttled",
        "unauthorized",
        "forbidden",
        "quota-exceeded",
    ];

    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(32);

    /// <summary>The same request may succeed later although nobody changed anything.</summary>
    public static bool IsRetryable(int status, GraphError error) =>
        status is 429 or 503 or 504 || (status == 409 && error.Code == ConcurrencyViolation);

    /// <summary>The connection or the server in front of Graph gave way: whether there was an effect is unknown.</summary>
    public static bool IsBrokenConnection(Exception e, CancellationToken ct) =>
        e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested);

    /// <summary>What broke, as far as the connection tells: each has another remedy.</summary>
    public static string BrokenCode(Exception e) =>
        Roots(e)
            .Select(root =>
                root switch
                {
                    HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "name-not-found",
                    HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => "proxy-refused",
                    HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "tls-failed",
                    AuthenticationException => "tls-failed",
                    SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } =>
                        "name-not-found",
                    SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "connection-refused",
                    SocketException { SocketErrorCode: SocketError.HostUnreachable or SocketError.NetworkUnreachable } =>
                        "network-unreachable",
                    SocketException { SocketErrorCode: SocketError.TimedOut } => "timed-out",
                    OperationCanceledException => "timed-out",
                    _ => null,
                }
            )
            .FirstOrDefault(code => code is not null)
        ?? "connection-lost";

    /// <summary>A code for whoever reads of a failure: ours in words, with what to look at; Graph's own as it is.</summary>
    public static object InWords(string code) => Ours.Contains(code) ? Wording.Of($"Outside.{code}") : code;

    private static IEnumerable<Exception> Roots(Exception e)
    {
        for (Exception? at = e; at is not null; at = at.InnerException)
            yield return at;
    }

    public static OutsideFailure Classify(int status, GraphError error, TimeSpan? retryAfter)
    {
        if (IsRetryable(status, error) || status is 500 or 502)
            return new OutsideFailure.Transient(status == 429 ? "throttled" : CodeOf(status, error), retryAfter);
        return new OutsideFailure.Permanent(CodeOf(status, error));
    }

    /// <summary>Stable code of a refusal: ours where the product acts on it, else Graph's, else the status.</summary>
    public static string CodeOf(int status, GraphError error) =>
        status switch
        {
            401 => "unauthorized",
            403 when error.Code == "Directory_QuotaExceeded" => "quota-exceeded",
            403 => "forbidden",
            _ when error.Code.Length > 0 => error.Code,
            _ => $"http-{status}",
        };

    /// <summary>How long to wait before the next try: what Graph asks, else 1, 2, 4 … 32 s.</summary>
    public static TimeSpan Wait(int attempt, TimeSpan? retryAfter) =>
        retryAfter ?? TimeSpan.FromSeconds(Math.Min(LongestBackoff.TotalSeconds, Math.Pow(2, attempt - 1)));

    public static TimeSpan? RetryAfter(HttpResponseMessage reply, DateTimeOffset now) =>
        reply.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
            _ => null,
        };
}
