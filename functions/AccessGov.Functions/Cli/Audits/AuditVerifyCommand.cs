using System.CommandLine;
using System.Text;
using AccessGov.App.Audit;
using AccessGov.App.Audit.Comparing;
using AccessGov.App.Audit.Log;
using AccessGov.App.Texts;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Verifying;
using AccessGov.Core.Audit.Witnesses;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Audits;

/// <summary><c>accessgov audit verify</c>: chain, signatures, kept content, approvals, and the store against the chain.</summary>
internal static class AuditVerifyCommand
{
    /// <summary>An intent without an outcome for longer than this is reported.</summary>
    private static readonly TimeSpan LeaseFor = TimeSpan.FromMinutes(10);

    /// <summary>What is given beside the record.</summary>
    private sealed record Given(
        string? TrustedPem,
        IReadOnlyList<SignedCheckpoint> Kept,
        WitnessPolicy? Policy,
        IReadOnlyList<SignedNote> Notes
    )
    {
        public bool IsNothing => TrustedPem is null && Kept.Count == 0 && Policy is null && Notes.Count == 0;
    }

    /// <summary>What was found: of a log, or of an export of a chain before there was one.</summary>
    private sealed record Found(AuditVerdict? Chain, LogVerdict? Log, bool WantsPolicy)
    {
        public bool IsConsistent =>
            Log is LogVerdict.Consistent { IsSound: true } || (!WantsPolicy && Chain is AuditVerdict.Verified { Gaps.Unapproved.Count: 0 });
    }

