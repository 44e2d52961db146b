using AccessGov.App.Composition;
using AccessGov.App.Enrolment;
using AccessGov.App.Work;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;
using AccessGov.Sandbox;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Enrolment;

/// <summary>A counter on a real store: two who serve there, and whoever comes.</summary>
internal sealed class KeyTown : IAsyncDisposable
{
    public static readonly EmployeeId Holder = new("300001"),
        Other = new("300002");

    public static readonly Approver Ann = Serving("300011"),
        Bob = Serving("300012");

    private readonly Stage stage;
    private readonly Installation installation;

    private KeyTown(Stage stage, Installation installation, JumpingClock clock) =>
        (this.stage, this.installation, Clock) = (stage, installation, clock);

    public JumpingClock Clock { get; }

    public Workspace Workspace => installation.Workspace;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<KeyTown> OpenAsync()
    {
        var clock = new JumpingClock(new DateTimeOffset(2026, 4, 1, 9, 0, 0, TimeSpan.FromHours(9)));
        var stage = await Stage.SetAsync(options: new Sandbox.Tenant.TenantOptions { Clock = clock });
        var town = new KeyTown(stage, stage.Open(clock: clock), clock);
        await Personnel.UrgentImportTests.ImportAsync(town.Workspace, Stage.Extract(20, today: town.Workspace.Today));
        return town;
    }

    /// <summary>The same stores, opened once more: a restart.</summary>
    public Installation Again() => stage.Open(clock: Clock);

    public static Approver Serving(string id) => new(new EmployeeId(id), true, true, new HashSet<OperatorRole> { OperatorRole.Operator });

    public static Approver Person(EmployeeId id) => new(id, true, true, new HashSet<OperatorRole>());

    public Task<KeyDecision> RunAsync(Approver by, KeyCommand command) => KeyDesk.RunAsync(Workspace, by, command, Ct);

    public async Task<KeyEvent> DoesAsync(Approver by, KeyCommand command) =>
        Assert.IsType<KeyDecision.Done>(await RunAsync(by, command)).Event;

    /// <summary>Into stock and into somebody's hands.</summary>
    public async Task HandOutAsync(string serial, EmployeeId person)
    {
        await DoesAsync(Ann, new KeyCommand.AddToStock(new KeySerial(serial), "5C NFC", null));
        await HandOutAgainAsync(serial, person);
    }

    public async Task HandOutAgainAsync(string serial, EmployeeId person)
    {
        Assert.IsType<KeyDecision.Done>(await KeyDesk.HandOutAsync(Workspace, Ann, new KeySerial(serial), person, Ct));
    }

    public async Task<TicketId> TicketAsync(string serial, EmployeeId person)
    {
        var issued = await KeyDesk.IssueAsync(Workspace, Ann, person, new KeySerial(serial), IdentityProof.StaffCard, Ct);
        var id = Assert.IsType<KeyEvent.TicketIssued>(Assert.IsType<KeyDecision.Done>(issued).Event).Ticket.Id;
        await DoesAsync(Bob, new KeyCommand.ConfirmTicket(id));
        return id;
    }

    public async Task EnrolAsync(string serial, EmployeeId person, string credential, Guid model = default)
    {
        var ticket = await TicketAsync(serial, person);
        await DoesAsync(Person(person), new KeyCommand.Enrol(new KeySerial(serial), Key(credential, model), ticket, null));
    }

    public static VerifiedKey Key(string credential, Guid model = default) =>
        new(new CredentialId(credential), "AAAA", model, $"model {model.ToString()[..2]}", "packed", true);

    /// <summary>Who is asked to be planned for, and takes the questions away.</summary>
    public async Task<string[]> AskedAsync()
    {
        var messages = await Workspace.Queue.ReceiveAsync(WorkQueues.HrChanged, 32, TimeSpan.FromMinutes(10), Ct);
        foreach (var message in messages)
            await Workspace.Queue.DeleteAsync(WorkQueues.HrChanged, message, Ct);
        return [.. messages.Select(m => WorkMessage.Read(Workspace, m.Body).NeededWorker.Value).Order(StringComparer.Ordinal)];
    }

    public async ValueTask DisposeAsync()
    {
        installation.Dispose();
        await stage.DisposeAsync();
    }
}
