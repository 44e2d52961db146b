using System.Diagnostics;
using AccessGov.App.Audit;
using AccessGov.Core.Audit;

namespace AccessGov.App.Tests.Audit;

/// <summary>Runs the commands that the export's own note gives to auditors: bash, sha256sum and openssl, nothing of the product.</summary>
public sealed class AuditReadMeTests
{
    [Fact]
    public async Task The_notes_commands_verify_an_export()
    {
        using var export = new SampleExport().Seal(7);
        await export.WriteAsync();
        Assert.Equal((0, $"OK 7 facts, 2 checkpoints, 6 facts signed, key {export.Signer.Key}"), Run(export));
    }

    [Theory]
    [
        InlineData("facts.ndjson", "須", "頇", 1),
        InlineData("facts.ndjson", "\"seq\":4", "\"seq\":5", 4),
        InlineData("checkpoints.ndjson", "\"size\":6", "\"size\":3", 2)
    ]
    [InlineData("checkpoints.ndjson", "\"signature\":\"M", "\"signature\":\"N", 1), InlineData("checkpoints.ndjson", "suzaka", "nagano", 1)]
    public async Task The_notes_commands_and_the_product_name_the_same_bad_line(string file, string old, string put, int line)
    {
        using var export = new SampleExport().Seal(7);
        await export.WriteAsync();
        var text = await File.ReadAllTextAsync(export.PathOf(file), TestContext.Current.CancellationToken);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            export.PathOf(file),
            text[..at] + put + text[(at + old.Length)..],
            TestContext.Current.CancellationToken
        );
        AssertBroken(export, file, line);
    }

    [Theory]
    [InlineData("facts.ndjson", 2), InlineData("facts.ndjson", 6), InlineData("checkpoints.ndjson", 1)]
    public async Task A_dropped_line_is_found_by_both(string file, int line)
    {
        using var export = new SampleExport().Seal(6);
        var lines = file == "facts.ndjson" ? export.Facts : export.Checkpoints;
        lines.RemoveAt(line - 1);
        await export.WriteAsync();
        AssertBroken(export, file, line);
    }

    private static void AssertBroken(SampleExport export, string file, int line)
    {
        var broken = Assert.IsType<AuditVerdict.Broken>(export.Verify());
        Assert.Equal((file, (long)line), (broken.File, broken.Line));
        var (code, said) = Run(export);
        Assert.Equal(1, code);
        Assert.StartsWith($"BROKEN {file} line {line}:", said, StringComparison.Ordinal);
    }

    private static (int Code, string Said) Run(SampleExport export)
    {
        var missing = new[] { "bash", "sha256sum", "openssl" }
            .Where(tool =>
                !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, tool)))
            )
            .ToList();
        if (missing.Count > 0)
            Assert.Skip($"The note's commands need {string.Join(", ", missing)}.");
        var commands = File.ReadAllText(export.PathOf(AuditFileNames.ReadMe)).Split(AuditReadMe.Scissors)[1];
        File.WriteAllText(export.PathOf("verify.sh"), commands);
        using var bash = Process.Start(
            new ProcessStartInfo("bash", ["verify.sh"]) { WorkingDirectory = export.Folder, RedirectStandardOutput = true }
        )!;
        var said = bash.StandardOutput.ReadToEnd().Trim();
        bash.WaitForExit();
        return (bash.ExitCode, said);
    }
}
