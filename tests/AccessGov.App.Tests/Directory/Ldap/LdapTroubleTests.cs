using System.Globalization;
using AccessGov.App.Directory;
using AccessGov.App.Directory.Ldap;
using AccessGov.App.Failures;
using AccessGov.Core.Applying;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;

namespace AccessGov.App.Tests.Directory.Ldap;

/// <summary>A domain controller that is cut off, silent or slow: every call ends, and none claims what it does not know.</summary>
public sealed class LdapTroubleTests : DomainTest
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(300);

    /// <summary>Whatever waits longer than that hangs: a call opens a connection, asks some things and tries again once or twice.</summary>
    private static readonly TimeSpan Hangs = TimeSpan.FromSeconds(30);

    private FaultRelay relay = null!;

    /// <summary>Troubles tried: ACCESSGOV_LDAP_TROUBLES, 20 when not set.</summary>
    private static int Troubles =>
        int.Parse(Environment.GetEnvironmentVariable("ACCESSGOV_LDAP_TROUBLES") ?? "20", CultureInfo.InvariantCulture);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        relay = new FaultRelay(space.Domain.Address);
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (relay is not null)
            await relay.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task No_call_hangs_and_none_tells_half_of_a_list()
    {
        var users = new List<Guid>();
        for (var n = 0; n < 12; n++)
            users.Add(await space.AddUserAsync($"71{n:00}", $"71{n:00}@city.example.jp", Ct));
        var right = DirectoryTest.Entitlement("tax", await space.AddGroupAsync("tax", users, Ct));
        var random = new Random(20261128);
        var kinds = new Dictionary<Fault, int>();
        for (var n = 0; n < Troubles; n++)
        {
            // The handshake has some 1,000 bytes from the server, the answers of a read about 10,000.
            var trouble = (Fault: (Fault)random.Next(1, 4), After: random.Next(12_000));
            relay.Next = () => trouble;
            using var directory = Open(patience: TimeSpan.Zero);
            var read = await directory.CaptureAsync([right], null, Ct).WaitAsync(Hangs, Ct);
            if (read is DirectoryRead.Complete whole)
                Assert.Equal((12, 12), (whole.Snapshot.Accounts.Count, Enumerable.Range(0, 12).Sum(whole.Snapshot.CountOf)));
            else
                Assert.IsType<OutsideFailure.Transient>(Assert.IsType<DirectoryRead.Incomplete>(read).Failure);
            try
            {
                Assert.Equal(12, (await directory.LookAsync(users, Ct).WaitAsync(Hangs, Ct)).Values.Count(a => a is AccountNow.Present));
            }
            catch (OutsideFailureException e)
            {
                Assert.IsType<OutsideFailure.Transient>(e.Kind);
                kinds[trouble.Fault] = kinds.GetValueOrDefault(trouble.Fault) + 1;
            }
        }
        Assert.Equal([Fault.Silent, Fault.Cut, Fault.Slow], kinds.Keys.Order());
        relay.Next = () => (Fault.None, 0);
        using var calm = Open(patience: TimeSpan.Zero);
        Assert.IsType<DirectoryRead.Complete>(await calm.CaptureAsync([right], null, Ct));
    }

    [Fact]
    public async Task Whoever_gives_up_is_let_go_at_once()
    {
        relay.Next = () => (Fault.Silent, 0);
        using var directory = Open(TimeSpan.FromMinutes(5), limit: TimeSpan.FromMinutes(5));
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        soon.CancelAfter(200);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            directory.LookAsync([Guid.NewGuid()], soon.Token).WaitAsync(Hangs, Ct)
        );
    }

    [Fact]
    public async Task What_was_done_while_answers_were_lost_is_done_once()
    {
        var random = new Random(7);
        for (var n = 0; n < 12; n++)
        {
            var number = $"72{n:00}";
            var user = await space.AddUserAsync(number, $"{number}@city.example.jp", Ct);
            var right = DirectoryTest.Entitlement("tax", await space.AddGroupAsync($"tax{n}", [], Ct));
            var seen = AccountAttributes.Empty;
            var shall = seen with { DisplayName = "須坂 花子", Department = "税務課" };
            var after = 1500 + random.Next(4000);
            var troubles = 2;
            relay.Next = () => troubles-- > 0 ? (Fault.AnswerLost, after) : (Fault.None, 0);
            using var directory = Open(TimeSpan.FromSeconds(30));
            PlannedAction[][] phases =
            [
                [Acts.Change(user, number, seen, shall)],
                [Acts.Add(user, number, right)],
                [Acts.Disable(user, number)],
                [Acts.Create($"73{n:00}")],
            ];
            foreach (var phase in phases)
                Assert.All(
                    await directory.ApplyAsync(phase, Ct).WaitAsync(Hangs, Ct),
                    o => Assert.True(o.Outcome is ActionOutcome.Applied or ActionOutcome.AlreadyTrue, $"{o}")
                );
            var now = Assert.IsType<AccountNow.Present>((await directory.LookAsync([user], Ct))[user]).Account;
            Assert.Equal((shall, false), (now.Attributes, now.Enabled));
            Assert.Equal([user], (await directory.MembersAsync(right.GroupId, Ct))!);
            Assert.NotNull(await directory.FindByEmployeeIdAsync(new EmployeeId($"73{n:00}"), Ct));
        }
    }

    private LdapDirectory Open(TimeSpan patience, TimeSpan? limit = null) =>
        new(space.Settings(patience, "127.0.0.1", relay.Port, limit ?? Limit), TimeProvider.System);
}
