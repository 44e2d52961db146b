using System.Text.Json;
using AccessGov.Sandbox.Tenant.Schema;
using AccessGov.Sandbox.Tenant.Wire;

namespace AccessGov.Sandbox.Tenant.Routes;

internal sealed class MemberReads(TenantDirectory directory)
{
    /// <summary>getByIds documentation.</summary>
    private const int MaxIds = 1000;

    public GraphReply Members(GraphRequest request, string id, bool cast)
    {
        if (ListQuery.Read(request, UserSchema.Instance, RouteRules.UnfilteredOptions, out var query) is { } refusal)
            return refusal;
        if (RouteRules.BadId(id) is { } bad)
            return bad;
        if (directory.FindGroup(id) is not { } group)
            return Refusals.NotFound(id);
        return Page.Of(
            request,
            query,
            cast ? "users" : "directoryObjects",
            group.Members.After(query.Token.After),
            _ => true,
            () => group.MemberCount,
            withType: !cast
        );
    }

    public GraphReply GroupsOf(GraphRequest request, string id, bool cast)
    {
        if (ListQuery.Read(request, GroupSchema.Instance, RouteRules.UnfilteredOptions, out var query) is { } refusal)
            return refusal;
        if (directory.FindUser(id) is not { } user)
            return Refusals.NotFound(id);
        var groups = user.MemberOfIds.Select((g, i) => (i + 1L, directory.FindGroup(g)!)).Skip((int)query.Token.After);
        return Page.Of(
            request,
            query,
            cast ? "groups" : "directoryObjects",
            groups,
            _ => true,
            () => user.MemberOfIds.Count,
            withType: !cast
        );
    }

    public GraphReply ByIds(GraphRequest request)
    {
        // The documentation prices $select here, the metadata does not have it.
        if (RouteRules.NoOptions(request) is { } unknown)
            return unknown;
        if (!request.TryReadJson(out var body))
            return Refusals.BadBody();
        using (body)
        {
            if (ReadIds(body.RootElement, out var ids, out var types) is { } bad)
                return bad;
            var found = ids.Distinct(StringComparer.OrdinalIgnoreCase).Select(id => Find(id, types)).OfType<TenantObject>().ToArray();
            return GraphReply.Json(
                200,
                json =>
                {
                    json.WriteStartObject();
                    json.WriteString("@odata.context", $"{request.Root}/$metadata#directoryObjects");
                    json.WriteStartArray("value");
                    foreach (var item in found)
                        ObjectJson.Write(json, item, item.Schema.Defaults, withType: true);
                    json.WriteEndArray();
                    json.WriteEndObject();
                }
            );
        }
    }

    private static GraphReply? ReadIds(JsonElement body, out string[] ids, out string[] types)
    {
        ids = types = [];
        foreach (var member in body.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Array)
                return Refusals.BadBody();
            var values = member.Value.EnumerateArray().Select(e => e.GetString() ?? "").ToArray();
            switch (member.Name)
            {
                case "ids":
                    ids = values;
                    break;
                case "types":
                    types = values;
                    break;
                default:
                    return Refusals.NotEmulated($"property '{member.Name}' of getByIds");
            }
        }

        if (types.FirstOrDefault(t => t is not ("user" or "group")) is { } type)
            return Refusals.NotEmulated($"type '{type}' of getByIds");
        if (ids.Length > MaxIds)
            return Refusals.BadRequest($"Too many ids: {ids.Length}. Max allowed: {MaxIds}.");
        return ids.Select(RouteRules.BadId).FirstOrDefault(refusal => refusal is not null);
    }

    private TenantObject? Find(string id, string[] types)
    {
        if ((types.Length == 0 || types.Contains("user")) && directory.LiveUsers.TryGet(id, out var user))
            return user;
        return types.Length == 0 || types.Contains("group") ? directory.FindGroup(id) : null;
    }
}
