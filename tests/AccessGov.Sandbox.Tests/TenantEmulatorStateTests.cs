using System.Text.Json.Nodes;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.Sandbox.Tests;

public sealed class TenantEmulatorStateTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("accessgov-tenant-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Somebody_whom_a_hand_put_among_the_deleted_comes_back_under_the_name_that_stands_there()
    {
        var options = new TenantOptions { StateFile = Path.Combine(_folder, "tenant.json") };
        string id;
        await using (var tenant = await TenantEmulator.StartAsync(options))
        {
            id = SampleUsers.AddTo(tenant.Directory, 3)[1].Id;
            tenant.Directory.DeleteUser(id);
        }
        var state = JsonNode.Parse(await File.ReadAllTextAsync(options.StateFile, TestContext.Current.CancellationToken))!;
        state["deleted"]![0]!["userPrincipalName"] = "by-hand@suzaka.example.jp";
        await File.WriteAllTextAsync(options.StateFile, state.ToJsonString(), TestContext.Current.CancellationToken);
        await using (var tenant = await TenantEmulator.StartAsync(options))
        {
            using var client = tenant.CreateClient();
            Assert.Equal(200, (await client.Ask("POST", $"directory/deletedItems/{id}/restore")).Status);
            Assert.Equal("by-hand@suzaka.example.jp", tenant.Directory.FindUser(id)!.UserPrincipalName);
        }
    }

    [Fact]
    public async Task A_tenant_started_again_from_its_file_is_the_same_tenant()
    {
        var options = new TenantOptions { StateFile = Path.Combine(_folder, "tenant.json") };
        string groupId,
            deltaLink,
            lists;
        await using (var tenant = await TenantEmulator.StartAsync(options))
        {
            using var client = tenant.CreateClient();
            var users = SampleUsers.AddTo(tenant.Directory, 25);
            users[1]["employeeOrgData"] = new Dictionary<string, string?> { ["costCenter"] = "010", ["division"] = null };
            users[2]["signInSessionsValidFromDateTime"] = new DateTimeOffset(2026, 4, 1, 0, 0, 0, 123, TimeSpan.Zero);
            groupId = tenant.Directory.Add(new TenantGroup("税務") { RoleAssignable = true }).Id;
            foreach (var user in users.Skip(5).Reverse())
                tenant.Directory.AddMember(groupId, user.Id);
            deltaLink = (await client.Get("users/delta?$deltatoken=latest&$select=department")).DeltaLink!;
            users[3]["department"] = "税務課";
            tenant.Directory.DeleteUser(users[24].Id);
            await using var subscriber = await Subscriber.StartAsync();
            await client.Ask(
                "POST",
                "subscriptions",
                new
                {
                    changeType = "updated",
                    notificationUrl = subscriber.Url,
                    resource = "users",
                    expirationDateTime = DateTimeOffset.UtcNow.AddDays(1),
                }
            );
            lists = await Lists(client, groupId);
        }

        await using (var tenant = await TenantEmulator.StartAsync(options))
        {
            using var client = tenant.CreateClient();
            Assert.Equal(lists, await Lists(client, groupId));
            Assert.True(tenant.Directory.FindGroup(groupId)!.RoleAssignable);
            Assert.Single(tenant.Subscriptions);
            var changes = (await client.Get(new Uri(deltaLink).PathAndQuery["/v1.0/".Length..])).Value;
            Assert.Equal(["税務課", null], changes.Select(c => (string?)c!["department"]));
            Assert.NotNull(tenant.Directory.RestoreUser(tenant.Directory.DeletedUsers[0].Id));
            Assert.Equal(20, tenant.Directory.FindGroup(groupId)!.MemberCount);
        }

        static async Task<string> Lists(HttpClient client, string groupId)
        {
            var parts = new[]
            {
                await client.All(
                    "users?$select=id,userPrincipalName,employeeId,employeeOrgData,accountEnabled,createdDateTime,"
                        + "signInSessionsValidFromDateTime"
                ),
                await client.All("directory/deletedItems/graph.user"),
                await client.All($"groups/{groupId}/members?$select=id"),
            };
            return string.Join('\n', parts.SelectMany(p => p).Select(n => n.ToJsonString()));
        }
    }

    [Fact]
    public async Task A_state_file_of_another_format_is_refused()
    {
        var file = Path.Combine(_folder, "tenant.json");
        await File.WriteAllTextAsync(file, """{"format":99}""", TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => TenantEmulator.StartAsync(new() { StateFile = file }));
        Assert.Contains("format 99", refused.Message, StringComparison.Ordinal);
        Assert.Equal("""{"format":99}""", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Every_exchange_is_recorded_sub_requests_too_and_no_secret_is()
    {
        var file = Path.Combine(_folder, "traffic.jsonl");
        string token;
        await using (var tenant = await TenantEmulator.StartAsync(new() { RecordFile = file }))
        {
            using var client = tenant.CreateClient();
            token = client.DefaultRequestHeaders.Authorization!.Parameter!;
            await client.Ask("POST", "users", TenantCall.NewUser("hanako@city.example.jp"));
            await client.Batch(
                TenantCall.Step("1", "GET", "/users?$select=id"),
                TenantCall.Step("2", "POST", "/users", TenantCall.NewUser("taro@city.example.jp"))
            );
        }

        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(token, text, StringComparison.Ordinal);
        Assert.DoesNotContain("xWwvJ]6NMw", text, StringComparison.Ordinal);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!.AsObject()).ToArray();
        Assert.Equal(
            ["POST users", "GET users", "POST users", "POST $batch"],
            lines.Select(l => $"{l["method"]} {new Uri((string)l["url"]!).Segments[^1]}")
        );
        Assert.All(
            lines,
            l =>
                Assert.Equal(
                    ["method", "url", "requestHeaders", "requestBody", "status", "responseHeaders", "responseBody"],
                    l.Select(p => p.Key)
                )
        );
        Assert.Equal([201, 200, 201, 200], lines.Select(l => (int)l["status"]!));
        Assert.Equal("(redacted)", (string?)lines[0]["requestHeaders"]!["Authorization"]);
        Assert.Equal("須坂 花子", (string?)lines[0]["requestBody"]!["displayName"]);
    }
}
