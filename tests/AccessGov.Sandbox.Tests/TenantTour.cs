using System.Text.Json.Nodes;
using AccessGov.Sandbox.Tenant;
using AccessGov.Sandbox.Tenant.Schema;
using AccessGov.Tests;

namespace AccessGov.Sandbox.Tests;

/// <summary>A walk along every route of the emulator, its refusals included.</summary>
internal static class TenantTour
{
    public static async Task Take(TenantEmulator tenant)
    {
        using var client = tenant.CreateClient();
        var users = SampleUsers.AddTo(tenant.Directory, 30);
        users[0]["signInActivity"] = new Dictionary<string, string?> { ["lastSignInDateTime"] = "2026-03-31T08:30:00Z" };
        var group = tenant.Directory.Add(new TenantGroup("税務"));
        await Users(tenant, client, users);
        await Groups(tenant, client, users, group);
        await Deleted(client, users);
        await Delta(tenant, client, users);
        await Subscriptions(client);
        await Failures(tenant, client, users, group);
    }

    private static string Everything(ResourceSchema schema) => string.Join(',', schema.Properties.Select(p => p.Name));

    private static async Task Users(TenantEmulator tenant, HttpClient client, IReadOnlyList<TenantUser> users)
    {
        await client.All("users?$top=7");
        await client.Get($"users?$select={Everything(UserSchema.Instance)}");
        await client.Ask("GET", "users?$count=true&$filter=accountEnabled ne false&$select=id", null, ("ConsistencyLevel", "eventual"));
        await client.Get($"users/{users[0].Id}?$select={Everything(UserSchema.Instance)}");
        await client.Get($"users?$filter=employeeId eq '000001'");
        await client.Ask("POST", "users", TenantCall.NewUser("hanako@city.example.jp"));
        await client.Ask(
            "PATCH",
            $"users/{users[1].Id}",
            new
            {
                department = "税務課",
                employeeOrgData = new { division = "内部部局" },
                businessPhones = new[] { "026-245-1400" },
            }
        );
        await client.Ask("POST", $"users/{users[1].Id}/revokeSignInSessions");
        await client.Ask(
            "POST",
            "directoryObjects/getByIds",
            new { ids = new[] { users[0].Id, tenant.Directory.Groups[0].Id }, types = new[] { "user", "group" } }
        );
    }

    private static async Task Groups(TenantEmulator tenant, HttpClient client, IReadOnlyList<TenantUser> users, TenantGroup group)
    {
        await client.Ask("PATCH", $"groups/{group.Id}", tenant.Bind(users.Take(20).Select(u => u.Id)));
        await client.Ask("PATCH", $"groups/{group.Id}", new { description = "税務システム" });
        await client.Ask("POST", $"groups/{group.Id}/members/$ref", tenant.Reference(users[21].Id));
        await client.Ask("DELETE", $"groups/{group.Id}/members/{users[21].Id}/$ref");
        await client.All($"groups/{group.Id}/members?$top=8");
        await client.All($"groups/{group.Id}/members/graph.user?$top=8&$select=id,employeeId");
        await client.All($"users/{users[0].Id}/memberOf?$select=id");
        await client.All($"users/{users[0].Id}/memberOf/graph.group");
        await client.All($"groups?$select={Everything(GroupSchema.Instance)}");
        await client.Get($"groups/{group.Id}");
        var made = await client.Ask(
            "POST",
            "groups",
            new
            {
                displayName = "戸籍",
                mailNickname = "koseki",
                mailEnabled = false,
                securityEnabled = true,
            }
        );
        await client.Ask("DELETE", $"groups/{made.Body!["id"]}");
    }

    private static async Task Deleted(HttpClient client, IReadOnlyList<TenantUser> users)
    {
        foreach (var user in users.TakeLast(2))
            await client.Ask("DELETE", $"users/{user.Id}");
        await client.All("directory/deletedItems/graph.user?$top=1");
        await client.Get($"directory/deletedItems/{users[^1].Id}");
        await client.Ask("POST", $"directory/deletedItems/{users[^1].Id}/restore");
        await client.Ask("DELETE", $"directory/deletedItems/{users[^2].Id}");
    }

    private static async Task Delta(TenantEmulator tenant, HttpClient client, IReadOnlyList<TenantUser> users)
    {
        var link = (await client.Get("users/delta?$select=id,department,accountEnabled")).DeltaLink!;
        users[5]["department"] = null;
        tenant.Directory.DeleteUser(users[6].Id);
        await client.Get(link);
        await client.Get("users/delta?$deltatoken=latest");
    }

    private static async Task Subscriptions(HttpClient client)
    {
        var expires = DateTimeOffset.UtcNow.AddDays(1);
        await using var subscriber = await Subscriber.StartAsync();
        var made = await client.Ask(
            "POST",
            "subscriptions",
            new
            {
                changeType = "updated",
                notificationUrl = subscriber.Url,
                resource = "users",
                expirationDateTime = expires,
                clientState = "x",
            }
        );
        await client.Get("subscriptions");
        await client.Ask("PATCH", $"subscriptions/{made.Body!["id"]}", new { expirationDateTime = expires });
        await client.Ask("POST", $"subscriptions/{made.Body!["id"]}/reauthorize");
        await client.Ask("DELETE", $"subscriptions/{made.Body!["id"]}");
    }

    private static async Task Failures(TenantEmulator tenant, HttpClient client, IReadOnlyList<TenantUser> users, TenantGroup group)
    {
        await client.Get("users/nobody@city.example.jp");
        await client.Get("users?$top=1000");
        await client.Ask("POST", "users", TenantCall.NewUser(users[0].UserPrincipalName));
        await client.Ask("PATCH", $"groups/{group.Id}", tenant.Bind(users.Take(20).Select(u => u.Id)));
        tenant.Faults.Next("GET /groups", status: 429, retryAfter: TimeSpan.FromSeconds(1));
        tenant.Faults.Next("GET /groups", status: 503);
        await client.Get("groups");
        await client.Get("groups");
        await client.Batch(
            TenantCall.Step("1", "GET", $"/users/{Guid.NewGuid()}"),
            TenantCall.Step("2", "PATCH", $"/users/{users[0].Id}", new JsonObject { ["department"] = "税務課" }, "1"),
            TenantCall.Step("3", "PATCH", $"/users/{users[0].Id}", new JsonObject { ["department"] = "税務課" })
        );
    }
}
