using System.Text.Json.Nodes;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;
using Microsoft.Extensions.Time.Testing;

namespace AccessGov.Sandbox.Tests;

public sealed class TenantEmulatorQuotaTests
{
    private readonly FakeTimeProvider _clock = new(new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(10, 3_500)]
    [InlineData(50, 5_000)]
    [InlineData(501, 8_000)]
    public async Task A_tenant_of_a_size_gives_its_resource_units_in_ten_seconds(int users, int limit)
    {
        await using var tenant = await TenantEmulator.StartAsync(new() { Clock = _clock });
        using var client = tenant.CreateClient();
        SampleUsers.AddTo(tenant.Directory, users);
        Assert.Equal(limit, await ReadsUntilRefused(client));
        Assert.Equal(limit, tenant.Counters.ResourceUnits);
        // Half the window gives half the units back.
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(limit / 2, await ReadsUntilRefused(client));
    }

    [Fact]
    public async Task Writes_are_refused_after_3000_and_come_back_at_20_a_second()
    {
        await using var tenant = await TenantEmulator.StartAsync(new() { Clock = _clock, Size = TenantSize.Large });
        using var client = tenant.CreateClient();
        var user = SampleUsers.AddTo(tenant.Directory, 1)[0];
        Assert.Equal((3_000, 20), await WriteStatuses(3_020));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((20, 20), await WriteStatuses(40));
        Assert.Equal(3_020, tenant.Counters.Writes);

        async Task<(int Done, int Refused)> WriteStatuses(int count)
        {
            var (done, refused) = (0, 0);
            foreach (var chunk in Enumerable.Range(0, count).Chunk(20))
            {
                foreach (
                    var reply in (
                        await client.Batch(
                            chunk.Select(n =>
                                TenantCall.Step($"{n}", "PATCH", $"/users/{user.Id}", new JsonObject { ["jobTitle"] = $"{n}" })
                            )
                        )
                    ).Values
                )
                {
                    if ((int)reply["status"]! == 204)
                        done++;
                    else
                    {
                        refused++;
                        Assert.Equal(
                            (429, "1", "WriteLimitExceeded"),
                            (
                                (int)reply["status"]!,
                                (string?)reply["headers"]!["Retry-After"],
                                (string?)reply["headers"]!["x-ms-throttle-information"]
                            )
                        );
                    }
                }
            }

            return (done, refused);
        }
    }

    [Theory]
    [InlineData("users", 2)]
    [InlineData("users?$select=id", 1)]
    [InlineData("users?$select=id&$top=5", 1)]
    [InlineData("groups/{0}/members", 3)]
    [InlineData("groups/{0}/members?$select=id&$top=999", 2)]
    [InlineData("groups/{0}/members?$top=19", 2)]
    [InlineData("groups", 1)]
    public async Task Each_operation_costs_what_is_documented(string url, int units)
    {
        await using var tenant = await TenantEmulator.StartAsync();
        using var client = tenant.CreateClient();
        var group = tenant.Directory.Add(new TenantGroup("税務"));
        var answer = await client.Get(string.Format(url, group.Id));
        Assert.Equal(units.ToString(), answer.Http.Headers.GetValues("x-ms-resource-unit").Single());
        Assert.Equal(units, tenant.Counters.ResourceUnits);
    }

    [Fact]
    public async Task Nearness_to_the_limit_is_told_from_eighty_percent_on()
    {
        await using var tenant = await TenantEmulator.StartAsync(new() { Clock = _clock });
        using var client = tenant.CreateClient();
        for (var n = 0; n < 2_700; n += 20)
            await client.Batch(Enumerable.Range(0, 20).Select(i => TenantCall.Step($"{i}", "GET", "/groups")));
        Assert.False((await client.Get("groups")).Http.Headers.Contains("x-ms-throttle-limit-percentage"));
        for (var n = 0; n < 120; n += 20)
            await client.Batch(Enumerable.Range(0, 20).Select(i => TenantCall.Step($"{i}", "GET", "/groups")));
        Assert.Equal("0.8", (await client.Get("groups")).Http.Headers.GetValues("x-ms-throttle-limit-percentage").Single());
    }

    [Fact]
    public async Task A_patch_of_members_can_be_charged_by_the_undocumented_rate()
    {
        await using var tenant = await TenantEmulator.StartAsync(new() { MembersPerWrite = 3 });
        using var client = tenant.CreateClient();
        var users = SampleUsers.AddTo(tenant.Directory, 20);
        var group = tenant.Directory.Add(new TenantGroup("税務"));
        Assert.Equal(204, (await client.Ask("PATCH", $"groups/{group.Id}", tenant.Bind(users.Select(u => u.Id)))).Status);
        Assert.Equal(7, tenant.Counters.Writes);
    }

    [Fact]
    public async Task Without_throttling_units_are_counted_but_nothing_is_refused()
    {
        await using var tenant = await TenantEmulator.StartAsync(new() { Clock = _clock, Throttle = false });
        using var client = tenant.CreateClient();
        for (var n = 0; n < 3_600; n += 20)
            await client.Batch(Enumerable.Range(0, 20).Select(i => TenantCall.Step($"{i}", "GET", "/groups")));
        Assert.Equal((3_600, 0), (tenant.Counters.ResourceUnits, tenant.Counters.Throttled));
    }

    private static async Task<int> ReadsUntilRefused(HttpClient client)
    {
        for (var served = 0; ;)
        {
            var replies = await client.Batch(Enumerable.Range(0, 20).Select(i => TenantCall.Step($"{i}", "GET", "/groups")));
            var good = replies.Values.Count(r => (int)r["status"]! == 200);
            served += good;
            if (good < 20)
                return served;
        }
    }
}
