using System.CommandLine;
using AccessGov.App.Adopting;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
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
        new("adopt") { Propose(options, host), Apply(options, host), Withdraw(options, host) };

    private static Command Propose(CliOptions options, CliHost host)
    {
        var file = new Option<string>("--out") { Required = true, HelpName = "FILE" };
        var command = new Command("propose") { file };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var to = new GivenOutput(parsed.GetValue(file)!);
                    if (to.IsPiped && session.IsJson)
                        return session.Complain(session.UiTexts["Show.OneOutput"], ExitCodes.Usage);
                    if (to.Objection(session.UiTexts) is { } objection)
                        return session.Complain(objection, ExitCodes.Refused);
                    switch (
                        await CaptureProgressBar.RunAsync(session, progress => ProposeAdoptions.RunAsync(session.Workspace, progress, ct))
                    )
                    {
                        case ProposeResult.NotFound(var code, var what):
                            return PlanCommands.NotMade(session, code, what);
                        case ProposeResult.Found(var candidates):
                            var list = PairList.Text(
                                candidates.Pairs,
                                pair => AdoptText.WhyOf(session, pair),
                                pair => AdoptText.OthersOf(session, pair)
                            );
                            // On a terminal what others wrote could move the cursor; a file has it as it is, so that it is found again.
                            var shown = to.IsPiped ? string.Join("\r\n", list.Split("\r\n").Select(l => VisibleText.Of(l))) : list;
                            var written = await to.WriteAsync(session, shown, hasMark: true, ct);
                            if (written == ExitCodes.Done)
                                AdoptText.Show(session, candidates, to);
                            return written;
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
        var file = new Argument<FileInfo>("file");
        var all = new Option<bool>("--all");
        var command = new Command("apply") { file, all };
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
                        progress =>
                            AdoptChosen.RunAsync(
                                session.Workspace,
                                session.Operator!.Value,
                                content,
                                session.Installation.Profiles.Lists,
                                progress,
                                ct
                            )
                    );
                    switch (result)
                    {
                        case AdoptResult.Chosen(MakePlanResult.Made made):
                            await PlanTable.ShowAsync(session, made.Plan, made.State, parsed.GetValue(all), ct);
                            return made.State.Verdict is Verdict.Refused ? ExitCodes.Refused : ExitCodes.Done;
                        case AdoptResult.Chosen(MakePlanResult.NotMade(var code, var what)):
                            return PlanCommands.NotMade(session, code, Wording.Of("Adopt.NotPlanned", what));
                        case AdoptResult.NotRead(var code, var what):
                            return PlanCommands.NotMade(session, code, what);
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
        var worker = new Argument<string>("worker");
        var command = new Command("withdraw") { worker };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var text = parsed.GetValue(worker)!;
                    if (!EmployeeNumbers.TryRead(text, session.Workspace.Numbers.Common, out var id, out var why))
                        return session.Complain($"{text}: {session.UiTexts.Of(why)}", ExitCodes.Usage);
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
}
