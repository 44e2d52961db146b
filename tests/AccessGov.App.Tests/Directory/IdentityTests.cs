using System.Text;
using AccessGov.App.Directory;
using AccessGov.App.Directory.Entra;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Failures;
using AccessGov.App.Mail;
using AccessGov.App.Settings;
using AccessGov.Core.Applying;
using AccessGov.Core.Campaign;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Directory;

/// <summary>Reader and writer are two applications; each is refused what it does not need.</summary>
public sealed class IdentityTests : DirectoryTest
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<(string Client, string Method, string Path)> asked = new();

    private protected override TenantOptions Options =>
        new()
        {
            May = (client, method, path) =>
            {
                asked.Enqueue((client, method, path));
                return client
                    == (
                        method == "GET" ? "the-reader"
                        : path.Contains("temporaryAccessPass", StringComparison.Ordinal) ? "the-counter"
                        : path.Contains("sendMail", StringComparison.Ordinal) ? "the-mailer"
                        : "the-writer"
                    );
            },
        };

    private EntraDirectory Two() =>
        new(
            new DirectorySettings
            {
                BaseUri = Tenant.BaseUri,
                TokenUri = Tenant.TokenUri,
                Secret = Secret,
                RoleClientIds = new Dictionary<DirectoryRole, string>
                {
                    [DirectoryRole.Writer] = "the-writer",
                    [DirectoryRole.Credentials] = "the-counter",
                    [DirectoryRole.Mailer] = "the-mailer",
                },
                ClientId = "the-reader",
                SecretOf = _ => "another-secret",
                RegistrationReport = true,
            },
            Clock
        );

    [Fact]
    public async Task Whatever_reads_is_the_reader_and_whatever_writes_is_the_writer()
    {
        var users = Users(30);
        var right = Right("tax", [users[0]]);
        using var two = Two();

        Assert.IsType<DirectoryRead.Complete>(await two.CaptureAsync([right], null, Ct));
        var vicinity = VicinityWorld.VicinityOfSomebody();
        users[7].EmployeeId = vicinity.Worker.Value;
        Assert.IsType<DirectoryRead.Complete>(await two.CaptureVicinityAsync([right], vicinity, Ct));
        Assert.Equal(30, (await two.LookAsync([.. users.Select(u => Guid.Parse(u.Id))], Ct)).Count);
        Assert.NotNull(await two.FindByEmployeeIdAsync(EmployeeId.Parse(users[3].EmployeeId!), Ct));
        Assert.Null(Assert.Single(await two.CheckGroupsAsync([right], Ct)).Refusal);
        // A creation looks for its employee id first; one whose name is taken asks afterwards who holds it.
        var taken = users[9].UserPrincipalName;
        var outcomes = await two.ApplyAsync(
            [
                Do.Disable(users[1]),
                Do.Revoke(users[1]),
                Do.Remove(users[0], right),
                Do.Add(users[2], right),
                Do.Create("700001"),
                Do.Create("700002", taken),
                Do.Delete(users[4]),
            ],
            Ct
        );

        // One addition is a POST, several are a PATCH of the group.
        var more = await two.ApplyAsync([Do.Add(users[5], right), Do.Add(users[6], right), Do.Enable(users[1])], Ct);

        var bin = Assert.Single(await two.DeletedAsync(at => DateOnly.FromDateTime(at.UtcDateTime), Ct));
        Assert.Equal(users[4].Id, $"{bin.ObjectId}");
        Assert.Equal(new ActionOutcome.Applied(), (await two.ApplyAsync([Do.Restore(bin)], Ct))[0].Outcome);

        var pass = await two.Passes!.GiveAsync(Guid.Parse(users[8].Id), 60, Ct);
        Assert.Equal(users[8].TemporaryPass, pass.Reveal());
        Assert.Equal((Clock.GetUtcNow().AddSeconds(15), TimeSpan.FromMinutes(60)), (pass.UsableFrom, pass.Until - pass.UsableFrom));

        users[2].RegisteredMethods.Add("passKeyDeviceBound");
        Assert.Contains((Guid.Parse(users[2].Id), true), await two.Registrations!.ReadAsync(Ct));
        using var mailer = new GraphMailer(() => two.Mailing!, Tenant.BaseUri, users[10].UserPrincipalName);
        Assert.Null(await mailer.SendAsync(users[11].UserPrincipalName, new Letter("s", "t"), Ct));

        Assert.Equal(9, outcomes.Concat(more).Count(o => o.Outcome is ActionOutcome.Applied));
        Assert.Equal(new ActionOutcome.Failed("upn-taken"), outcomes[5].Outcome);
        Assert.Contains(asked, a => a.Path.Contains(Uri.EscapeDataString(taken), StringComparison.Ordinal));
        Assert.All(
            asked.Where(a => a.Client is not ("the-counter" or "the-mailer")),
            a => Assert.Equal(a.Method == "GET" ? "the-reader" : "the-writer", a.Client)
        );
        // And docs/operations.md names for each identity what it asks, no less and no more.
        var named = PermissionTable.Rows.Where(r => !r.IsLater).SelectMany(r => r.Operations.Select(o => (ClientOf(r.Role), o)));
        Assert.Equal(
            named.Distinct().Where(n => n.o != "POST /subscriptions").Order(),
            asked.Select(a => (a.Client, PermissionTable.OperationOf(a.Method, a.Path))).Distinct().Order()
        );
    }

    private static string ClientOf(DirectoryRole role) =>
        role switch
        {
            DirectoryRole.Reader => "the-reader",
            DirectoryRole.Writer => "the-writer",
            DirectoryRole.Mailer => "the-mailer",
            _ => "the-counter",
        };

    [Fact]
    public async Task A_lost_answer_and_one_that_is_no_pass_are_told_without_a_word_of_it()
    {
        var user = Users(1)[0];
        using var two = Two();
        Tenant.Faults.DropReplyAfterEffect("POST /users/*/authentication/temporaryAccessPassMethods");
        var lost = await Assert.ThrowsAsync<OutsideFailureException>(() => two.Passes!.GiveAsync(Guid.Parse(user.Id), 60, Ct));
        Assert.IsType<OutsideFailure.Transient>(lost.Kind);
        Assert.DoesNotContain(user.TemporaryPass!, lost.ToString(), StringComparison.Ordinal);
        foreach (
            var answer in (string[])
                [
                    "",
                    "[]",
                    "{}",
                    """{"temporaryAccessPass":"SESAME"}""",
                    """{"temporaryAccessPass":"SESAME","startDateTime":"SESAME","lifetimeInMinutes":60}""",
                    """{"temporaryAccessPass":"SESAME","startDateTime":"2026-04-01T00:00:00Z","lifetimeInMinutes":"SESAME"}""",
                ]
        )
            Assert.Null(TemporaryPasses.Read(Encoding.UTF8.GetBytes(answer)));
        var pass = new GivenPass("SESAME", DateTimeOffset.UnixEpoch, TimeSpan.FromHours(1));
        Assert.DoesNotContain("SESAME", $"{pass} {System.Text.Json.JsonSerializer.Serialize(pass)}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_is_asked_to_write_is_refused_and_says_so()
    {
        var user = Users(1)[0];
        using var reader = new EntraDirectory(
            new DirectorySettings
            {
                BaseUri = Tenant.BaseUri,
                TokenUri = Tenant.TokenUri,
                ClientId = "the-reader",
                Secret = Secret,
            },
            Clock
        );
        Assert.Equal(new ActionOutcome.Failed("forbidden"), (await reader.ApplyAsync([Do.Disable(user)], Ct))[0].Outcome);
        Assert.True(user.AccountEnabled);
    }

    [Theory]
    [InlineData(DirectoryRole.Reader, "User.Read.All GroupMember.Read.All GroupMember.ReadBasic.All Group.Read.All", "")]
    [InlineData(DirectoryRole.Reader, "User.ReadBasic.All AuditLog.Read.All", "")]
    [InlineData(DirectoryRole.Reader, "User.Read.All User.ReadWrite.All User.ReadUpdate.All", "User.ReadWrite.All User.ReadUpdate.All")]
    [InlineData(DirectoryRole.Reader, "User.EnableDisableAccount.All Sites.Selected", "User.EnableDisableAccount.All Sites.Selected")]
    [InlineData(DirectoryRole.Writer, "User.ReadWrite.All GroupMember.ReadWrite.All UserAuthMethod-Passkey.Read.All", "")]
    [InlineData(DirectoryRole.Writer, "User.ReadWrite.All UserAuthMethod-TAP.ReadWrite.All", "UserAuthMethod-TAP.ReadWrite.All")]
    [InlineData(DirectoryRole.Writer, "UserAuthenticationMethod.ReadWrite.All", "UserAuthenticationMethod.ReadWrite.All")]
    [InlineData(DirectoryRole.Credentials, "UserAuthMethod-TAP.ReadWrite.All", "")]
    [InlineData(DirectoryRole.Mailer, "Mail.Send", "")]
    [InlineData(DirectoryRole.Mailer, "Mail.Send Mail.Read User.Read.All", "Mail.Read User.Read.All")]
    public void A_token_tells_what_its_role_must_not_have(DirectoryRole role, string permissions, string tooMuch) =>
        Assert.Equal(
            tooMuch.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            PermissionCheck.TooMuch(Jwt($$"""{"roles":["{{permissions.Replace(" ", "\",\"", StringComparison.Ordinal)}}"]}"""), role)
        );

    [Theory]
    [InlineData("sandbox.0123")]
    [InlineData("a.b.c")]
    [InlineData("")]
    [InlineData("..")]
    public void A_token_that_is_no_JWT_is_not_judged(string token) => Assert.Empty(PermissionCheck.TooMuch(token, DirectoryRole.Reader));

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"roles":"User.ReadWrite.All"}""")]
    [InlineData("""{"roles":[7,null]}""")]
    [InlineData("{}")]
    public void A_JWT_without_a_list_of_roles_is_not_judged(string claims) =>
        Assert.Empty(PermissionCheck.TooMuch(Jwt(claims), DirectoryRole.Reader));

    [Fact]
    public async Task A_reader_that_could_write_gets_no_token()
    {
        var token = Jwt("""{"roles":["User.ReadWrite.All"]}""");
        var judged = PermissionCheck.Judged(_ => Task.FromResult(new BearerToken(token, DateTimeOffset.MaxValue)), DirectoryRole.Reader);
        var thrown = await Assert.ThrowsAsync<OutsideFailureException>(() => judged(Ct));
        Assert.Equal(new OutsideFailure.Permanent("identity-too-strong"), thrown.Kind);
        Assert.Contains("User.ReadWrite.All", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(token, thrown.ToString(), StringComparison.Ordinal);
    }

    private static string Jwt(string claims) =>
        $"eyJhbGciOiJub25lIn0.{System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.c2ln";
}
