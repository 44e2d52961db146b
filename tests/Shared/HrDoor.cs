using System.Security.Cryptography;
using AccessGov.App.Composition;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Planning;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Tests;

/// <summary>
/// A stage whose server lets programs in: <c>jinji</c> signs for fire, <c>suido</c> signs for water, an Entra application speaks for fire.
/// </summary>
public sealed class HrDoor : IAsyncDisposable
{
    public const string App = "7c1e3b52-7a55-4b7e-9d6f-1f0f6d1a2b3c",
        EntraTenant = "5d0f2f0a-3f5e-4c35-9b0e-0c5b4d9e7a11",
        Audience = "api://accessgov";
    private readonly TestFolder keys = new();
    private RunningProgram? server;

    private HrDoor(Stage stage)
    {
        Stage = stage;
        Installation = stage.Open();
        keys.Keep("jinji.key", Key);
        keys.Keep("suido.key", RandomNumberGenerator.GetBytes(32));
    }

    public Stage Stage { get; }

    public Installation Installation { get; }

    public Workspace Workspace => Installation.Workspace;

    public string Tenant => Workspace.Tenant.Value;

    public byte[] Key { get; } = RandomNumberGenerator.GetBytes(32);

    public string KeyFile => keys.File("jinji.key");

    public Uri Address { get; private set; } = null!;

    /// <summary>What the server has said so far.</summary>
    public string RunningLog => server?.Text ?? "";

    /// <summary>Settings by the environment, as an operator of a container would give them.</summary>
    public Dictionary<string, string> Environment =>
        new(Stage.Environment)
        {
            ["ACCESSGOV__callers__jinji__source"] = "fire",
            ["ACCESSGOV__callers__jinji__keyFile"] = keys.File("jinji.key"),
            ["ACCESSGOV__callers__suido__source"] = "water",
            ["ACCESSGOV__callers__suido__keyFile"] = keys.File("suido.key"),
            ["ACCESSGOV__callers__entra__source"] = "fire,water",
            ["ACCESSGOV__callers__entra__appId"] = App,
            ["ACCESSGOV__api__audience"] = Audience,
            ["ACCESSGOV__api__authority"] = Stage.Tenant.AuthorityUri.AbsoluteUri,
            ["ACCESSGOV__directory__tenantId"] = EntraTenant,
        };

    public static async Task<HrDoor> SetAsync(string? azure = null) => new(await Stage.SetAsync(azure));

    /// <summary>Serves; a server that runs is killed first.</summary>
    public async Task ServeAsync(CancellationToken ct)
    {
        await StopAsync();
        server = RunningProgram.Start(Stage.Executable, ["serve", "--port", "0"], Environment);
        await Stage.UntilAsync(
            () =>
            {
                Assert.False(server.HasExited, server.Text);
                return Task.FromResult(server.Lines.Any(l => l.StartsWith("待ち受けています: ", StringComparison.Ordinal)));
            },
            ct
        );
        Address = new Uri(server.Lines.First(l => l.StartsWith("待ち受けています: ", StringComparison.Ordinal))["待ち受けています: ".Length..]);
    }

    public Sender Sender(string name = "jinji", byte[]? key = null, DateTimeOffset? at = null) =>
        new(Address, key ?? Key, name) { At = at };

    /// <summary>The fire station's extract has come and was applied.</summary>
    public async Task SettleAsync(int people, CancellationToken ct)
    {
        await Stage.DropAsync(Workspace, Stage.Extract(people));
        await Stage.UntilAsync(async () => (await PlanList.NewestAsync(Workspace, 1, ct)) is [{ Status: PlanStatus.Applied }], ct);
        await Stage.UntilAsync(async () => await Workspace.Queue.PeekCountAsync(WorkQueues.VerifyPlan, ct) == 0, ct);
    }

    public TenantUser? Account(string employee) => Stage.Tenant.Directory.Users.SingleOrDefault(u => u.EmployeeId == employee);

    public async Task StopAsync()
    {
        if (server is null)
            return;
        await server.KillAsync();
        server.Dispose();
        server = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Installation.Dispose();
        await Stage.DisposeAsync();
        keys.Dispose();
    }
}
