using System.Text.Json;
using AccessGov.Sandbox.Tenant.Routes;
using AccessGov.Sandbox.Tenant.Schema;

namespace AccessGov.Sandbox.Tenant.State;

/// <summary>Fills an empty directory from a state file.</summary>
internal static class StateReader
{
    public const string Members = "$members",
        AdminRole = "$holdsAdminRole",
        GroupsBefore = "$groupsBeforeDeletion";

    public static void Read(JsonElement root, TenantDirectory directory, SubscriptionBook subscriptions)
    {
        foreach (var user in root.GetProperty("users").EnumerateArray())
            directory.Add(User(user));
        foreach (var user in root.GetProperty("deleted").EnumerateArray())
            directory.AddDeleted(User(user));
        foreach (var json in root.GetProperty("groups").EnumerateArray())
        {
            var group = new TenantGroup(json.GetProperty("displayName").GetString()!, null, json.GetProperty("id").GetString());
            Values(json, group);
            directory.Add(group);
            foreach (var member in json.GetProperty(Members).EnumerateArray())
                directory.AddMember(group.Id, member.GetString()!);
        }

        // Loading is no change: what was logged on the way is replaced by what was logged before.
        directory.Log.Restart(
            root.GetProperty("logStart").GetInt64(),
            root.GetProperty("log")
                .EnumerateArray()
                .Select(c => new ChangeLog.Change(c[0].GetString()!, new PropertySet(c[1].GetUInt64()), c[2].GetDateTimeOffset()))
        );
        foreach (var subscription in root.GetProperty("subscriptions").Deserialize<TenantSubscription[]>()!)
            subscriptions.Put(subscription);
    }

    private static TenantUser User(JsonElement json)
    {
        var user = new TenantUser(json.GetProperty("userPrincipalName").GetString()!, json.GetProperty("id").GetString());
        Values(json, user);
        user.HoldsAdminRole = json.TryGetProperty(AdminRole, out _);
        if (json.TryGetProperty(GroupsBefore, out var groups))
            user.GroupsBeforeDeletion = [.. groups.EnumerateArray().Select(g => g.GetString()!)];
        return user;
    }

    private static void Values(JsonElement json, TenantObject target)
    {
        foreach (var property in target.Schema.Properties)
        {
            if (property == target.Schema.Id)
                continue;
            target.Set(property, json.TryGetProperty(property.Name, out var value) ? Value(property.Kind, value) : null);
        }
    }

    private static object? Value(PropertyKind kind, JsonElement json) =>
        kind switch
        {
            PropertyKind.Text => json.GetString(),
            PropertyKind.Flag => json.GetBoolean(),
            PropertyKind.Instant => json.GetDateTimeOffset(),
            PropertyKind.Texts => json.EnumerateArray().Select(e => e.GetString()!).ToArray(),
            _ => json.EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetString(), StringComparer.Ordinal),
        };
}
