using AccessGov.Sandbox.Tenant.Schema;
using AccessGov.Sandbox.Tenant.Wire;

namespace AccessGov.Sandbox.Tenant.Routes;

internal sealed class DeletedItems(TenantDirectory directory)
{
    private static readonly PropertySet Defaults = UserSchema.Instance.Defaults.With(UserSchema.Instance["deletedDateTime"]);

    public GraphReply List(GraphRequest request)
    {
        if (ListQuery.Read(request, UserSchema.Instance, RouteRules.ListOptions, out var query) is { } refusal)
            return refusal;
        if (!query.Selected)
            query = query with { Select = Defaults, Selected = true };
        return Page.Of(
            request,
            query,
            "users",
            directory.Deleted.After(query.Token.After),
            Matches,
            () => directory.Deleted.Items().Count(Matches)
        );
        bool Matches(TenantUser user) => query.Filter?.Matches(user) ?? true;
    }

    public GraphReply One(GraphRequest request, string id)
    {
        if (ListQuery.Read(request, UserSchema.Instance, RouteRules.SelectOnly, out var query) is { } refusal)
            return refusal;
        if (RouteRules.BadId(id) is { } bad)
            return bad;
        return directory.Deleted.TryGet(id, out var user)
            ? Entity(request, user, query.Selected ? query.Select : Defaults)
            : Refusals.NotFound(id);
    }

    public GraphReply Purge(GraphRequest request, string id)
    {
        if ((RouteRules.NoOptions(request) ?? RouteRules.BadId(id)) is { } refusal)
            return refusal;
        if (!directory.Deleted.TryGet(id, out var user))
            return Refusals.NotFound(id);
        if (user.HoldsAdminRole)
            return Refusals.Denied();
        directory.PurgeUser(id);
        return GraphReply.Empty();
    }

    public GraphReply Restore(GraphRequest request, string id)
    {
        if ((RouteRules.NoOptions(request) ?? RouteRules.BadId(id)) is { } refusal)
            return refusal;
        if (!directory.Deleted.TryGet(id, out var user))
            return Refusals.NotFound(id);
        if (user.HoldsAdminRole)
            return Refusals.Denied();
        return directory.RestoreUser(id) is { } restored ? Entity(request, restored, Defaults) : Refusals.Conflict("userPrincipalName");
    }

    private static GraphReply Entity(GraphRequest request, TenantUser user, PropertySet properties) =>
        GraphReply.Json(
            200,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("@odata.context", $"{request.Root}/$metadata#directoryObjects/$entity");
                json.WriteString("@odata.type", user.Schema.ODataType);
                ObjectJson.WriteProperties(json, user, properties);
                json.WriteEndObject();
            }
        );
}
