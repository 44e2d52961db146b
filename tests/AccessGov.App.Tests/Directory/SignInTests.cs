using AccessGov.App.Directory.Entra;
using AccessGov.App.Failures;
using AccessGov.App.Settings;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Directory;

/// <summary>Last sign-ins are read in large pages, slowly, and what is not known is not made up.</summary>
public sealed class SignInTests : DirectoryTest
{
    private bool may = true;

    private protected override TenantOptions Options => new() { MayReadSignIns = _ => may };

    private EntraDirectory Asking() =>
        new(
            new DirectorySettings
            {
                BaseUri = Tenant.BaseUri,
                TokenUri = Tenant.TokenUri,
                ClientId = "accessgov",
                Secret = Secret,
                AllowOneIdentity = true,
                SignInActivity = true,
            },
            Clock
        );

    [Fact]
    public async Task Twelve_pages_of_500_take_more_than_a_minute_and_are_never_refused()
    {
        Users(5_501);
        using var directory = Asking();
        var (pages, accounts) = (0, 0);
        for (string? next = null; pages == 0 || next is not null; pages++)
        {
            var page = await directory.SignIns!.ReadAsync(next, Ct);
            (next, accounts) = (page.Next, accounts + page.Accounts);
        }
        Assert.Equal((12, 5_501, 0), (pages, accounts, Tenant.Counters.Throttled));
        Assert.InRange(Clock.Passed, 11 * SignInReport.Pace, 12 * SignInReport.Pace);
    }

    [Fact]
    public async Task Another_application_that_used_up_the_minute_is_waited_for_as_long_as_the_directory_says()
    {
        Users(3);
        Tenant.Faults.Next("GET /users", times: 2, status: 429, retryAfter: TimeSpan.FromSeconds(31));
        using var directory = Asking();
        Assert.Equal(3, (await directory.SignIns!.ReadAsync(null, Ct)).Accounts);
        Assert.Equal(TimeSpan.FromSeconds(62), Clock.Passed);
    }

    [Fact]
    public async Task Only_a_sign_in_that_succeeded_is_one_and_null_is_unknown()
    {
        var users = Users(4);
        users[0]["signInActivity"] = Activity(("lastSignInDateTime", "2027-03-31T08:30:00Z"));
        users[1]["signInActivity"] = Activity(
            ("lastSignInDateTime", "2027-03-31T08:30:00Z"),
            ("lastSuccessfulSignInDateTime", "2027-01-15T23:30:00Z")
        );
        users[2]["signInActivity"] = Activity(("lastSuccessfulSignInDateTime", null));
        using var directory = Asking();
        var page = await directory.SignIns!.ReadAsync(null, Ct);
        Assert.Equal((4, null), (page.Accounts, page.Next));
        Assert.Equal((Guid.Parse(users[1].Id), new DateTimeOffset(2027, 1, 15, 23, 30, 0, TimeSpan.Zero)), Assert.Single(page.Known));
    }

    [Fact]
    public async Task Without_the_permission_it_is_forbidden_at_once_and_everything_else_is_read()
    {
        Users(2);
        may = false;
        using var directory = Asking();
        var failure = await Assert.ThrowsAsync<OutsideFailureException>(() => directory.SignIns!.ReadAsync(null, Ct));
        Assert.Equal(new OutsideFailure.Permanent("forbidden"), failure.Kind);
        Assert.Equal(1, Tenant.Counters.HttpRequests);
        Assert.Equal(2, (await CaptureAsync()).Accounts.Count);
    }

    private static Dictionary<string, string?> Activity(params (string Name, string? At)[] instants) =>
        instants.ToDictionary(i => i.Name, i => i.At);
}
