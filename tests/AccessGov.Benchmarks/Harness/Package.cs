using System.Diagnostics;
using System.IO.Compression;
using AccessGov.Sandbox;

namespace AccessGov.Benchmarks.Harness;

/// <summary>What <c>scripts/package</c> makes: the program as it is installed.</summary>
internal static class Package
{
    /// <summary>Makes a package and unpacks it.</summary>
    /// <param name="work">Where; the package lies in <c>ours</c> below it.</param>
    /// <param name="options">Of the script, before the name of the file.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The folder.</returns>
    public static async Task<string> UnpackAsync(string work, string[] options, CancellationToken ct)
    {
        var (zip, folder) = (Path.Combine(work, "ours.zip"), Path.Combine(work, "ours"));
        await RunAsync(Repository.Path("scripts/package"), [.. options, zip], ct);
        await ZipFile.ExtractToDirectoryAsync(zip, folder, ct);
        return folder;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It did not end with 0.</exception>
    public static async Task RunAsync(string program, string[] words, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        foreach (var word in words)
            start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with code {process.ExitCode}.\n{said}");
    }
}
