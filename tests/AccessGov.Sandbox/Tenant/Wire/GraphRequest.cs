using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace AccessGov.Sandbox.Tenant.Wire;

/// <summary>One Graph operation: a request of its own, or one of a $batch.</summary>
internal sealed class GraphRequest
{
    private GraphRequest(
        string method,
        Uri root,
        string pathAndQuery,
        IReadOnlyDictionary<string, string> headers,
        ReadOnlyMemory<byte> body
    )
    {
        Method = method;
        Root = root;
        Headers = headers;
        Body = body;
        var cut = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        Path = cut < 0 ? pathAndQuery : pathAndQuery[..cut];
        RawQuery = cut < 0 ? "" : pathAndQuery[(cut + 1)..];
        Segments = [.. Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
    }

    public string Method { get; }

    /// <summary>…/v1.0, without a slash at the end.</summary>
    public Uri Root { get; }

    /// <summary>Below /v1.0, escaped as sent: <c>/users/a%40b</c>.</summary>
    public string Path { get; }

    public string RawQuery { get; }

    public string[] Segments { get; }

    public Dictionary<string, string> Query { get; } = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Headers { get; }

    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The application whose bearer the request, or its $batch, carries.</summary>
    public string Client { get; set; } = "";

    public string RequestId { get; } = Guid.NewGuid().ToString();

    public string ClientRequestId => Header("client-request-id") ?? RequestId;

    public bool IsWrite => Method != "GET" && Segments is not ["directoryObjects", "getByIds"];

    public Uri AbsoluteUri => new(Root + Path + (RawQuery.Length > 0 ? "?" + RawQuery : ""));

    /// <summary>Null and a reason when the query names an option twice.</summary>
    public static GraphRequest? Read(
        string method,
        Uri root,
        string pathAndQuery,
        IReadOnlyDictionary<string, string> headers,
        ReadOnlyMemory<byte> body,
        out string? reason
    )
    {
        var request = new GraphRequest(method, root, pathAndQuery, headers, body);
        reason = null;
        foreach (var option in request.RawQuery.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var cut = option.IndexOf('=', StringComparison.Ordinal);
            var name = Unescape(cut < 0 ? option : option[..cut]);
            if (request.Query.TryAdd(name, cut < 0 ? "" : Unescape(option[(cut + 1)..])))
                continue;
            reason = $"Query option '{name}' was specified more than once, but it must be specified at most once.";
            return null;
        }

        return request;
    }

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public bool TryReadJson([NotNullWhen(true)] out JsonDocument? document)
    {
        document = null;
        try
        {
            document = JsonDocument.Parse(Body);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
