using AccessGov.Sandbox.Tenant.Schema;
using AccessGov.Sandbox.Tenant.Wire;

namespace AccessGov.Sandbox.Tenant.Routes;

internal sealed class UserReads(TenantDirectory directory)
{
    public GraphReply List(GraphRequest request)
    {
        if (ListQuery.Read(request, UserSchema.Instance, RouteRules.ListOptions, out var query) is { } refusal)
            return refusal;
        var candidates = Candidates(query);
        return candidates is null
            ? Page.Of(
                request,
                query,
                Context(request),
                directory.LiveUsers.After(query.Token.After),
                u => query.Filter?.Matches(u) ?? true,
                () => Count(query)
            )
            : Page.Of(
                request,
                query,
                Context(request),
                candidates.Select((u, i) => (i + 1L, u)).Skip((int)query.Token.After),
                u => Matches(query.Filter!, u),
                () => Count(query)
            );
    }

    public GraphReply One(GraphRequest request, string id)
    {
        if (ListQuery.Read(request, UserSchema.Instance, RouteRules.SelectOnly, out var query) is { } refusal)
            return refusal;
        if (directory.FindUser(id) is not { } user)
            return Refusals.NotFound(id);
        var activity = UserSchema.Instance["signInActivity"];
        // signInActivity is read by object id, not by name (user-get documentation, 2026-02).
        if (query.Select.Contains(activity) && !Guid.TryParse(id, out _))
            return Refusals.BadRequest("Get By Key only supports UserId and the key has to be a valid Guid");
        return GraphReply.Json(
            200,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("@odata.context", $"{request.Root}/$metadata#{Context(request)}/$entity");
                ObjectJson.WriteProperties(json, user, query.Select);
                json.WriteEndObject();
            }
        );
    }

    private static string Context(GraphRequest request) =>
        request.Query.TryGetValue("$select", out var select) ? $"users({select})" : "users";

    /// <summary>What an index gives for the filter; null when the list has to be walked.</summary>
    private List<TenantUser>? Candidates(ListQuery query)
    {
        if (query.Filter is not { Negated: false } filter || filter.Values.Contains(null))
            return null;
        var values = filter.Values.OfType<string>();
        IEnumerable<TenantUser>? found = filter.Property.Name switch
        {
            "id" => values.Select(v => directory.LiveUsers.TryGet(v, out var user) ? user : null).OfType<TenantUser>(),
            "userPrincipalName" => values.Select(v => Guid.TryParse(v, out _) ? null : directory.FindUser(v)).OfType<TenantUser>(),
            "employeeId" => values.SelectMany(directory.FilterByEmployeeId),
            _ => null,
        };
        return found?.Distinct().ToList();
    }

    private int Count(ListQuery query) =>
        query.Filter is null
            ? directory.LiveUsers.Count
            : (Candidates(query) ?? directory.LiveUsers.Items()).Count(u => Matches(query.Filter, u));

    /// <summary>Whom a lagging index finds need no longer match.</summary>
    private bool Matches(Filter filter, TenantUser user) =>
        (directory.NumbersLag && filter.Property.Name == "employeeId") || filter.Matches(user);
}
