namespace AccessGov.Functions.Triggers;

/// <summary>
/// The second wall against public callers of a trigger; the first is the route prefix. The Functions host forwards public requests
/// with <c>x-ms-invocation-id</c> and <c>X-Forwarded-Host</c>; its own calls of triggers have neither, and name us by address.
/// </summary>
internal static class CallerWall
{
    /// <summary>True when the request can only come from the host itself.</summary>
    public static bool IsHost(HttpRequest request, int port) =>
        !request.Headers.ContainsKey("x-ms-invocation-id")
        && !request.Headers.Keys.Any(k => k.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase))
        && request.Host.Value == $"127.0.0.1:{port}";
}
