using System.CommandLine;
using AccessGov.Sandbox.City;
using AccessGov.Sandbox.Demo;

namespace AccessGov.Sandbox.Verbs;

/// <summary><c>demo</c>: tells the story of a city's 1 April and leaves it to play with.</summary>
public static class DemoVerb
{
    /// <summary>The command.</summary>
    public static Command Command()
    {
        var check = new Option<bool>("--check") { Description = "No pause, no portal left running; exit with 1 on a broken promise." };
        var staff = new Option<int>("--staff") { Description = "Staff of the city.", DefaultValueFactory = _ => 900 };
        var seed = new Option<ulong>("--seed") { Description = "Same seed, same city.", DefaultValueFactory = _ => 1 };
        var record = new Option<string?>("--record")
        {
            Description = "Write every exchange with Graph to this file, one JSON line each.",
            HelpName = "FILE",
        };
        var repository = new Option<string>("--repository")
        {
            Description = "Top folder of the clone.",
            DefaultValueFactory = _ => Directory.GetCurrentDirectory(),
        };
        var walls = new Option<bool>("--walls") { Description = "The city's zones behind walls: three nodes and a medium." };
        var alone = new Option<int>("--alone")
        {
            Description = "With --walls: days before 1 April without a package, more than 14.",
            HelpName = "DAYS",
        };
        var command = new Command("demo", "Tell the story of a city's 1 April, and leave the city to play with.")
        {
            walls,
            alone,
            check,
            staff,
            seed,
            record,
            repository,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var root = Path.GetFullPath(parsed.GetRequiredValue(repository));
                if (parsed.GetValue(walls))
                    return await WallsAsync(
                        new CitySettings(parsed.GetValue(staff), parsed.GetValue(seed)),
                        root,
                        parsed.GetValue(alone)
                    );
                var folder = new DemoFolder(Path.Combine(root, "artifacts", "demo"), root);
                var isCheck = parsed.GetValue(check);
                var pauses = !isCheck && !Console.IsInputRedirected && !Console.IsOutputRedirected;
                DemoStory story;
                try
                {
                    story = new DemoStory(
                        new CitySettings(parsed.GetValue(staff), parsed.GetValue(seed)),
                        folder,
                        parsed.GetValue(record),
                        pauses
                    );
                }
                catch (InvalidDataException e)
                {
                    await Console.Error.WriteLineAsync(e.Message);
                    return 2;
                }
                IReadOnlyList<string>? broken = null;
                try
                {
                    broken = await story.TellAsync(isCheck ? null : (portal, people) => StayAsync(portal, people, pauses, ct));
                    Console.WriteLine(
                        broken.Count == 0
                            ? $"\nEvery promise held. {story.Summary.Seconds} s, artifacts/demo/summary.json"
                            : $"\n{broken.Count} promises were broken: {string.Join("; ", broken)}"
                    );
                }
                catch (DemoStage.LeftException) { }
                Console.WriteLine();
                foreach (var line in folder.WhatStays(isWhole: broken is not null))
                    Console.WriteLine(line);
                return broken is { Count: > 0 } ? 1 : 0;
            }
        );
        return command;
    }

    private static async Task<int> WallsAsync(CitySettings city, string root, int alone)
    {
        var place = Path.Combine(root, "artifacts", "walls");
        try
        {
            var broken = await new WallsStory(city, place, root, alone).TellAsync();
            Console.WriteLine(
                broken.Count == 0
                    ? $"\nEvery promise held. The nodes and the medium stay in {Path.GetRelativePath(root, place)}"
                    : $"\n{broken.Count} promises were broken: {string.Join("; ", broken)}"
            );
            return broken.Count == 0 ? 0 : 1;
        }
        catch (InvalidDataException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
    }

    private static async Task StayAsync(DemoPortal portal, DemoPeople people, bool hasKeyboard, CancellationToken ct)
    {
        Console.WriteLine($"\nポータル / the portal:  {new Uri(portal.Address, "/portal")}\nサインインできる人 / sign in as, for example:");
        foreach (var line in people.Lines())
            Console.WriteLine("  " + line);
        Console.WriteLine(hasKeyboard ? "q か Ctrl-C で終わります / q or Ctrl-C ends it." : "Ctrl-C で終わります / ends it.");
        using var left = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (hasKeyboard)
            _ = Task.Run(
                () =>
                {
                    while (Console.ReadLine() is { } said)
                        if (DemoFolder.Leaves(said))
                        {
                            left.Cancel();
                            return;
                        }
                },
                ct
            );
        await portal.UntilAsync(left.Token);
    }
}
