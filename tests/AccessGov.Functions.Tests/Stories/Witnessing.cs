using System.Text.Json.Nodes;
using AccessGov.App.Audit.Log;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Functions.Serve;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>A neighbour who watches a village's record, over HTTP or by files, and the policy that an auditor was given.</summary>
internal sealed class Witnessing : IAsyncDisposable
{
    private readonly VillageStory village;
    private readonly CancellationTokenSource stop = new();
    private Task? serving;

    private Witnessing(VillageStory village) => this.village = village;

    public string Folder => Path.Combine(village.Root, "witness");

    public string Exchange => Path.Combine(village.Root, "exchange");

    /// <summary>What the auditor was given.</summary>
    public string PolicyFile => Path.Combine(village.Root, "witnesses.txt");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The log has its key, the witness knows it, and the settings name the witness.</summary>
    public static async Task<Witnessing> OfAsync(VillageStory village, bool byFile = false)
    {
        var neighbour = new Witnessing(village);
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);
        var first = Path.Combine(village.Root, "first");
        (await village.RunAsync($"audit export {first}")).Ended(ExitCodes.Done);
        var log = (await File.ReadAllTextAsync(Path.Combine(first, "log-key.txt"), Ct)).Trim();
        var witness = (await village.RunAsync($"witness init --folder {neighbour.Folder} --name witness.ueda.example.jp/w1"))
            .Ended(ExitCodes.Done)
            .Out.Trim();
        (await village.RunAsync($"witness trust {log["log ".Length..]} --folder {neighbour.Folder}")).Ended(ExitCodes.Done);
        var address = byFile ? new Uri(neighbour.Exchange).AbsoluteUri : await neighbour.ServeAsync();
        await File.WriteAllTextAsync(neighbour.PolicyFile, $"{log}\n{witness} {address}\nquorum {witness.Split(' ')[1]}\n", Ct);
        Name(village, neighbour.PolicyFile);
        return neighbour;
    }

    /// <summary>The settings name whom to ask; a copy of the village asks the same.</summary>
    public static void Name(VillageStory village, string policyFile)
    {
        var file = Path.Combine(village.Root, "accessgov.json");
        var settings = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        settings["log"] = new JsonObject { ["witnessPolicyFile"] = policyFile };
        File.WriteAllText(file, settings.ToJsonString());
    }

    /// <summary>The neighbour answers the request that lies there.</summary>
    public async Task<Answer> AnswerAsync() =>
        await village.RunAsync(
            $"witness answer {Path.Combine(Exchange, "request")} --folder {Folder} --out {Path.Combine(Exchange, "reply")}"
        );

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        if (serving is not null)
            await serving;
        stop.Dispose();
    }

    private async Task<string> ServeAsync()
    {
        var ready = new TaskCompletionSource<string>();
        serving = WitnessHost.RunAsync(WitnessFolder.Open(Folder), village.Clock, 0, ready.SetResult, stop.Token);
        await Task.WhenAny(ready.Task, serving);
        return await ready.Task;
    }
}