    public static Command Make(CliOptions options, CliHost host)
    {
        var from = new Option<string?>("--from") { HelpName = "FOLDER" };
        var kept = new Option<string?>("--kept") { HelpName = "FILE" };
        var key = new Option<string?>("--key") { HelpName = "FILE" };
        var policy = new Option<string?>("--policy") { HelpName = "FILE" };
        var note = new Option<string[]>("--note") { HelpName = "FILE" };
        var verify = new Command("verify") { from, kept, key, policy, note };
        verify.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var notes = parsed.GetValue(note) ?? [];
                    string?[] named = [parsed.GetValue(key), parsed.GetValue(kept), parsed.GetValue(policy), .. notes];
                    if (GivenFile.Look(session, named) is var looked and not ExitCodes.Done)
                        return looked;
                    if (parsed.GetValue(from) is { } folder && Absence(session, folder) is { } absence)
                        return session.Complain(absence, ExitCodes.NotFound);
                    var (contents, exitCode) = await GivenFile.ReadAsync(session, named, ct);
                    if (contents is null)
                        return exitCode;
                    var files = new Files(session.UiTexts, contents);
                    Given given;
                    try
                    {
                        given = new Given(
                            parsed.GetValue(key) is { } keyFile ? files.TextOf(keyFile) : null,
                            files.Checkpoints(parsed.GetValue(kept)),
                            parsed.GetValue(policy) is { } policyFile ? files.Policy(policyFile) : null,
                            files.Notes(notes)
                        );
                        if (given.TrustedPem is { } pem)
                            CheckpointKeys.FromPem(pem);
                    }
                    catch (FormatException e)
                    {
                        return session.Complain(session.UiTexts.Of("Cli.AuditGivenUnreadable", FlawException.Told(e)), ExitCodes.Refused);
                    }
                    return await RunAsync(session, parsed.GetValue(from), given, ct);
                },
                seals: false
            )
        );
        return verify;
    }

    /// <summary>That a folder holds no record, broken or not, for people; null where it holds one.</summary>
    internal static string? Absence(Session session, string folder) =>
        AuditFiles.IsRecord(folder) ? null : session.UiTexts.Of("Cli.AuditNotThere", folder);

    /// <summary>What is wrong with an exported folder, for people, or null.</summary>
    internal static string? FlawOf(Session session, string folder)
    {
        var found = Verify(session, folder, new Given(null, [], null, []));
        return found.IsConsistent ? null : string.Join("\n", AuditText.Lines(session.UiTexts, found.Chain, found.Log, false));
    }

    private static Found Verify(Session session, string folder, Given given) =>
        AuditFiles.HasLog(folder)
            ? new Found(
                null,
                AuditFiles.VerifyLog(folder, session.Workspace.Now, given.Policy, given.Notes, given.TrustedPem, given.Kept),
                given.Policy is not null
            )
            : new Found(
                AuditFiles.Verify(folder, session.Workspace.Now, LeaseFor, given.TrustedPem, kept: given.Kept),
                null,
                given.Policy is not null || given.Notes.Count > 0
            );

    private static async Task<int> RunAsync(Session session, string? from, Given given, CancellationToken ct)
    {
        if (from is not null)
            return Show(session, Verify(session, from, given), [], null);
        // Before anything is sealed: a cursor that was moved back would have facts sealed again.
        var differences = await CompareStore.RunAsync(session.Workspace, ct);
        var stopped = await session.KeepLogAsync(ct) as LogStep.Stopped;
        if (differences.Count == 0 && given.IsNothing && stopped is null && await SealAudit.SizeAsync(session.Workspace, ct) == 0)
        {
            session.Say(session.UiTexts["Cli.AuditEmpty"]);
            return ExitCodes.Done;
        }
        return await WithExportAsync(session, folder => Show(session, Verify(session, folder, given), differences, stopped), ct);
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

    private static int Show(Session session, Found found, IReadOnlyList<StoreDifference> differences, LogStep.Stopped? stopped)
    {
        var consistent = differences.Count == 0 && stopped is null && found.IsConsistent;
        var verified = consistent && found.Log is LogVerdict.Consistent { IsVouchedFor: true };
        if (session.IsJson)
            session.WriteJson(AuditText.Json(found.Chain, found.Log, (consistent, verified), differences, stopped));
        else
        {
            var words = session.UiTexts;
            if (stopped is not null)
                session.Say(words.Of("Cli.LogStopped", stopped.Why));
            foreach (var difference in differences)
                session.Say(words.Of("Cli.AuditDifference", words[$"Store.{difference.Code}"], difference.Partition, difference.Subject));
            foreach (var line in AuditText.Lines(words, found.Chain, found.Log, consistent))
                session.Say(line);
        }
        // Who brought a policy wants to know whether anybody vouches.
        return consistent && (verified || !found.WantsPolicy) ? ExitCodes.Done : ExitCodes.NotAsItShouldBe;
    }

    /// <summary>What was given beside the record, read.</summary>
    private sealed class Files(UiTexts texts, IReadOnlyDictionary<string, byte[]> contents)
    {
        public string TextOf(string file)
        {
            using var reader = new StreamReader(new MemoryStream(contents[file], writable: false), Encoding.UTF8);
            return reader.ReadToEnd();
        }

        public WitnessPolicy Policy(string file)
        {
            var read = WitnessPolicyReader.Read(Encoding.UTF8.GetBytes(TextOf(file)));
            return read.Policy
                ?? throw Flawed(file, read.Flaws.Select(f => f.What).Aggregate((all, next) => Wording.Of("Audit.given-more", all, next)));
        }

        public List<SignedNote> Notes(string[] files)
        {
            var notes = new List<SignedNote>();
            foreach (var file in files)
                notes.Add(
                    SignedNote.TryParse(Encoding.UTF8.GetBytes(TextOf(file)), out var note, out var flaw) ? note : throw Flawed(file, flaw)
                );
            return notes;
        }

        public IReadOnlyList<SignedCheckpoint> Checkpoints(string? file)
        {
            if (file is null)
                return [];
            var lines = TextOf(file).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            // A comparison with nothing would agree with everything.
            if (lines.Length == 0)
                throw new FlawException(Wording.Of("Audit.given-no-checkpoint", GivenFile.Called(texts, file)));
            return [.. lines.Select(line => SignedCheckpoint.Parse(Encoding.UTF8.GetBytes(line)))];
        }

        private FlawException Flawed(string file, Wording flaw) =>
            new(Wording.Of("Audit.given-file", GivenFile.Called(texts, file), flaw));
    }
}
