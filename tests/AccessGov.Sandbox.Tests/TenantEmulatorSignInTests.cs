using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.Sandbox.Tests;

/// <summary>Reading signInActivity takes a licence, a permission and a tenth of a minute.</summary>
public sealed class TenantEmulatorSignInTests
{
    private const string List = "users?$select=id,signInActivity&$top=500";

    [Fact]
    public async Task The_eleventh_request_of_a_minute_is_told_how_long_to_wait()
    {
        var clock = new JumpingClock();
        await using var tenant = await TenantEmulator.StartAsync(new TenantOptions { Clock = clock });
        using var client = tenant.CreateClient();
        SampleUsers.AddTo(tenant.Directory, 3);
        for (var i = 0; i < 10; i++)
            Assert.Equal(200, (await client.Get(List)).Status);
        var refused = await client.Get(List);
        Assert.Equal((429, "TooManyRequests"), (refused.Status, refused.Code));
        Assert.Equal(TimeSpan.FromSeconds(6), refused.Http.Headers.RetryAfter?.Delta);
        // Other reads have another limit.
        Assert.Equal(200, (await client.Get("users?$select=id")).Status);
        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(200, (await client.Get(List)).Status);
        Assert.Equal(429, (await client.Get(List)).Status);
    }

    [Theory]
    [InlineData(false, true, "Authentication_RequestFromNonPremiumTenantOrB2CTenant")]
    [InlineData(true, false, "Authentication_MSGraphPermissionMissing")]
    public async Task Without_licence_or_permission_nobody_reads_it_and_users_are_read_as_before(bool premium, bool may, string code)
    {
        await using var tenant = await TenantEmulator.StartAsync(new TenantOptions { IsPremium = premium, MayReadSignIns = _ => may });
        using var client = tenant.CreateClient();
        var user = SampleUsers.AddTo(tenant.Directory, 3)[0];
        foreach (var path in (string[])[List, $"users/{user.Id}?$select=signInActivity"])
        {
            var refused = await client.Get(path);
            Assert.Equal((403, code), (refused.Status, refused.Code));
        }
        Assert.Equal(3, (await client.Get("users?$select=id")).Value.Count);
    }
}
