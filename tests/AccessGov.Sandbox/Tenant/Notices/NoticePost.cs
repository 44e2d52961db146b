using System.Globalization;
using System.Text.Json;
using AccessGov.Sandbox.Tenant.Wire;

namespace AccessGov.Sandbox.Tenant.Notices;

/// <summary>The body of one POST to a subscriber.</summary>
internal static class NoticePost
{
    /// <summary>Change notifications, as changeNotificationCollection documents them.</summary>
    public static byte[] Write(
        IEnumerable<(TenantSubscription Subscription, IReadOnlyList<TenantChange> Changes)> notices,
        TenantOptions options,
        DateTimeOffset now
    ) =>
        Collection(json =>
        {
            foreach (var (subscription, changes) in notices)
            {
                json.WriteStartObject();
                Head(json, subscription, options);
                json.WriteString("changeType", changes[0].ChangeType);
                WriteResource(json, changes, options, now);
                json.WriteEndObject();
            }
        });

    /// <summary>One lifecycle notification.</summary>
    public static byte[] Lifecycle(TenantSubscription subscription, string lifecycleEvent, TenantOptions options) =>
        Collection(json =>
        {
            json.WriteStartObject();
            Head(json, subscription, options);
            json.WriteString("lifecycleEvent", lifecycleEvent);
            json.WriteEndObject();
        });

    private static void Head(Utf8JsonWriter json, TenantSubscription subscription, TenantOptions options)
    {
        json.WriteString("subscriptionId", subscription.Id);
        json.WriteString("subscriptionExpirationDateTime", ObjectJson.Instant(subscription.ExpiresAt));
        json.WriteString("tenantId", options.TenantId.ToString());
        json.WriteString("clientState", subscription.ClientState);
    }

    // Spelt as in a notification that somebody published (microsoft-graph-docs-contrib issue 7634). That groups carry members@delta is
    // told there too (issue 9915); Microsoft's pages are silent about it and about its entries, which are those of a delta query here.
    private static void WriteResource(Utf8JsonWriter json, IReadOnlyList<TenantChange> changes, TenantOptions options, DateTimeOffset now)
    {
        var (set, type) = changes[0].Resource == "users" ? ("Users", "User") : ("Groups", "Group");
        json.WriteString("resource", $"{set}/{changes[0].Id}");
        json.WriteStartObject("resourceData");
        json.WriteString("@odata.type", $"#Microsoft.Graph.{type}");
        json.WriteString("@odata.id", $"{set}/{changes[0].Id}");
        json.WriteString("id", changes[0].Id);
        json.WriteString("organizationId", options.TenantId.ToString());
        json.WriteString("eventTime", now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        json.WriteNumber("sequenceNumber", now.UtcTicks);
        if (options.MembersInNotifications && changes.Any(c => c.Member is not null))
        {
            json.WriteStartArray("members@delta");
            foreach (var change in changes.Where(c => c.Member is not null))
            {
                json.WriteStartObject();
                json.WriteString("id", change.Member);
                if (change.MemberWent)
                {
                    json.WriteStartObject("@removed");
                    json.WriteString("reason", "deleted");
                    json.WriteEndObject();
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static byte[] Collection(Action<Utf8JsonWriter> items)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteStartArray("value");
            items(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return body.ToArray();
    }
}
