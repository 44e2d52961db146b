using System.Text.Json;
using AccessGov.Sandbox.Tenant.Wire;

namespace AccessGov.Sandbox.Tenant.Routes;

internal sealed class MemberWrites(TenantDirectory directory, TenantOptions options)
{
    /// <summary>group-post-members documentation, 2026-05-14.</summary>
    private const int MaxInOnePatch = 20;

    private readonly Dictionary<(string Group, string User), DateTimeOffset> _removed = [];

    /// <summary>PATCH with members@odata.bind: all or none.</summary>
    public GraphReply AddAll(string groupId, JsonElement body, JsonElement references)
    {
        if (
            body.EnumerateObject().FirstOrDefault(m => m.Name is not ("members@odata.bind" or "@odata.type")) is
            { Value.ValueKind: not JsonValueKind.Undefined } other
        )
            return Refusals.NotEmulated($"property '{other.Name}' together with members@odata.bind");
        if (references.ValueKind != JsonValueKind.Array)
            return Refusals.BadBody();
        var ids = new List<string>();
        foreach (var reference in references.EnumerateArray())
        {
            if (RouteRules.ReferencedId(reference.ValueKind == JsonValueKind.String ? reference.GetString() : null) is not { } id)
                return Refusals.BadRequest($"Invalid URL format specified in payload: {reference}");
            ids.Add(id);
        }

        // The limit is documented, its error text is not.
        if (ids.Count > MaxInOnePatch)
            return Refusals.BadRequest(
                $"The number of references {ids.Count} in 'members@odata.bind' exceeds the limit of {MaxInOnePatch}."
            );
        if (ids.Count != ids.Distinct(StringComparer.OrdinalIgnoreCase).Count())
            return Refusals.BadRequest("A reference of the modified property 'members' can only be present once as an add/remove change.");
        return Add(groupId, ids);
    }

    public GraphReply Add(GraphRequest request, string groupId)
    {
        if (RouteRules.NoOptions(request) is { } unknown)
            return unknown;
        if (RouteRules.BadId(groupId) is { } bad)
            return bad;
        if (!request.TryReadJson(out var body))
            return Refusals.BadBody();
        using (body)
        {
            if (
                body.RootElement.EnumerateObject().FirstOrDefault(m => m.Name != "@odata.id") is
                { Value.ValueKind: not JsonValueKind.Undefined } other
            )
                return Refusals.NotEmulated($"property '{other.Name}' in a reference");
            var reference =
                body.RootElement.TryGetProperty("@odata.id", out var value) && value.ValueKind == JsonValueKind.String
                    ? value.GetString()
                    : null;
            return RouteRules.ReferencedId(reference) is { } id
                ? Add(groupId, [id])
                : Refusals.BadRequest($"Invalid URL format specified in payload: {reference}");
        }
    }

    public GraphReply Remove(GraphRequest request, string groupId, string userId)
    {
        if (RouteRules.NoOptions(request) is { } unknown)
            return unknown;
        if ((RouteRules.BadId(groupId) ?? RouteRules.BadId(userId)) is { } bad)
            return bad;
        if (directory.FindGroup(groupId) is not { } group)
            return Refusals.NotFound(groupId);
        if (Unmanaged(group) is { } refusal)
            return refusal;
        var now = options.Clock.GetUtcNow();
        if (directory.RemoveMember(groupId, userId))
        {
            if (options.RemovalEchoFor > TimeSpan.Zero)
                _removed[(groupId, userId)] = now;
            return GraphReply.Empty();
        }

        return _removed.TryGetValue((groupId, userId), out var removedAt) && now - removedAt < options.RemovalEchoFor
            ? Refusals.BadRequest("One or more removed object references do not exist for the following modified properties: 'members'.")
            : Refusals.NotFound(userId);
    }

    private static GraphReply? Unmanaged(TenantGroup group)
    {
        if (group.RoleAssignable)
            return Refusals.Denied();
        if (group.Synced)
            return Refusals.Synced();
        // Membership of a dynamic group is its rule's; the text has not been seen, the refusal is documented.
        if (group.Dynamic)
            return Refusals.Denied();
        return group["mailEnabled"] is true && group["groupTypes"] is string[] types && !types.Contains("Unified")
            ? Refusals.BadRequest("Cannot Update a mail-enabled security groups and or distribution list.")
            : null;
    }

    private GraphReply Add(string groupId, IReadOnlyCollection<string> ids)
    {
        if (directory.FindGroup(groupId) is not { } group)
            return Refusals.NotFound(groupId);
        if (Unmanaged(group) is { } refusal)
            return refusal;
        if (ids.FirstOrDefault(id => !directory.LiveUsers.Contains(id)) is { } absent)
            return Refusals.NotFound(absent);
        if (ids.Any(group.Members.Contains))
            return Refusals.BadRequest(
                "One or more added object references already exist for the following modified properties: 'members'."
            );
        foreach (var id in ids)
            directory.AddMember(groupId, id);
        return GraphReply.Empty();
    }
}
