using System.Diagnostics;
using System.Globalization;
using AccessGov.App.Planning;
using AccessGov.Benchmarks.Harness;
using AccessGov.Benchmarks.Server;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Benchmarks.ColdStart;

/// <summary>
/// Processor time of <c>accessgov plans</c>, a command that only reads, beside a program that prints one line: both as the build leaves
/// them and as a package has them, in turn.
/// </summary>
internal static class StartBenchmark
{
    // The promise: as much more of the processor as a program that prints a line.
    private const double Limit = 3;

    private const int Staff = 900,
        Plans = 3;

    private const string HelloProject = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <InvariantGlobalization>true</InvariantGlobalization>
            <TieredPGO>false</TieredPGO>
            <DebugType>none</DebugType>
          </PropertyGroup>
          <ItemGroup>
            <FrameworkReference Include="Microsoft.AspNetCore.App" />
          </ItemGroup>
        </Project>
        """;

    public static async Task<bool> RunAsync(Report report, int times, CancellationToken ct)
    {
        var work = System.IO.Directory.CreateTempSubdirectory("accessgov-bench-").FullName;
        try
        {
            await using var city = await ServerCity.MakeAsync(null, new TenantOptions { Throttle = false });
            await OneAmongMany.FillAsync(city, Staff, Staff, ct);
            var question = new MakePlan.Question(city.Workspace.Today, null, new HashSet<SourceId>());
            for (var i = 0; i < Plans; i++)
                await MakePlan.RunAsync(city.Workspace, new Actor.Trigger("benchmark"), question, null, ct);

            var hello = Path.Combine(work, "hello");
            System.IO.Directory.CreateDirectory(hello);
            await File.WriteAllTextAsync(Path.Combine(hello, "hello.csproj"), HelloProject, ct);
            await File.WriteAllTextAsync(Path.Combine(hello, "Program.cs"), "System.Console.WriteLine(\"hello\");", ct);
            var (built, published) = (Path.Combine(work, "built"), Path.Combine(work, "published"));
            await Package.RunAsync("dotnet", ["build", hello, "-c", "Release", "-o", built, "--verbosity", "quiet"], ct);
            string[] ready = ["-r", "linux-x64", "--self-contained", "false", "-p:PublishReadyToRun=true"];
            await Package.RunAsync("dotnet", ["publish", hello, "-c", "Release", .. ready, "-o", published, "--verbosity", "quiet"], ct);
            var package = await Package.UnpackAsync(work, [], ct);

            string[] plans = ["plans", "--settings", Path.Combine(city.Folder, "accessgov.json")];
            var programs = new (string Who, string[] Words, List<double> Spent)[]
            {
                ("accessgov plans, as built", [Path.Combine(AppContext.BaseDirectory, "accessgov"), .. plans], []),
                ("one line, as built", [Path.Combine(built, "hello")], []),
                ("accessgov plans, package", [Path.Combine(package, "accessgov"), .. plans], []),
                ("one line, published the same way", [Path.Combine(published, "hello")], []),
            };
            // One of each unmeasured: the files come from the disk then.
            for (var i = 0; i <= times; i++)
                foreach (var (_, words, spent) in programs)
                    if (await SpentAsync(words, ct) is var cpu && i > 0)
                        spent.Add(cpu);
            double Median(int of) => programs[of].Spent.Order().ElementAt(times / 2);
            report.Table(
                $"Processor time of a command that reads, beside one line of output; median of {times}",
                ["who", "CPU ms", "times"],
                [.. programs.Select((p, i) => new object[] { p.Who, Median(i), Median(i) / Median(i | 1) })]
            );
            report.Promise("accessgov plans as built, times one line as built", Median(0) / Median(1), Limit);
            return report.Promise("accessgov plans of the package, times one line published the same way", Median(2) / Median(3), Limit);
        }
        finally
        {
            System.IO.Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>User and system time of a process until its end, in milliseconds: the shell's own measure of what it waited for.</summary>
    private static async Task<double> SpentAsync(string[] words, CancellationToken ct)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardError = true };
        foreach (var word in (string[])["-c", "TIMEFORMAT='spent %3U %3S'; time \"$0\" \"$@\" > /dev/null", .. words])
            start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        var last = said.TrimEnd().Split('\n')[^1].Split(' ');
        return process.ExitCode == 0 && last is ["spent", var user, var system]
            ? 1000 * (double.Parse(user, CultureInfo.InvariantCulture) + double.Parse(system, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"{words[0]} ended with code {process.ExitCode}.\n{said}");
    }
}
