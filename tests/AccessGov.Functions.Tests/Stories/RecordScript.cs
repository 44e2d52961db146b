using System.Diagnostics;
using System.Text.Json.Nodes;
using AccessGov.Core.Audit;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>The script that goes with an export, run as an auditor runs it: Python and nothing of the product.</summary>
internal static class RecordScript
{
    /// <summary>Runs it in a folder; skips the test where there is no Python.</summary>
    public static Task<(int Code, string Out, string Error)> RunAsync(string folder, string arguments) =>
        StartAsync(folder, [AuditFileNames.Script, .. arguments.Split(' ')]);

    /// <summary>Runs lines of Python beside it, which may import it; the last of them prints.</summary>
    public static async Task<string> EvaluateAsync(string folder, string lines)
    {
        var (code, said, error) = await StartAsync(folder, ["-c", lines]);
        Assert.True(code == 0, error);
        return said.Trim();
    }

    /// <summary>Exports the record and has it asked by the script and by the command, which say the same in both languages.</summary>
    /// <returns>What is said to the first question, in Japanese.</returns>
    public static async Task<string> AgreesAsync(VillageStory village, params string[] questions)
    {
        var folder = Path.Combine(village.Root, "export");
        (await village.RunAsync($"audit export {folder}")).Ended(ExitCodes.Done);
        var first = "";
        foreach (var question in questions)
        {
            Assert.True(
                JsonNode.DeepEquals(
                    JsonNode.Parse((await RunAsync(folder, $"{question} --json")).Out),
                    JsonNode.Parse((await village.RunAsync($"audit {question} --json --from {folder}")).Out)
                ),
                question
            );
            foreach (var language in (string[])["ja", "en"])
            {
                var said = (await RunAsync(folder, $"{question} --lang {language}")).Out;
                Assert.Equal(
                    (await village.RunAsync($"audit {question} --lang {language} --from {folder}")).Out.ReplaceLineEndings("\n"),
                    said
                );
                first = first.Length == 0 ? said : first;
            }
        }
        return first;
    }

    private static async Task<(int Code, string Out, string Error)> StartAsync(string folder, IEnumerable<string> arguments)
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, "python3"))))
            Assert.Skip("The script of an export needs python3.");
        using var python = Process.Start(
            new ProcessStartInfo("python3", ["-B", .. arguments])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = System.Text.Encoding.UTF8,
            }
        )!;
        var error = python.StandardError.ReadToEndAsync();
        var said = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        return (python.ExitCode, said, await error);
    }
}
