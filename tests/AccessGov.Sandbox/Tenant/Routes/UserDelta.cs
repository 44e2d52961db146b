using System.Text.Json;
using AccessGov.Sandbox.Tenant.Schema;
using AccessGov.Sandbox.Tenant.Wire;

namespace AccessGov.Sandbox.Tenant.Routes;

/// <summary>
/// /users/delta. A first round walks all users and then promises what happened since its start, so that a change during the
/// round comes twice rather than never.
/// </summary>
internal sealed class UserDelta(TenantDirectory directory, TenantOptions options)
{
    /// <summary>Life of a token for directory objects (delta overview, 2025-04-30).</summary>
    public static readonly TimeSpan TokenLife = TimeSpan.FromDays(7);

    private static readonly string[] Known = ["$select", "$skiptoken", "$deltatoken"];

    public GraphReply Read(GraphRequest request)
    {
        if (request.Query.Keys.FirstOrDefault(k => !Known.Contains(k)) is { } option)
            return Refusals.NotEmulated($"query option '{option}' on {request.Path}");
        var skip = request.Query.GetValueOrDefault("$skiptoken");
        var delta = request.Query.GetValueOrDefault("$deltatoken");
        var now = options.Clock.GetUtcNow();
        if (skip is null && delta is null or "latest")
        {
            var select = UserSchema.Instance.Defaults;
            if (
                request.Query.TryGetValue("$select", out var text)
                && ListQuery.ReadSelect(text, UserSchema.Instance, out select) is { } refusal
            )
                return refusal;
            var first = new DeltaToken(select.With(UserSchema.Instance.Id), now, directory.Log.End, directory.Log.End, delta is null, 0);
            return delta is null ? AllUsers(request, first) : Reply(request, first, [], nextAfter: null);
        }

        // Options of the first call live in the token.
        if (request.Query.Count != 1 || !DeltaToken.TryDecode((skip ?? delta)!, out var token))
            return Refusals.BadRequest("Badly formed content.");
        if (now - token.IssuedAt >= TokenLife || !directory.Log.Reaches(token.From))
            return GraphReply.Refused(
                400,
                "syncStateNotFound",
                "The sync state generation is not found. The delta token is expired and data must be synchronized again."
            );
        if (delta is not null)
            token = token with { To = directory.Log.End, IssuedAt = now, After = 0 };
        return token.Initial ? AllUsers(request, token) : Changes(request, token);
    }

    private GraphReply AllUsers(GraphRequest request, DeltaToken token)
    {
        var page = directory.LiveUsers.After(token.After).Take(options.DeltaPageSize + 1).ToArray();
        var more = page.Length > options.DeltaPageSize;
        var shown = more ? page[..^1] : page;
        return Reply(
            request,
            token,
            [.. shown.Select(p => (Action<Utf8JsonWriter>)(json => WriteUser(json, p.Item, token.Select)))],
            more ? shown[^1].Position : null
        );
    }

    private GraphReply Changes(GraphRequest request, DeltaToken token)
    {
        var minimal = request.Header("Prefer")?.Contains("return=minimal", StringComparison.Ordinal) ?? false;
        var page = directory
            .Log.Between(token.From, token.To)
            .Select((change, i) => (Position: i + 1L, change))
            .Skip((int)token.After)
            .Take(options.DeltaPageSize + 1)
            .ToArray();
        var more = page.Length > options.DeltaPageSize;
        var shown = more ? page[..^1] : page;
        var writes = new List<Action<Utf8JsonWriter>>();
        foreach (var (_, (userId, changed)) in shown)
        {
            // Changes to what was not selected are not tracked; such a page may be empty and still have a next one.
            if (changed.Intersect(token.Select).IsEmpty)
                continue;
            if (!directory.LiveUsers.TryGet(userId, out var user))
                writes.Add(json => WriteRemoved(json, userId, directory.Deleted.Contains(userId)));
            else
                writes.Add(json =>
                    WriteUser(json, user, minimal ? token.Select.Intersect(changed).With(UserSchema.Instance.Id) : token.Select, changed)
                );
        }

        return Reply(request, token, writes, more ? shown[^1].Position : null);
    }

    private static GraphReply Reply(
        GraphRequest request,
        DeltaToken token,
        IReadOnlyCollection<Action<Utf8JsonWriter>> items,
        long? nextAfter
    ) =>
        GraphReply.Json(
            200,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("@odata.context", $"{request.Root}/$metadata#users");
                if (nextAfter is { } after)
                    json.WriteString("@odata.nextLink", Link(request, "$skiptoken", token with { After = after }));
                else
                    json.WriteString(
                        "@odata.deltaLink",
                        Link(request, "$deltatoken", token with { From = token.To, Initial = false, After = 0 })
                    );
                json.WriteStartArray("value");
                foreach (var write in items)
                    write(json);
                json.WriteEndArray();
                json.WriteEndObject();
            }
        );

    private static string Link(GraphRequest request, string name, DeltaToken token) =>
        $"{request.Root}{request.Path}?{name}={token.Encode()}";

    // Never-set properties are absent; null is sent only for what has been changed to null.
    private static void WriteUser(Utf8JsonWriter json, TenantUser user, PropertySet select, PropertySet changed = default)
    {
        json.WriteStartObject();
        foreach (var property in UserSchema.Instance.Properties)
        {
            if (!select.Contains(property))
                continue;
            var value = user.Get(property);
            if (value is not null || (changed != UserSchema.Instance.All && changed.Contains(property)))
                ObjectJson.WriteProperty(json, property, value);
        }

        json.WriteEndObject();
    }

    private static void WriteRemoved(Utf8JsonWriter json, string userId, bool restorable)
    {
        json.WriteStartObject();
        json.WriteString("id", userId);
        json.WriteStartObject("@removed");
        json.WriteString("reason", restorable ? "changed" : "deleted");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
