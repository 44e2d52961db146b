using System.CommandLine;
using System.Text;
using AccessGov.App.Audit;
using AccessGov.App.Audit.Log;
using AccessGov.App.Storage;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Witnesses;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Audits;

/// <summary><c>accessgov audit disclose</c>: one person's facts with proofs; <c>audit proof</c>: whether such a proof holds.</summary>
internal static class AuditDiscloseCommand
{
    private const string Ending = ".tlog-proof",
        List = "list.txt";
    private const int MostMissing = 20;

    public static Command Make(CliOptions options, CliHost host)
    {
        var worker = new Argument<string>("worker");
        var to = new Option<string>("--to") { Required = true, HelpName = "FOLDER" };
        var disclose = new Command("disclose") { worker, to };
        disclose.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var folder = Path.GetFullPath(parsed.GetValue(to)!);
                    if (!EmployeeNumbers.TryRead(parsed.GetValue(worker), session.Workspace.Numbers.Common, out var person, out _))
                        return session.Complain(session.UiTexts.Of("Cli.NoEmployeeId", parsed.GetValue(worker)!), ExitCodes.Usage);
                    if (Path.Exists(folder))
                        return session.Complain(session.UiTexts.Of("Cli.DiscloseExists", folder), ExitCodes.Refused);
                    if (await session.KeepLogAsync(ct) is LogStep.Stopped stopped)
                        return session.Complain(session.UiTexts.Of("Cli.LogStopped", stopped.Why), ExitCodes.NotAsItShouldBe);
                    if (await DiscloseFacts.RunAsync(session.Workspace, person, ct) is not var (checkpoint, facts))
                        return session.Complain(session.UiTexts["Cli.LogNone"], ExitCodes.NotFound);
                    if (facts.Count == 0)
                        return session.Complain(session.UiTexts.Of("Cli.DiscloseNone", person), ExitCodes.NotFound);
                    OwnerOnly.MakeFolder(folder);
                    var list = new StringBuilder(
                        session.UiTexts.Of("Cli.DiscloseHead", person, facts.Count, checkpoint.Origin, checkpoint.Tree.Size) + "\n\n"
                    );
                    foreach (var fact in facts)
                    {
                        var name = $"{fact.Index:D12}{Ending}";
                        await File.WriteAllTextAsync(Path.Combine(folder, name), $"{fact.Proof}", ct);
                        list.Append($"{name}  {session.Workspace.Local(fact.Fact.At):yyyy-MM-dd HH:mm}  {fact.Fact.Kind}")
                            .Append(fact.Nth is { } nth ? "  " + session.UiTexts.Of("Cli.DiscloseNth", nth) : "")
                            .Append(
                                fact.Closed.Count == 0
                                    ? ""
                                    : "  " + session.UiTexts.Of("Cli.DiscloseClosed", string.Join(", ", fact.Closed))
                            )
                            .Append('\n')
                            .Append(fact.Closed.Contains("body") ? "" : $"    {fact.Fact.Body.Text}\n");
                    }
                    list.Append('\n').Append(session.UiTexts["Cli.DiscloseRead"]).Append('\n');
                    await File.WriteAllTextAsync(Path.Combine(folder, List), $"{list}", ct);
                    if (session.IsJson)
                        session.WriteJson(
                            new
                            {
                                folder,
                                facts = facts.Count,
                                covered = checkpoint.Tree.Size,
                            }
                        );
                    else
                        session.Say(session.UiTexts.Of("Cli.Disclosed", person, facts.Count, folder));
                    return ExitCodes.Done;
                },
                seals: false
            )
        );
        return disclose;
    }

    public static Command MakeProof(CliOptions options, CliHost host)
    {
        var files = new Argument<string[]>("file") { Arity = ArgumentArity.OneOrMore };
        var policy = new Option<string>("--policy") { Required = true, HelpName = "FILE" };
        var proof = new Command("proof") { files, policy };
        proof.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    string?[] named = [parsed.GetValue(policy), .. parsed.GetValue(files)!];
                    var (contents, exitCode) = await GivenFile.ReadAsync(session, named, ct);
                    if (contents is null)
                        return exitCode;
                    var read = WitnessPolicyReader.Read(contents[parsed.GetValue(policy)!]);
                    if (read.Policy is not { } trusted)
                        return session.Complain(
                            session.UiTexts.Of(
                                "Cli.AuditGivenUnreadable",
                                string.Join(session.UiTexts["Cli.ValuesBetween"], read.Flaws.Select(f => session.UiTexts.Of(f.What)))
                            ),
                            ExitCodes.Refused
                        );
                    var (result, seen, untold) = (ExitCodes.Done, new SortedDictionary<string, SortedSet<long>>(StringComparer.Ordinal), 0);
                    foreach (var file in parsed.GetValue(files)!)
                    {
                        var flaw = Flaw(contents[file], trusted, session.Workspace.Now, out var opening);
                        var called = GivenFile.Called(session.UiTexts, Path.GetFileName(file));
                        session.Say(
                            flaw is null
                                ? session.UiTexts.Of(
                                    "Cli.ProofHolds",
                                    called,
                                    string.Join(", ", opening!.Opened.Select(m => $"{m.Key}={m.Value}"))
                                )
                                : session.UiTexts.Of("Cli.ProofFails", called, flaw)
                        );
                        if (flaw is not null)
                            result = ExitCodes.NotAsItShouldBe;
                        else if (opening is { Nth: { } nth, Subject: { } subject })
                            (seen.TryGetValue(subject, out var some) ? some : seen[subject] = []).Add(nth);
                        else
                            untold++;
                    }
                    // Each fact says which it is about its subject, from 1: what is left out before the last shows.
                    foreach (var (subject, numbers) in seen)
                    {
                        var missing = Until(numbers.Max).Where(n => !numbers.Contains(n)).Take(MostMissing).ToArray();
                        session.Say(
                            missing.Length == 0
                                ? session.UiTexts.Of("Cli.ProofNth", subject, numbers.Max)
                                : session.UiTexts.Of("Cli.ProofNthMissing", subject, numbers.Max, string.Join(", ", missing))
                        );
                    }
                    if (untold > 0)
                        session.Say(session.UiTexts.Of("Cli.ProofUntold", untold));
                    return result;
                },
                seals: false
            )
        );
        return proof;
    }

    private static IEnumerable<long> Until(long last)
    {
        for (var n = 1L; n <= last; n++)
            yield return n;
    }

    /// <summary>Why a proof does not hold, or null.</summary>
    private static Wording? Flaw(byte[] file, WitnessPolicy policy, DateTimeOffset now, out FactOpening? opening)
    {
        opening = null;
        if (!LogProof.TryParse(file, out var proof, out var flaw))
            return flaw;
        if (proof.Extra is not { } extra)
            return Wording.Of("Audit.proof-opens-nothing");
        if (!FactOpening.TryParse(Convert.FromBase64String(extra), out opening, out flaw))
            return flaw;
        if (opening.Index is { } index && index != proof.Index)
            return Wording.Of("Audit.proof-other-number", index, proof.Index);
        // A proof that was kept is old, and true all the same.
        var verdict = proof.Check(opening.Entry.LeafHash, policy, Ed25519.Holds, now, TimeSpan.MaxValue);
        return !verdict.IsIncluded ? Wording.Of("Audit.proof-not-included")
            : !verdict.IsProved ? Wording.Of("Audit.proof-too-few")
            : null;
    }
}
