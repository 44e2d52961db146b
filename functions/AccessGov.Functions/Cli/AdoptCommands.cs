using System.CommandLine;
using AccessGov.App.Adopting;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Storage;
using AccessGov.Core.Kernel;
using AccessGov.Core.Safeguards;
using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli;

/// <summary>
/// <c>adopt propose</c>, <c>adopt apply</c>, <c>adopt withdraw</c>: accounts that carry no number become those of the workers whose they
/// are. People say whose; a second person agrees.
/// </summary>
internal static class AdoptCommands
{
    public static Command Make(CliOptions options, CliHost host) =>
        new("adopt", "Say whose the accounts are that carry no number, before the first plan creates second ones.")
        {
            Propose(options, host),
            Apply(options, host),
            Withdraw(options, host),
        };

    private static Command Propose(CliOptions options, CliHost host)
    {
        var file = new Option<FileInfo>("--out")
        {
            Description = "Where to write the list (CSV in UTF-8, for a spreadsheet). A file that exists is not written over.",
            Required = true,
            HelpName = "FILE",
        };
        var command = new Command(
            "propose",
            "Write which accounts without a number may be which workers', as a list that people edit: 1 or ○ under 採用 where a pair is "
                + "right. Nothing is marked, nothing is certain, nothing is changed."
        )
        {
            file,
        };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var to = parsed.GetValue(file)!;
                    if (to.Exists || Directory.Exists(to.FullName))
                        return session.Complain(session.UiTexts.Of("Adopt.FileExists", to.FullName), ExitCodes.Refused);
                    switch (
                        await CaptureProgressBar.RunAsync(session, progress => ProposeAdoptions.RunAsync(session.Workspace, progress, ct))
                    )
                    {
                        case ProposeResult.NotFound(var code, var what):
                            return NotRead(session, code, session.UiTexts.Of(what));
                        case ProposeResult.Found(var candidates):
                            var list = PairList.Write(
                                candidates.Pairs,
                                pair => AdoptText.WhyOf(session, pair),
                                pair => AdoptText.OthersOf(session, pair)
                            );
                            await using (
                                var stream = new FileStream(
                                    to.FullName,
                                    OwnerOnly.Options(FileMode.CreateNew, FileAccess.Write, FileShare.None)
                                )
                            )
                                await stream.WriteAsync(list, ct);
                            AdoptText.Show(session, candidates, to.FullName);
                            return ExitCodes.Done;
                        case var other:
                            throw new InvalidOperationException(other.GetType().Name);
                    }
                },
                asSomebody: true
            )
        );
        return command;
    }

    private static Command Apply(CliOptions options, CliHost host)
    {
        var file = new Argument<FileInfo>("file") { Description = "The list of 'adopt propose', with the right pairs marked." };
        var all = new Option<bool>("--all") { Description = "Show every action and finding, not only the first 15 of each." };
        var command = new Command(
            "apply",
            "Take over the marked pairs, whole or not at all, and make the plan that writes the numbers. It always waits for somebody "
                + "else's approval; changes nothing in the directory."
        )
        {
            file,
            all,
        };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var (content, refused) = await GivenFile.ReadAsync(session, parsed.GetValue(file)!, GivenFile.MostOfAList, null, ct);
                    if (content is null)
                        return refused;
                    var result = await CaptureProgressBar.RunAsync(
                        session,
                        progress => AdoptChosen.RunAsync(session.Workspace, session.Operator!.Value, content, progress, ct)
                    );
                    switch (result)
                    {
                        case AdoptResult.Chosen(MakePlanResult.Made made):
                            await PlanTable.ShowAsync(session, made.Plan, made.State, parsed.GetValue(all), ct);
                            return made.State.Verdict is Verdict.Refused ? ExitCodes.Refused : ExitCodes.Done;
                        case AdoptResult.Chosen(MakePlanResult.NotMade(var code, var what)):
                            return NotRead(session, code, session.UiTexts.Of("Adopt.NotPlanned", what));
                        case AdoptResult.NotRead(var code, var what):
                            return NotRead(session, code, session.UiTexts.Of(what));
                        default:
                            return AdoptText.Complain(session, result);
                    }
                },
                asSomebody: true
            )
        );
        return command;
    }

    private static Command Withdraw(CliOptions options, CliHost host)
    {
        var worker = new Argument<string>("worker") { Description = "職員番号 of the worker for whom an account was chosen." };
        var command = new Command("withdraw", "Take back which account was chosen for a worker: plans then treat both as before.")
        {
            worker,
        };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var text = parsed.GetValue(worker)!;
                    if (!EmployeeNumbers.TryRead(text, session.Workspace.Numbers.Common, out var id, out var why))
                        return session.Complain($"{text}: {why}", ExitCodes.Usage);
                    if (await ChosenAccounts.WithdrawAsync(session.Workspace, session.Actor, id, ct) is not { } chosen)
                        return session.Complain(session.UiTexts.Of("Adopt.NotChosen", id), ExitCodes.NotFound);
                    session.Say(session.UiTexts.Of("Adopt.Withdrawn", id, chosen.UserPrincipalName));
                    return ExitCodes.Done;
                },
                asSomebody: true
            )
        );
        return command;
    }

    private static int NotRead(Session session, string code, string what) =>
        session.Complain($"{code}: {what}", code == "directory-incomplete" ? ExitCodes.TryAgain : ExitCodes.Refused);
}
