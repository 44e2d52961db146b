using System.Text.Json;
using System.Text.Json.Nodes;
using AccessGov.App.Composition;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Sandbox.Demo;

/// <summary>One node of the story of walls: an installation and a directory of its own, and nothing between it and the others.</summary>
internal sealed class WallsNode : IAsyncDisposable
{
    private readonly StoryClock clock;
    private readonly DemoFolder folder;
    private readonly DemoStage stage;

    private WallsNode(string name, DemoFolder folder, TenantEmulator tenant, StoryClock clock) =>
        (Name, this.folder, Tenant, this.clock, stage) = (name, folder, tenant, clock, new(folder, clock, pauses: false, name));

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its directory.</summary>
    public TenantEmulator Tenant { get; }

    /// <summary>Sets a node up that nobody has used yet.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="root">Where it lies.</param>
    /// <param name="repository">Top folder of the clone.</param>
    /// <param name="people">The operator, then who may approve.</param>
    /// <param name="clock">What the time is.</param>
    public static async Task<WallsNode> SetUpAsync(string name, string root, string repository, EmployeeId[] people, StoryClock clock)
    {
        var folder = new DemoFolder(root, repository);
        folder.Create(people[0], people[1..]);
        var tenant = await TenantEmulator.StartAsync(new TenantOptions { StateFile = folder.Tenant, Clock = clock });
        var node = new WallsNode(name, folder, tenant, clock);
        node.Change(settings =>
        {
            settings["directory"]!["baseUri"] = tenant.BaseUri.ToString();
            settings["directory"]!["tokenUri"] = tenant.TokenUri.ToString();
            settings["node"] = new JsonObject { ["name"] = name, ["keyFile"] = "state/node-key.pem" };
        });
        return node;
    }

    /// <summary>The line by which others believe it.</summary>
    public async Task<string> KeyAsync()
    {
        var (installation, _) = Installation.Open(folder.Settings, clock);
        using (installation)
        using (var signer = await installation!.NodeKey.OpenAsync(CancellationToken.None))
            return $"{signer.NotesOf(NoteName.Parse(Name)).Key}";
    }

    /// <summary>Writes another node into the settings.</summary>
    /// <param name="peer">Which.</param>
    /// <param name="takes">What is believed from it.</param>
    /// <param name="gives">What it is given.</param>
    /// <param name="takesFrom">With which number it goes on after a gap; null for none.</param>
    public async Task KnowAsync(WallsNode peer, string[] takes, string[] gives, long? takesFrom = null)
    {
        var key = await peer.KeyAsync();
        Change(settings =>
        {
            var nodes = settings["nodes"]?.AsObject() ?? [];
            settings["nodes"] = nodes.DeepClone();
            settings["nodes"]![peer.Name] = new JsonObject
            {
                ["key"] = key,
                ["takes"] = new JsonArray([.. takes.Select(k => (JsonNode)k)]),
                ["gives"] = new JsonArray([.. gives.Select(k => (JsonNode)k)]),
                ["takesFrom"] = takesFrom,
            };
        });
    }

    /// <summary>Runs a command and shows it with its answer.</summary>
    public Task<int> RunAsync(string command, EmployeeId? actingAs = null) => stage.RunAsync(command, actingAs);

    /// <summary>Runs a command for its JSON.</summary>
    public Task<(int ExitCode, JsonElement Json)> AskAsync(string command, EmployeeId? actingAs = null) =>
        stage.AskAsync(command, actingAs);

    public ValueTask DisposeAsync() => Tenant.DisposeAsync();

    private void Change(Action<JsonNode> change)
    {
        var settings = JsonNode.Parse(File.ReadAllText(folder.Settings))!;
        change(settings);
        File.WriteAllText(folder.Settings, settings.ToJsonString(DemoFolder.Json));
    }
}
