using System.CommandLine;
using System.Text;
using AccessGov.App.Audit;
using AccessGov.App.Failures;
using AccessGov.Core.Audit;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli;

/// <summary><c>accessgov audit verify</c>: chain, signatures, kept content, approvals, and the store against the chain.</summary>
internal static class AuditVerifyCommand
{
    /// <summary>An intent without an outcome for longer than this is reported.</summary>
    private static readonly TimeSpan LeaseFor = TimeSpan.FromMinutes(10);

    /// <summary>What is given beside the record.</summary>
    private sealed record Given(string? TrustedPem, IReadOnlyList<SignedCheckpoint> Kept);

    public static Command Make(CliOptions options, CliHost host)
    {
        var from = new Option<string?>("--from")
        {
            Description = "Verify exported files instead of the present record.",
            HelpName = "FOLDER",
        };
        var kept = new Option<string?>("--kept")
        {
            Description = "Checkpoint lines that somebody kept: the record must have grown out of them, signed by the same key.",
            HelpName = "FILE",
        };
        var key = new Option<string?>("--key")
        {
            Description =
                "Public keys (PEM) that reached you another way: nobody else may have signed. Without it the record's own are "
                + "believed.",
            HelpName = "FILE",
        };
        var verify = new Command(
            "verify",
            "Verify that nothing in the record was altered, dropped or moved, that what needed approval had it, and that the store says "
                + "what the record says."
        )
        {
            from,
            kept,
            key,
        };
        verify.SetAction(
            SessionAction.Of(
                options,
                host,
                (session, parsed, ct) => RunAsync(session, parsed.GetValue(from), parsed.GetValue(kept), parsed.GetValue(key), ct),
                seals: false
            )
        );
        return verify;
    }

    /// <summary>Verifies an exported folder; what is wrong with it, for people, or null.</summary>
    internal static AuditVerdict Verify(Session session, string folder) => Verify(session, folder, new Given(null, []));

    private static AuditVerdict Verify(Session session, string folder, Given given) =>
        AuditFiles.Verify(folder, session.Workspace.Now, LeaseFor, given.TrustedPem, kept: given.Kept);

    private static async Task<int> RunAsync(Session session, string? from, string? keptFile, string? keyFile, CancellationToken ct)
    {
        Given given;
        try
        {
            given = new Given(keyFile is null ? null : await ReadAsync(keyFile, ct), await CheckpointsAsync(keptFile, ct));
            if (given.TrustedPem is { } pem)
                CheckpointKeys.FromPem(pem);
        }
        catch (FormatException e)
        {
            return session.Complain(session.UiTexts.Of("Cli.AuditGivenUnreadable", e.Message), ExitCodes.Refused);
        }
        if (from is not null)
            return Show(session, Verify(session, from, given), []);
        // Before anything is sealed: a cursor that was moved back would have facts sealed again.
        var differences = await CompareStore.RunAsync(session.Workspace, ct);
        if (await session.SealAsync(ct) is { } broken)
            return session.Complain(broken, ExitCodes.NotAsItShouldBe);
        if (differences.Count == 0 && given.Kept.Count == 0 && (await SealAudit.HeadAsync(session.Workspace, ct)).Head.Size == 0)
        {
            session.Say(session.UiTexts["Cli.AuditEmpty"]);
            return ExitCodes.Done;
        }
        return await WithExportAsync(session, folder => Show(session, Verify(session, folder, given), differences), ct);
    }

    /// <summary>Exports into a folder of its own for as long as something works with it.</summary>
    internal static async Task<int> WithExportAsync(Session session, Func<string, int> work, CancellationToken ct)
    {
        var temporary = Directory.CreateTempSubdirectory("accessgov-audit-");
        try
        {
            var files = Path.Combine(temporary.FullName, "export");
            await AuditCommands.ExportAsync(session, files, ct);
            return work(files);
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    private static int Show(Session session, AuditVerdict verdict, IReadOnlyList<StoreDifference> differences)
    {
        var ends = verdict is AuditVerdict.Verified { Gaps.Unapproved.Count: 0 } && differences.Count == 0;
        if (session.IsJson)
            session.WriteJson(Json(verdict, ends, differences));
        else
            foreach (var line in Lines(session, verdict, differences))
                session.Say(line);
        return ends ? ExitCodes.Done : ExitCodes.NotAsItShouldBe;
    }

    private static object Json(AuditVerdict verdict, bool verified, IReadOnlyList<StoreDifference> differences) =>
        verdict switch
        {
            AuditVerdict.Verified v => new
            {
                verified,
                facts = v.Count,
                checkpoints = v.Checkpoints,
                covered = v.Covered,
                keys = v.SignedBy,
                head = v.Head.Hash.Value,
                gaps = v.Gaps,
                missing = v.Missing,
                differences,
            },
            AuditVerdict.Broken b => new
            {
                verified,
                b.File,
                b.Line,
                b.Why,
                differences,
            },
            _ => throw new InvalidOperationException(verdict.GetType().Name),
        };

    private static IEnumerable<string> Lines(Session session, AuditVerdict verdict, IReadOnlyList<StoreDifference> differences)
    {
        var words = session.UiTexts;
        if (verdict is AuditVerdict.Broken broken)
            yield return words.Of("Cli.AuditBroken", broken.File, broken.Line, broken.Why);
        else if (verdict is AuditVerdict.Verified v)
        {
            var keys = string.Join(", ", v.SignedBy);
            yield return words.Of("Cli.AuditVerified", v.Count, v.Checkpoints, v.Head.Hash.Value[..16], v.Covered, keys);
            if (v.Gaps.Unapproved is { Count: > 0 } unapproved)
                yield return words.Of("Cli.AuditUnapproved", unapproved.Count, string.Join(", ", unapproved.First.Select(g => g.Line)));
            if (v.Gaps.OpenIntents.Count > 0)
                yield return words.Of("Cli.AuditOpen", v.Gaps.OpenIntents.Count);
            if (v.Missing is { Count: > 0 } missing)
                yield return words.Of("Cli.AuditMissing", missing.Count);
        }
        foreach (var difference in differences)
            yield return words.Of("Cli.AuditDifference", words[$"Store.{difference.Code}"], difference.Partition, difference.Subject);
    }

    private static async Task<IReadOnlyList<SignedCheckpoint>> CheckpointsAsync(string? file, CancellationToken ct)
    {
        if (file is null)
            return [];
        var lines = (await ReadAsync(file, ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // A comparison with nothing would agree with everything.
        if (lines.Length == 0)
            throw new FormatException($"'{file}' holds no checkpoint line.");
        return [.. lines.Select(line => SignedCheckpoint.Parse(Encoding.UTF8.GetBytes(line)))];
    }

    private static async Task<string> ReadAsync(string file, CancellationToken ct)
    {
        try
        {
            return await File.ReadAllTextAsync(file, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Classified(e, $"File '{file}'");
        }
    }
}
