using System.Text.Json;
using AccessGov.Sandbox.Tenant.Wire;

namespace AccessGov.Sandbox.Tenant.Routes;

/// <summary>
/// Mail (user-sendmail): 202 without a body. The service delivers later, and tells of an address that nobody has by a mail of its own; one
/// that cannot be an address it refuses. Parameters of an action bear a capital or not: the SDK writes one, the documentation none.
/// </summary>
internal sealed class SendMailRoute(TenantDirectory directory)
{
    public GraphReply Send(GraphRequest request, string id)
    {
        if (RouteRules.NoOptions(request) is { } unknown)
            return unknown;
        if (!request.TryReadJson(out var body))
            return Refusals.BadBody();
        using (body)
        {
            var (subject, text, isSaved) = ("", "", true);
            List<string> to = [];
            foreach (var member in body.RootElement.EnumerateObject())
                switch (member.Name)
                {
                    case "message" or "Message" when member.Value.ValueKind == JsonValueKind.Object:
                        if (ReadMessage(member.Value, ref subject, ref text, to) is { } refusal)
                            return refusal;
                        break;
                    case "saveToSentItems" or "SaveToSentItems" when member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                        isSaved = member.Value.GetBoolean();
                        break;
                    default:
                        return Refusals.NotEmulated($"parameter '{member.Name}' of sendMail");
                }
            if (directory.FindUser(id) is not { } sender)
                return GraphReply.Refused(404, "ErrorInvalidUser", $"The requested user '{id}' is invalid.");
            if (to.Count == 0 || to.Any(address => !IsAddress(address)))
                return GraphReply.Refused(400, "ErrorInvalidRecipients", "At least one recipient is not valid.");
            directory.Sent.Add(new TenantMail(sender.UserPrincipalName, request.Client, to, subject, text, isSaved));
            return GraphReply.Empty(202);
        }
    }

    private static GraphReply? ReadMessage(JsonElement message, ref string subject, ref string text, List<string> to)
    {
        foreach (var member in message.EnumerateObject())
            switch (member.Name)
            {
                case "@odata.type" when member.Value.ValueEquals("#microsoft.graph.message"):
                    break;
                case "subject" when member.Value.ValueKind == JsonValueKind.String:
                    subject = member.Value.GetString()!;
                    break;
                case "body" when member.Value.ValueKind == JsonValueKind.Object:
                    if (ReadBody(member.Value, ref text) is { } refusal)
                        return refusal;
                    break;
                case "toRecipients" when member.Value.ValueKind == JsonValueKind.Array:
                    foreach (var recipient in member.Value.EnumerateArray())
                        if (ReadRecipient(recipient, to) is { } unknown)
                            return unknown;
                    break;
                default:
                    return Refusals.NotEmulated($"property '{member.Name}' in a message");
            }
        return null;
    }

    private static GraphReply? ReadBody(JsonElement body, ref string text)
    {
        foreach (var member in body.EnumerateObject())
            switch (member.Name)
            {
                case "contentType" when member.Value.ValueKind == JsonValueKind.String:
                    if (!string.Equals(member.Value.GetString(), "text", StringComparison.OrdinalIgnoreCase))
                        return Refusals.NotEmulated($"a body of type {member.Value}");
                    break;
                case "content" when member.Value.ValueKind == JsonValueKind.String:
                    text = member.Value.GetString()!;
                    break;
                default:
                    return Refusals.NotEmulated($"property '{member.Name}' in a body");
            }
        return null;
    }

    private static GraphReply? ReadRecipient(JsonElement recipient, List<string> to)
    {
        foreach (var member in recipient.EnumerateObject())
        {
            if (member.Name != "emailAddress" || member.Value.ValueKind != JsonValueKind.Object)
                return Refusals.NotEmulated($"property '{member.Name}' in a recipient");
            foreach (var part in member.Value.EnumerateObject())
                if (part.Name == "address" && part.Value.ValueKind == JsonValueKind.String)
                    to.Add(part.Value.GetString()!);
                else
                    return Refusals.NotEmulated($"property '{part.Name}' in an emailAddress");
        }
        return null;
    }

    private static bool IsAddress(string text) => text.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && !text.Contains(' ');
}
