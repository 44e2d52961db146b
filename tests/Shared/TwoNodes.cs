using System.Text.Json.Nodes;
using AccessGov.Core.Audit.Notes;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Tests;

/// <summary>
/// Two installations of one municipality with a wall between them: <c>lgwan</c> has the personnel, <c>mynumber</c> governs its own zone
/// and hears of people by packages alone. Between them is a folder, as a medium is.
/// </summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    public const string Lgwan = "lgwan",
        MyNumber = "mynumber";

    private static readonly string[] Inward =
    [
        "people:education",
        "people:fire",
        "people:mayor",
        "people:water",
        "trainings",
        "keys",
        "moves",
        "witness-reply",
    ];

    private static readonly string[] Outward = ["counts", "held", "plans", "witness-request"];

    private TwoNodes(VillageStory a, VillageStory b) => (A, B) = (a, b);

    /// <summary>The node with the personnel.</summary>
    public VillageStory A { get; }

    /// <summary>The node behind the wall.</summary>
    public VillageStory B { get; }

    /// <summary>What is carried.</summary>
    public string Medium { get; } = System.IO.Directory.CreateTempSubdirectory("medium-").FullName;

    /// <summary>Opens both; the personnel is known at A, nobody at B, and each believes the other.</summary>
    /// <param name="behind">What the node behind the wall is, before its settings are written; null for a village on the emulator.</param>
    public static async Task<TwoNodes> OpenAsync(Func<Task<VillageStory>>? behind = null)
    {
        var nodes = new TwoNodes(await VillageStory.SettledAsync(), behind is null ? await VillageStory.OpenAsync() : await behind());
        // Behind the wall nobody has a name, whoever agrees there neither.
        nodes.B.Account(nodes.B.Auditor).DisplayName = nodes.B.Auditor.Value;
        Write(nodes.A, Lgwan, null);
        Write(nodes.B, MyNumber, null);
        // As it is installed: behind the wall nobody is known yet who could agree, and going live agrees to what lies there.
        Write(nodes.B, MyNumber, Peer(Lgwan, await KeyAsync(nodes.A, Lgwan), Inward, Outward, null));
        await AgreeAsync(nodes.A, Lgwan, Peer(MyNumber, await KeyAsync(nodes.B, MyNumber), Outward, Inward, null));
        return nodes;
    }

    /// <summary>Tables are proposed anew and agreed to by people who are known: B's always, A's where it is changed.</summary>
    public async Task BelieveAsync(Action<JsonObject>? atA = null, Action<JsonObject>? atB = null)
    {
        if (atA is not null)
            await AgreeAsync(A, Lgwan, Peer(MyNumber, await KeyAsync(B, MyNumber), Outward, Inward, atA));
        await AgreeAsync(B, MyNumber, Peer(Lgwan, await KeyAsync(A, Lgwan), Inward, Outward, atB));
    }

    /// <summary>The next package from A to B, or back; says where it lies.</summary>
    public async Task<string> ExportAsync(VillageStory from, string options = "")
    {
        var to = from == A ? MyNumber : Lgwan;
        return (await from.RunAsync($"transfer export {to} --out {Medium} --json{options}")).Ended(ExitCodes.Done)["package"].GetString()!;
    }

    /// <summary>Takes a package over.</summary>
    public static Task<Answer> ImportAsync(VillageStory at, string file, string verb = "import") => at.RunAsync($"transfer {verb} {file}");

    /// <summary>Both clocks.</summary>
    public void MoveTo(string day)
    {
        A.MoveTo(day);
        B.MoveTo(day);
    }

    public async ValueTask DisposeAsync()
    {
        await A.DisposeAsync();
        await B.DisposeAsync();
        System.IO.Directory.Delete(Medium, recursive: true);
    }

    private static async Task<string> KeyAsync(VillageStory village, string name)
    {
        using var installation = village.Open();
        using var signer = await installation.NodeKey.OpenAsync(CancellationToken.None);
        return $"{signer.NotesOf(NoteName.Parse(name)).Key}";
    }

    private static JsonObject Peer(string name, string key, string[] takes, string[] gives, Action<JsonObject>? change)
    {
        var peer = new JsonObject
        {
            ["key"] = key,
            ["takes"] = new JsonArray([.. takes.Select(k => (JsonNode)k)]),
            ["gives"] = new JsonArray([.. gives.Select(k => (JsonNode)k)]),
            ["witnessFolder"] = "letters",
        };
        change?.Invoke(peer);
        return new JsonObject { [name] = peer };
    }

    private static async Task AgreeAsync(VillageStory village, string name, JsonObject peers)
    {
        Write(village, name, peers);
        (await village.RunAsync("nodes propose")).Ended(ExitCodes.Done);
        var hash = (await village.RunAsync("nodes status --json"))["proposed"].GetProperty("hash").GetString()!;
        (await village.RunAsync($"nodes approve {hash[..12]}", VillageStory.Author)).Ended(ExitCodes.Refused);
        (await village.RunAsync($"nodes approve {hash[..12]}", village.Auditor)).Ended(ExitCodes.Done);
    }

    private static void Write(VillageStory village, string name, JsonObject? peers)
    {
        var file = Path.Combine(village.Root, "accessgov.json");
        var settings = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        settings["node"] = new JsonObject { ["name"] = name, ["keyFile"] = "state/node-key.pem" };
        if (peers is not null)
            settings["nodes"] = peers;
        File.WriteAllText(file, settings.ToJsonString());
    }
}
