using System.Text.Json.Nodes;
using AccessGov.App.Directory.Entra.Batch;
using AccessGov.Core.Directory;
using AccessGov.Core.Planning;

namespace AccessGov.App.Directory.Entra.Writes;

/// <summary>Actions on accounts and memberships that exist, as Graph requests. Each may be said twice without a second effect.</summary>
internal sealed class ActionRequests(Uri root)
{
    public static SubRequest Enable(Guid account, bool enabled) =>
        Patch($"/users/{account}", new JsonObject { ["accountEnabled"] = enabled });

    public static SubRequest RevokeSessions(Guid account) => new(HttpMethod.Post, $"/users/{account}/revokeSignInSessions", default);

    /// <summary>Soft: 30 days in deletedItems.</summary>
    public static SubRequest Delete(Guid account) => new(HttpMethod.Delete, $"/users/{account}", default);

    /// <summary>With everything it was: enabled state, attributes, memberships.</summary>
    public static SubRequest Restore(Guid account) => new(HttpMethod.Post, $"/directory/deletedItems/{account}/restore", default);

    public static SubRequest Remove(Guid group, Guid account) => new(HttpMethod.Delete, $"/groups/{group}/members/{account}/$ref", default);

    public SubRequest Add(Guid group, Guid account) =>
        new(HttpMethod.Post, $"/groups/{group}/members/$ref", Bytes(new JsonObject { ["@odata.id"] = Reference(account) }));

    /// <summary>All or nothing, at most 20 (learn.microsoft.com, group-post-members).</summary>
    public SubRequest Add(Guid group, IEnumerable<Guid> accounts) =>
        Patch(
            $"/groups/{group}",
            new JsonObject { ["members@odata.bind"] = new JsonArray([.. accounts.Select(a => JsonValue.Create(Reference(a)))]) }
        );

    /// <summary>What the action lists; null when it lists nothing.</summary>
    public static SubRequest? Change(Guid account, PlannedAction.ChangeAttributes action)
    {
        var body = new JsonObject();
        foreach (var change in action.Changes)
            if (change.Name is AttributeName.Division or AttributeName.CostCenter)
                body["employeeOrgData"] = OrgData(action.ToBe());
            else
                body[AttributeCodes.Of(change.Name)] = OrNull(change.ToBe);
        return body.Count == 0 ? null : Patch($"/users/{account}", body);
    }

    /// <summary>Whole: Graph clears the part that is not sent (user-update). The look before the effect has checked both.</summary>
    private static JsonObject OrgData(AccountAttributes toBe) =>
        new() { ["division"] = OrNull(toBe.Division), ["costCenter"] = OrNull(toBe.CostCenter) };

    /// <summary>The directory clears a property by null; it refuses an empty text.</summary>
    private static JsonValue? OrNull(string text) => text.Length == 0 ? null : JsonValue.Create(text);

    private string Reference(Guid account) => $"{root.AbsoluteUri}/directoryObjects/{account}";

    private static SubRequest Patch(string url, JsonObject body) => new(HttpMethod.Patch, url, Bytes(body));

    private static byte[] Bytes(JsonObject body) => System.Text.Encoding.UTF8.GetBytes(body.ToJsonString());
}
