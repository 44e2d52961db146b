using System.Text;
using System.Text.Json;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Sandbox.Demo;

/// <summary>Where the story is told: runs commands as a person would, shows them, keeps the promises that were broken.</summary>
/// <param name="folder">The installation.</param>
/// <param name="clock">What the time is.</param>
/// <param name="pauses">Whether it waits for somebody between two steps.</param>
/// <param name="at">Name of the installation, where there are several; null where there is one.</param>
public sealed class DemoStage(DemoFolder folder, StoryClock clock, bool pauses, string? at = null)
{
    /// <summary>Widest table: it fits a window of usual width, and a page.</summary>
    private const int Columns = 110;

    private readonly List<string> broken = [];
    private int step;

    /// <summary>Somebody has had enough before the end.</summary>
    public sealed class LeftException() : Exception("The demo was left.");

    /// <summary>Promises that did not hold.</summary>
    public IReadOnlyList<string> Broken => broken;

    /// <summary>Begins a step of the story.</summary>
    /// <exception cref="LeftException">Somebody was asked whether to go on, and left.</exception>
    public void Step(string japanese, string english)
    {
        if (pauses && step > 0)
        {
            Console.Write("\n[Enter]、q で終了 / q leaves: ");
            if (Console.ReadLine() is { } said && DemoFolder.Leaves(said))
                throw new LeftException();
        }
        Console.WriteLine($"\n━━ {++step}. {japanese}\n     {english}\n");
    }

    /// <summary>Tells something.</summary>
    public static void Tell(string text) => Console.WriteLine("   " + text);

    /// <summary>Runs a command and shows it with its answer.</summary>
    public async Task<int> RunAsync(string command, EmployeeId? actingAs = null)
    {
        Console.WriteLine(
            $"{(at is null ? "" : $"[{at}] ")}$ accessgov {command}" + (actingAs is { } who ? $"        # 職員 {who} として" : "")
        );
        return await folder.RunAsync(
            command.Split(' '),
            new CliHost(Console.Out, Console.Out, clock) { ActingAs = actingAs, Columns = Columns }
        );
    }

    /// <summary>Runs a command that is one of many, and says nothing of it.</summary>
    public async Task<int> QuietlyAsync(string command, EmployeeId actingAs)
    {
        using var nowhere = new StringWriter();
        return await folder.RunAsync(command.Split(' '), new CliHost(nowhere, Console.Out, clock) { ActingAs = actingAs });
    }

    /// <summary>Runs a command for its JSON.</summary>
    public async Task<(int ExitCode, JsonElement Json)> AskAsync(string command, EmployeeId? actingAs = null)
    {
        using var answer = new StringWriter();
        using var complaint = new StringWriter();
        var exitCode = await folder.RunAsync(
            [.. command.Split(' '), "--json"],
            new CliHost(answer, complaint, clock) { ActingAs = actingAs }
        );
        var text = answer.ToString();
        // What is said beside an answer is shown where there is no answer.
        if (text.Length == 0)
            Console.Write(complaint);
        return (exitCode, text.Length == 0 ? default : First(text));
    }

    /// <summary>Going live answers for each of the decisions that it puts into force together.</summary>
    private static JsonElement First(string text)
    {
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { AllowMultipleValues = true });
        return JsonElement.ParseValue(ref json);
    }

    /// <summary>A promise of the product.</summary>
    public bool Promise(bool holds, string promise)
    {
        Console.WriteLine($"   {(holds ? "✓" : "✗ BROKEN:")} {promise}");
        if (!holds)
            broken.Add(promise);
        return holds;
    }
}
