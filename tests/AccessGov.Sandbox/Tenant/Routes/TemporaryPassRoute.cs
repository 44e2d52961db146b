using System.Security.Cryptography;
using System.Text.Json;
using AccessGov.Sandbox.Tenant.Wire;

namespace AccessGov.Sandbox.Tenant.Routes;

/// <summary>Temporary Access Passes (authentication-post-temporaryaccesspassmethods): readable in the reply that makes one alone.</summary>
internal sealed class TemporaryPassRoute(TenantDirectory directory, TimeProvider clock)
{
    // learn.microsoft.com, temporaryAccessPassAuthenticationMethod: 10 to 43,200 minutes.
    private const int FewestMinutes = 10,
        MostMinutes = 43_200;

    public GraphReply Give(GraphRequest request, string id)
    {
        if (RouteRules.NoOptions(request) is { } unknown)
            return unknown;
        if (!request.TryReadJson(out var body))
            return Refusals.BadBody();
        using (body)
        {
            if (directory.FindUser(id) is not { } user)
                return Refusals.NotFound(id);
            var (minutes, isOnce) = (60, false);
            foreach (var member in body.RootElement.EnumerateObject())
                switch (member.Name)
                {
                    case "lifetimeInMinutes"
                        when member.Value.ValueKind == JsonValueKind.Number
                            && member.Value.TryGetInt32(out minutes)
                            && minutes is >= FewestMinutes and <= MostMinutes:
                        break;
                    case "isUsableOnce" when member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                        isOnce = member.Value.GetBoolean();
                        break;
                    case "lifetimeInMinutes" or "isUsableOnce":
                        return Refusals.BadRequest($"Invalid value specified for property '{member.Name}'.");
                    default:
                        return Refusals.NotEmulated($"property '{member.Name}' in a temporaryAccessPassAuthenticationMethod body");
                }
            if (user.HoldsAdminRole)
                return Refusals.Denied();
            // Seen in tenants (MicrosoftDocs/azure-docs#76936): it works some seconds later.
            var (now, pass) = (clock.GetUtcNow(), RandomNumberGenerator.GetString("ABCDEFGHJKMNPQRSTUVWXYZ23456789", 12));
            user.TemporaryPass = pass;
            return GraphReply.Json(201, json => Write(json, request, (pass, minutes, isOnce, now)));
        }
    }

    private static void Write(Utf8JsonWriter json, GraphRequest request, (string Text, int Minutes, bool IsOnce, DateTimeOffset Now) pass)
    {
        json.WriteStartObject();
        json.WriteString(
            "@odata.context",
            $"{request.Root}/$metadata#users('{request.Segments[1]}')/authentication/temporaryAccessPassMethods/$entity"
        );
        json.WriteString("id", Guid.NewGuid());
        json.WriteBoolean("isUsable", false);
        json.WriteString("methodUsabilityReason", "NotYetValid");
        json.WriteString("temporaryAccessPass", pass.Text);
        json.WriteString("createdDateTime", pass.Now);
        json.WriteString("startDateTime", pass.Now.AddSeconds(15));
        json.WriteNumber("lifetimeInMinutes", pass.Minutes);
        json.WriteBoolean("isUsableOnce", pass.IsOnce);
        json.WriteEndObject();
    }
}
