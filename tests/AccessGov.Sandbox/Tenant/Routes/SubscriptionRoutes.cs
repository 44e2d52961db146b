using System.Globalization;
using System.Text.Json;
using AccessGov.Sandbox.Tenant.Wire;

namespace AccessGov.Sandbox.Tenant.Routes;

/// <summary>Subscriptions are kept and expire. Endpoints are asked before (EndpointCheck); the Notifier delivers.</summary>
internal sealed class SubscriptionRoutes(SubscriptionBook book, TimeProvider clock)
{
    /// <summary>Longest life for users and groups: 41,760 minutes (change-notifications-subscription-lifetime).</summary>
    public static readonly TimeSpan MaxLife = TimeSpan.FromMinutes(41_760);

    /// <summary>subscription resource documentation.</summary>
    private const int MaxClientState = 128;

    private static readonly string[] Known =
    [
        "@odata.type",
        "changeType",
        "notificationUrl",
        "lifecycleNotificationUrl",
        "resource",
        "expirationDateTime",
        "clientState",
        "latestSupportedTlsVersion",
    ];

    public GraphReply Answer(GraphRequest request, string[] path)
    {
        if (RouteRules.NoOptions(request) is { } unknown)
            return unknown;
        if (path.Length > 0 && book.Find(path[0]) is null)
            return GraphReply.Refused(404, "ResourceNotFound", "The object was not found.");
        return (request.Method, path) switch
        {
            ("GET", []) => List(request),
            ("POST", []) => Create(request),
            ("GET", [var id]) => One(request, book.Find(id)!, 200),
            ("PATCH", [var id]) => Renew(request, book.Find(id)!),
            ("DELETE", [var id]) => Remove(id),
            ("POST", [_, "reauthorize" or "microsoft.graph.reauthorize"]) => GraphReply.Empty(),
            _ => Refusals.NotEmulated($"{request.Method} {request.Path}"),
        };
    }

    private GraphReply List(GraphRequest request) =>
        GraphReply.Json(
            200,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("@odata.context", $"{request.Root}/$metadata#subscriptions");
                json.WriteStartArray("value");
                foreach (var subscription in book.Live)
                {
                    json.WriteStartObject();
                    Write(json, subscription);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }
        );

    private GraphReply Create(GraphRequest request)
    {
        if (!request.TryReadJson(out var body))
            return Refusals.BadBody();
        using (body)
        {
            var json = body.RootElement;
            if (Unknown(json, Known) is { } unknown)
                return unknown;
            foreach (var name in new[] { "changeType", "notificationUrl", "resource", "expirationDateTime" })
                if (Text(json, name) is null)
                    return Invalid($"{name} is a required property.");
            if (Text(json, "resource")!.Trim('/') is not ("users" or "groups"))
                return Refusals.NotEmulated($"subscriptions to '{Text(json, "resource")}'");
            // User and group notifications support updated and deleted (subscription resource documentation).
            if (Text(json, "changeType")!.Split(',').Except(["updated", "deleted"]).Any())
                return Refusals.NotEmulated($"changeType '{Text(json, "changeType")}'");
            if (Text(json, "clientState") is { Length: > MaxClientState })
                return Invalid($"clientState must not be longer than {MaxClientState} characters.");
            if (Expiry(json, out var expiresAt) is { } refusal)
                return refusal;
            var subscription = new TenantSubscription(
                Guid.NewGuid().ToString(),
                Text(json, "changeType")!,
                Text(json, "notificationUrl")!,
                Text(json, "lifecycleNotificationUrl"),
                Text(json, "resource")!,
                expiresAt,
                Text(json, "clientState")
            );
            book.Put(subscription);
            return One(request, subscription, 201);
        }
    }

    private GraphReply Renew(GraphRequest request, TenantSubscription subscription)
    {
        if (!request.TryReadJson(out var body))
            return Refusals.BadBody();
        using (body)
        {
            if (Unknown(body.RootElement, ["@odata.type", "expirationDateTime"]) is { } unknown)
                return unknown;
            if (Expiry(body.RootElement, out var expiresAt) is { } refusal)
                return refusal;
            subscription = subscription with { ExpiresAt = expiresAt };
            book.Put(subscription);
            return One(request, subscription, 200);
        }
    }

    private GraphReply Remove(string id)
    {
        book.Remove(id);
        return GraphReply.Empty();
    }

    private GraphReply? Expiry(JsonElement json, out DateTimeOffset expiresAt)
    {
        var now = clock.GetUtcNow();
        if (
            !DateTimeOffset.TryParse(
                Text(json, "expirationDateTime"),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out expiresAt
            )
        )
            return Invalid("expirationDateTime is not a date and time.");
        if (expiresAt <= now)
            return Invalid("Subscription expiration must be in the future.");
        return expiresAt - now > MaxLife
            ? Invalid($"Subscription expiration can only be {MaxLife.TotalMinutes} minutes in the future.")
            : null;
    }

    private static GraphReply One(GraphRequest request, TenantSubscription subscription, int status) =>
        GraphReply.Json(
            status,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("@odata.context", $"{request.Root}/$metadata#subscriptions/$entity");
                Write(json, subscription);
                json.WriteEndObject();
            }
        );

    // clientState is the subscriber's secret: only whether there is one is told.
    private static void Write(Utf8JsonWriter json, TenantSubscription subscription)
    {
        json.WriteString("id", subscription.Id);
        json.WriteString("resource", subscription.Resource);
        json.WriteString("changeType", subscription.ChangeType);
        json.WriteString("notificationUrl", subscription.NotificationUrl);
        json.WriteString("lifecycleNotificationUrl", subscription.LifecycleNotificationUrl);
        json.WriteString("expirationDateTime", ObjectJson.Instant(subscription.ExpiresAt));
    }

    private static GraphReply? Unknown(JsonElement json, string[] known) =>
        json.EnumerateObject().FirstOrDefault(m => !known.Contains(m.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } other
            ? Refusals.NotEmulated($"property '{other.Name}' of a subscription")
            : null;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static GraphReply Invalid(string message) => GraphReply.Refused(400, "InvalidRequest", message);
}
