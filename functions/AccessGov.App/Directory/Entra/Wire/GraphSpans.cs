using System.Diagnostics;
using AccessGov.App.Telemetry;

namespace AccessGov.App.Directory.Entra.Wire;

/// <summary>Spans of requests to Graph: verb and path as Graph's reference writes it, without ids, names and query.</summary>
internal static class GraphSpans
{
    // Whatever is not one of Graph's own words may be somebody's.
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "users",
        "groups",
        "members",
        "directoryObjects",
        "subscriptions",
        "reauthorize",
        "revokeSignInSessions",
        "authentication",
        "temporaryAccessPassMethods",
        "delta",
        "$batch",
        "$ref",
        "$count",
    };

    /// <summary>Begins the span of one request; null when nobody listens.</summary>
    public static Activity? Begin(Uri root, HttpRequestMessage request)
    {
        if (!Instrumentation.Spans.HasListeners())
            return null;
        var template = Template(root, request.RequestUri!);
        return Instrumentation
            .Spans.StartActivity($"{request.Method} {template}", ActivityKind.Client)
            ?.SetTag("http.request.method", request.Method.Method)
            .SetTag("url.template", template)
            .SetTag("server.address", root.Host);
    }

    /// <summary>Notes the answer.</summary>
    public static void Answered(this Activity? span, int status)
    {
        span?.SetTag("http.response.status_code", status);
        if (status >= 400)
            span?.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>The path below the root, with <c>{id}</c> for what is not Graph's own word.</summary>
    internal static string Template(Uri root, Uri uri)
    {
        var segments = uri.AbsolutePath[root.AbsolutePath.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return $"/{string.Join('/', segments.Select(s => Words.Contains(s) ? s : "{id}"))}";
    }
}
