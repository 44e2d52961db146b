using System.CommandLine;
using AccessGov.Sandbox.Tenant.Metadata;

namespace AccessGov.Sandbox.Verbs;

/// <summary><c>check-recording</c>: holds recorded traffic against Microsoft's metadata.</summary>
internal static class CheckRecordingVerb
{
    public static Command Command()
    {
        var record = new Option<FileInfo>("--record") { Description = "A recording of the tenant emulator.", Required = true };
        var metadata = new Option<DirectoryInfo>("--metadata")
        {
            Description = "Folder with graph-slice.lenient.json and graph-types.json.",
            Required = true,
        };
        var command = new Command("check-recording", "Print what Microsoft's metadata does not know; exit 1 if there is any.")
        {
            record,
            metadata,
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(record), parsed.GetRequiredValue(metadata)));
        return command;
    }

    private static int Run(FileInfo record, DirectoryInfo metadata)
    {
        foreach (
            var missing in new[]
            {
                record.FullName,
                Path.Combine(metadata.FullName, "graph-slice.lenient.json"),
                Path.Combine(metadata.FullName, "graph-types.json"),
            }.Where(f => !File.Exists(f))
        )
        {
            Console.Error.WriteLine($"{missing} does not exist.");
            return 2;
        }

        var lines = File.ReadLines(record.FullName).Count();
        var violations = RecordingChecker.Check(record.FullName, GraphMetadata.Load(metadata.FullName));
        foreach (var violation in violations)
            Console.WriteLine(violation);
        Console.WriteLine($"{lines} exchanges, {violations.Count} kinds of violation.");
        // An empty recording proves nothing.
        return violations.Count == 0 && lines > 0 ? 0 : 1;
    }
}
