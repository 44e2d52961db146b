using AccessGov.Sandbox.Tenant.Schema;
using AccessGov.Sandbox.Tenant.Wire;

namespace AccessGov.Sandbox.Tenant.Routes;

internal sealed class UserWrites(TenantDirectory directory, TimeProvider clock)
{
    private static readonly string[] NeededToCreate =
    [
        "accountEnabled",
        "displayName",
        "mailNickname",
        "passwordProfile",
        "userPrincipalName",
    ];
    private static readonly SchemaProperty Upn = UserSchema.Instance["userPrincipalName"];

    public GraphReply Create(GraphRequest request)
    {
        if (RouteRules.NoOptions(request) is { } unknown)
            return unknown;
        if (!request.TryReadJson(out var body))
            return Refusals.BadBody();
        using (body)
        {
            if (BodyReader.Read(body.RootElement, UserSchema.Instance, synced: false, out var values) is { } refusal)
                return refusal;
            foreach (var name in NeededToCreate)
                if (!values.ContainsKey(UserSchema.Instance[name]))
                    return Refusals.Missing(name, UserSchema.Instance);
            if (!body.RootElement.GetProperty("passwordProfile").TryGetProperty("password", out _))
                return Refusals.Missing("password", UserSchema.Instance);
            var upn = (string)values[Upn]!;
            if (BadName(upn, null) is { } bad)
                return bad;
            var user = new TenantUser(upn);
            foreach (var (property, value) in values)
                user.Set(property, value);
            directory.Add(user);
            return Created(request, user);
        }
    }

    public GraphReply Update(GraphRequest request, string id)
    {
        if (RouteRules.NoOptions(request) is { } unknown)
            return unknown;
        if (!request.TryReadJson(out var body))
            return Refusals.BadBody();
        using (body)
        {
            if (directory.FindUser(id) is not { } user)
                return Refusals.NotFound(id);
            if (BodyReader.Read(body.RootElement, UserSchema.Instance, user.Synced, out var values) is { } refusal)
                return refusal;
            if (user.HoldsAdminRole && values.Keys.Any(p => p.Name is "accountEnabled" or "passwordProfile"))
                return Refusals.Denied();
            if (values.TryGetValue(Upn, out var upn) && BadName((string)upn!, user) is { } bad)
                return bad;
            foreach (var (property, value) in values)
                user.Set(property, value);
            return GraphReply.Empty();
        }
    }

    public GraphReply Delete(GraphRequest request, string id)
    {
        if (RouteRules.NoOptions(request) is { } unknown)
            return unknown;
        if (directory.FindUser(id) is not { } user)
            return Refusals.NotFound(id);
        if (user.HoldsAdminRole)
            return Refusals.Denied();
        directory.DeleteUser(user.Id);
        return GraphReply.Empty();
    }

    public GraphReply RevokeSessions(GraphRequest request, string id)
    {
        if (RouteRules.NoOptions(request) is { } unknown)
            return unknown;
        if (directory.FindUser(id) is not { } user)
            return Refusals.NotFound(id);
        user["signInSessionsValidFromDateTime"] = clock.GetUtcNow();
        return GraphReply.Json(
            200,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("@odata.context", $"{request.Root}/$metadata#Edm.Boolean");
                json.WriteBoolean("value", true);
                json.WriteEndObject();
            }
        );
    }

    public static GraphReply Created(GraphRequest request, TenantObject created) =>
        GraphReply.Json(
            201,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("@odata.context", $"{request.Root}/$metadata#{created.Schema.EntitySet}/$entity");
                ObjectJson.WriteProperties(json, created, created.Schema.Defaults);
                json.WriteEndObject();
            }
        );

    private GraphReply? BadName(string upn, TenantUser? self)
    {
        if (upn.Split('@') is not [{ Length: > 0 and <= 64 }, { Length: > 0 }] || !upn.All(c => c is > ' ' and < '\x7f'))
            return Refusals.BadRequest("Property userPrincipalName is invalid.");
        return directory.FindUser(upn) is { } holder && holder != self ? Refusals.Conflict("userPrincipalName") : null;
    }
}
