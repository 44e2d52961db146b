using AccessGov.Sandbox.Tenant.Schema;
using AccessGov.Sandbox.Tenant.Wire;

namespace AccessGov.Sandbox.Tenant.Routes;

internal sealed class GroupRoutes(TenantDirectory directory)
{
    private static readonly string[] NeededToCreate = ["displayName", "mailEnabled", "mailNickname", "securityEnabled"];

    public GraphReply List(GraphRequest request)
    {
        if (ListQuery.Read(request, GroupSchema.Instance, RouteRules.ListOptions, out var query) is { } refusal)
            return refusal;
        if (query.Filter is { Property.Name: not ("id" or "mailNickname" or "displayName" or "securityEnabled" or "mailEnabled") } filter)
            return Refusals.NotEmulated($"$filter on '{filter.Property.Name}' of Group");
        return Page.Of(
            request,
            query,
            Context(request),
            directory.LiveGroups.After(query.Token.After),
            Matches,
            () => directory.LiveGroups.Items().Count(Matches)
        );
        bool Matches(TenantGroup group) => query.Filter?.Matches(group) ?? true;
    }

    public GraphReply One(GraphRequest request, string id)
    {
        if (ListQuery.Read(request, GroupSchema.Instance, RouteRules.SelectOnly, out var query) is { } refusal)
            return refusal;
        if (RouteRules.BadId(id) is { } bad)
            return bad;
        if (directory.FindGroup(id) is not { } group)
            return Refusals.NotFound(id);
        return GraphReply.Json(
            200,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("@odata.context", $"{request.Root}/$metadata#{Context(request)}/$entity");
                ObjectJson.WriteProperties(json, group, query.Select);
                json.WriteEndObject();
            }
        );
    }

    public GraphReply Create(GraphRequest request)
    {
        if (RouteRules.NoOptions(request) is { } unknown)
            return unknown;
        if (!request.TryReadJson(out var body))
            return Refusals.BadBody();
        using (body)
        {
            if (BodyReader.Read(body.RootElement, GroupSchema.Instance, synced: false, out var values) is { } refusal)
                return refusal;
            foreach (var name in NeededToCreate)
                if (!values.ContainsKey(GroupSchema.Instance[name]))
                    return Refusals.Missing(name, GroupSchema.Instance);
            // Creating a role-assignable group needs a role that the app does not have.
            if (values.GetValueOrDefault(GroupSchema.Instance["isAssignableToRole"]) is true)
                return Refusals.Denied();
            var group = new TenantGroup((string)values[GroupSchema.Instance["displayName"]]!);
            foreach (var (property, value) in values)
                group.Set(property, value);
            return UserWrites.Created(request, directory.Add(group));
        }
    }

    public GraphReply Update(GraphRequest request, string id, MemberWrites members)
    {
        if (RouteRules.NoOptions(request) is { } unknown)
            return unknown;
        if (RouteRules.BadId(id) is { } bad)
            return bad;
        if (!request.TryReadJson(out var body))
            return Refusals.BadBody();
        using (body)
        {
            if (body.RootElement.TryGetProperty("members@odata.bind", out var references))
                return members.AddAll(id, body.RootElement, references);
            if (directory.FindGroup(id) is not { } group)
                return Refusals.NotFound(id);
            if (BodyReader.Read(body.RootElement, GroupSchema.Instance, group.Synced, out var values) is { } refusal)
                return refusal;
            if (group.RoleAssignable)
                return Refusals.Denied();
            foreach (var (property, value) in values)
                group.Set(property, value);
            return GraphReply.Empty();
        }
    }

    public GraphReply Delete(GraphRequest request, string id)
    {
        if (RouteRules.NoOptions(request) is { } unknown)
            return unknown;
        if (RouteRules.BadId(id) is { } bad)
            return bad;
        if (directory.FindGroup(id) is not { } group)
            return Refusals.NotFound(id);
        if (group.RoleAssignable)
            return Refusals.Denied();
        if (group.Synced)
            return Refusals.Synced();
        directory.DeleteGroup(id);
        return GraphReply.Empty();
    }

    private static string Context(GraphRequest request) =>
        request.Query.TryGetValue("$select", out var select) ? $"groups({select})" : "groups";
}
