using AccessGov.App.Directory;
using AccessGov.App.Directory.Ldap;
using AccessGov.Core.Directory;
using AccessGov.Core.Policy;

namespace AccessGov.App.Tests.Directory.Ldap;

/// <summary>A small place in the domain before which a law is held; its answers pass a relay that loses them.</summary>
internal sealed class DomainLawWorld : ILawWorld
{
    private readonly DomainSpace space;
    private readonly FaultRelay relay;
    private readonly LdapDirectory directory;

    private DomainLawWorld(DomainSpace space)
    {
        this.space = space;
        relay = new FaultRelay(space.Domain.Address);
        // Waits between tries are passed over.
        directory = new LdapDirectory(space.Settings(TimeSpan.FromHours(1), "127.0.0.1", relay.Port), new JumpingClock());
    }

    public IDirectory Directory => directory;

    public IReadOnlyList<(Guid Id, string Number, string Name)> Users { get; private set; } = [];

    public IReadOnlyList<Entitlement> Rights { get; private set; } = [];

    public static async Task<DomainLawWorld> StartAsync(int[] members, (Trouble Trouble, int Write)[] troubles)
    {
        var ct = TestContext.Current.CancellationToken;
        var world = new DomainLawWorld(await DomainSpace.OpenAsync(ct));
        var space = world.space;
        var users = new List<(Guid Id, string Number, string Name)>();
        for (var n = 0; n < 8; n++)
            users.Add((await space.AddUserAsync($"79000{n}", $"law{n}@city.example.jp", ct), $"79000{n}", $"law{n}@city.example.jp"));
        await space.DeleteAsync(users[7].Id, ct);
        var rights = new List<Entitlement>();
        foreach (var (bits, n) in members.Select((bits, n) => (bits, n)))
        {
            var inside = users.Where((_, i) => i < 7 && (bits & (1 << i)) != 0).Select(u => u.Id);
            rights.Add(DirectoryTest.Entitlement($"right-{n}", await space.AddGroupAsync($"right-{n}", inside, ct)));
        }
        (world.Users, world.Rights) = (users, rights);
        // What a tenant answers in a request of its own is here the end of a connection: after its handshake, or in some answer.
        var coming = new Queue<(Fault, int)>(troubles.Select(t => (FaultOf(t.Trouble), 1500 + 400 * t.Write)));
        world.relay.Next = () => coming.TryDequeue(out var next) ? next : (Fault.None, 0);
        return world;
    }

    public async Task<string> DescribeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        using var calm = new LdapDirectory(space.Settings(), TimeProvider.System);
        var snapshot = Assert.IsType<DirectoryRead.Complete>(await calm.CaptureAsync(Rights, null, ct)).Snapshot;
        var accounts = snapshot
            .Accounts.OrderBy(a => a.UserPrincipalName, StringComparer.Ordinal)
            .Select(a => $"{a.UserPrincipalName} {a.EmployeeId} {a.Enabled} {a.Attributes}");
        var names = snapshot.Accounts.ToDictionary(a => a.ObjectId, a => a.UserPrincipalName);
        var groups = new List<string>();
        foreach (var right in Rights)
        {
            // Whoever was moved to the leavers keeps the membership, which a deleted account in a tenant does not show.
            var members = (await calm.MembersAsync(right.GroupId, ct))!.Select(m => names.GetValueOrDefault(m, "left"));
            groups.Add($"{right.Id}: {string.Join(' ', members.Order(StringComparer.Ordinal))}");
        }
        var deleted = await calm.DeletedAsync(at => DateOnly.FromDateTime(at.UtcDateTime), ct);
        return string.Join(
            '\n',
            accounts.Concat(groups).Concat(deleted.Select(d => $"deleted {d.EmployeeId}").Order(StringComparer.Ordinal))
        );
    }

    public async ValueTask DisposeAsync()
    {
        directory.Dispose();
        await relay.DisposeAsync();
        await space.EmptyAsync(CancellationToken.None);
    }

    private static Fault FaultOf(Trouble trouble) => trouble is Trouble.LostReply or Trouble.EnvelopeLost ? Fault.AnswerLost : Fault.Cut;
}

[Collection(DomainSpace.Collection)]
public sealed class LdapApplyLaws : ApplyLaws
{
    /// <summary>A case takes two to five seconds.</summary>
    private protected override int Share => 50;

    private protected override async Task<ILawWorld> StartAsync(int[] members, (Trouble Trouble, int Write)[] troubles)
    {
        Assert.SkipWhen(SambaDomain.WhyNot is not null, SambaDomain.WhyNot ?? "");
        return await DomainLawWorld.StartAsync(members, troubles);
    }
}
