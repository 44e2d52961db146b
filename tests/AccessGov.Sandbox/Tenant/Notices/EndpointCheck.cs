using System.Net;
using System.Text.Json;
using AccessGov.Sandbox.Tenant.Wire;

namespace AccessGov.Sandbox.Tenant.Notices;

/// <summary>
/// The handshake before a subscription is made (learn.microsoft.com, change-notifications-delivery-webhooks): POST with the token in
/// the query, answered within 10 s with 200, text/plain and the decoded token. Both endpoints are asked.
/// </summary>
internal sealed class EndpointCheck(HttpClient http)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The refusal; null when both endpoints answer, or when the body is refused for other reasons anyway.</summary>
    public async Task<GraphReply?> RefuseAsync(ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var urls = new List<string>();
        try
        {
            using var json = JsonDocument.Parse(body);
            foreach (var name in new[] { "notificationUrl", "lifecycleNotificationUrl" })
                if (json.RootElement.TryGetProperty(name, out var url) && url.ValueKind == JsonValueKind.String)
                    urls.Add(url.GetString()!);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }

        foreach (var url in urls)
            if (await RefuseAsync(url, ct) is { } refusal)
                return refusal;
        return null;
    }

    private async Task<GraphReply?> RefuseAsync(string url, CancellationToken ct)
    {
        // The service wants https; a test's endpoint is on loopback without it.
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !(uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback))
            return Failed("Notification URL must use HTTPS.");
        var token = $"Validation: Testing client application reachability for subscription Request-Id: {Guid.NewGuid()}";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            using var content = new StringContent("", System.Text.Encoding.UTF8, "text/plain");
            using var reply = await http.PostAsync(
                $"{url}{(uri.Query.Length > 0 ? '&' : '?')}validationToken={Uri.EscapeDataString(token)}",
                content,
                patience.Token
            );
            var echo = await reply.Content.ReadAsStringAsync(patience.Token);
            if (reply.StatusCode != HttpStatusCode.OK)
                return Failed(
                    "Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request."
                );
            if (reply.Content.Headers.ContentType?.MediaType != "text/plain")
                return Failed("Subscription validation request failed. Must respond with Content-Type text/plain.");
            return echo == token
                ? null
                : Failed("Subscription validation request failed. Response must exactly match validationToken query parameter.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Failed("Subscription validation request timed out.");
        }
        catch (HttpRequestException)
        {
            return Failed("Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.");
        }
    }

    // Texts as people have reported them; the code was InvalidRequest in 2021 and ValidationError in 2024. Text/plain's is not documented.
    private static GraphReply Failed(string message) => GraphReply.Refused(400, "ValidationError", message);
}
