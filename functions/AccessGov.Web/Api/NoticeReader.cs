using System.Text.Json;
using AccessGov.App.Directory;
using AccessGov.App.Drift;
using AccessGov.Core.Kernel;

namespace AccessGov.Web.Api;

/// <summary>Graph's changeNotificationCollection. Members that we do not know are passed over: Graph adds some.</summary>
internal static class NoticeReader
{
    // value[] → notification → resourceData → members@delta[] → member → @removed is 7 deep.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16 };

    /// <summary>Reads the notifications; one that has no form of a notification counts as broken.</summary>
    /// <exception cref="JsonException">No collection, no proper text, or nested too deeply.</exception>
    public static (IReadOnlyList<ReceivedNotice> Notices, int Broken) Read(ReadOnlyMemory<byte> body)
    {
        using var json = StrictJson.Parse(body, Strict);
        if (
            json.RootElement.ValueKind != JsonValueKind.Object
            || !json.RootElement.TryGetProperty("value", out var value)
            || value.ValueKind != JsonValueKind.Array
        )
            throw new JsonException("No collection of notifications.");
        var notices = new List<ReceivedNotice>();
        foreach (var item in value.EnumerateArray())
            if (One(item) is { } notice)
                notices.Add(notice);
        return (notices, value.GetArrayLength() - notices.Count);
    }

    private static ReceivedNotice? One(JsonElement item)
    {
        if (Id(item, "subscriptionId") is not { } subscription || Text(item, "clientState") is not { } clientState)
            return null;
        var notice = new ReceivedNotice(subscription, clientState, Id(item, "tenantId"));
        if (Text(item, "lifecycleEvent") is { } happened)
            // An event that is new to us is met as the worst that we know.
            return notice with
            {
                Lifecycle = LifecycleCodes
                    .All.All.Where(c => c.Code.Equals(happened, StringComparison.OrdinalIgnoreCase))
                    .Select(c => c.Value)
                    .FirstOrDefault(Lifecycle.Missed),
            };
        if (!Member(item, "resourceData", out var data) || Id(data, "id") is not { } id)
            return null;
        return Text(item, "resource")?.Trim('/').Split('/')[0].ToLowerInvariant() switch
        {
            "users" => notice with { User = id },
            "groups" => notice with { Group = id, Members = Members(data) },
            _ => null,
        };
    }

    // Undocumented, seen on the wire; when an entry has no id, all of them are asked for instead.
    private static Guid[] Members(JsonElement data)
    {
        if (!Member(data, "members@delta", out var delta) || delta.ValueKind != JsonValueKind.Array)
            return [];
        var ids = delta.EnumerateArray().Select(m => Id(m, "id")).ToArray();
        return ids.All(id => id is not null) ? [.. ids.OfType<Guid>()] : [];
    }

    private static Guid? Id(JsonElement json, string name) => Guid.TryParse(Text(json, name), out var id) ? id : null;

    private static string? Text(JsonElement json, string name) =>
        Member(json, name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Member(JsonElement json, string name, out JsonElement value)
    {
        value = default;
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out value);
    }
}
