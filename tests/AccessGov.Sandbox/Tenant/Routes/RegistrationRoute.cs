using System.Globalization;
using System.Text.Json;
using AccessGov.Sandbox.Tenant.Wire;

namespace AccessGov.Sandbox.Tenant.Routes;

/// <summary>
/// The report of registered sign-in methods (authenticationmethodsroot-list-userregistrationdetails): whole, without disabled users; the
/// page says no size, and of the query options only $filter is documented, which the emulator refuses.
/// </summary>
internal sealed class RegistrationRoute(TenantDirectory directory, TimeProvider clock)
{
    private const int OnPage = 100;
    private const string Token = "$skiptoken";

    public GraphReply List(GraphRequest request)
    {
        foreach (var option in request.Query.Keys)
            if (option != Token)
                return Refusals.NotEmulated($"query option '{option}' on {request.Method} {request.Path}");
        PageToken token = default;
        if (request.Query.TryGetValue(Token, out var text) && !PageToken.TryDecode(request, text, out token))
            return Refusals.BadRequest("Invalid skip token.");
        var users = directory.Users.Where(u => u.AccountEnabled && u.IsInRegistrationReport).ToArray();
        var page = users.Skip((int)token.After).Take(OnPage).ToArray();
        var end = token.After + page.Length;
        return GraphReply.Json(
            200,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("@odata.context", $"{request.Root}/$metadata#reports/authenticationMethods/userRegistrationDetails");
                if (end < users.Length)
                    json.WriteString("@odata.nextLink", Page.NextLink(request, Token, new PageToken(token.Page + 1, end).Encode(request)));
                json.WriteStartArray("value");
                foreach (var user in page)
                    Write(json, user);
                json.WriteEndArray();
                json.WriteEndObject();
            }
        );
    }

    private void Write(Utf8JsonWriter json, TenantUser user)
    {
        var methods = user.RegisteredMethods;
        json.WriteStartObject();
        json.WriteString("id", user.Id);
        json.WriteString("userPrincipalName", user.UserPrincipalName);
        json.WriteString("userDisplayName", user.DisplayName);
        json.WriteString("userType", "member");
        json.WriteBoolean("isAdmin", user.HoldsAdminRole);
        json.WriteBoolean("isMfaRegistered", methods.Count > 0);
        json.WriteBoolean("isMfaCapable", methods.Count > 0);
        json.WriteBoolean("isPasswordlessCapable", methods.Any(m => m.StartsWith("passKey", StringComparison.Ordinal)));
        json.WriteStartArray("methodsRegistered");
        foreach (var method in methods)
            json.WriteStringValue(method);
        json.WriteEndArray();
        // It lags: what was registered a moment ago is not in it, but here it is.
        json.WriteString("lastUpdatedDateTime", clock.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
