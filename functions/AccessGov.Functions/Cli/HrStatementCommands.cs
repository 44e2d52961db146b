using System.CommandLine;
using System.Text.Json;
using AccessGov.App.Personnel;
using AccessGov.App.Personnel.Reading;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Personnel.Deciding;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli;

/// <summary>
/// <c>accessgov hr tell</c> and <c>hr whole</c>: what a source says of single persons, when no personnel system sends it; and
/// <c>hr withdraw</c>, what it should not have said.
/// </summary>
internal static class HrStatementCommands
{
    /// <summary>Far above one person's facts.</summary>
    private const int MaxBytes = 64 * 1024;

    public static Command Tell(CliOptions options, CliHost host)
    {
        var file = new Argument<FileInfo>("file");
        var command = OfSource(options, host, "tell", (session, parsed, id, ct) => TellAsync(session, id, parsed.GetValue(file)!, ct));
        command.Add(file);
        return command;
    }

    public static Command Whole(CliOptions options, CliHost host) =>
        OfSource(options, host, "whole", (session, _, id, ct) => WholeAsync(session, id, ct));

    public static Command Withdraw(CliOptions options, CliHost host) =>
        OfSource(options, host, "withdraw", (session, _, id, ct) => WithdrawAsync(session, id, ct));

    /// <summary>A command about one source of the policy, run by somebody.</summary>
    private static Command OfSource(
        CliOptions options,
        CliHost host,
        string name,
        Func<Session, ParseResult, SourceId, CancellationToken, Task<int>> run
    )
    {
        var source = new Option<string>("--source") { Required = true, HelpName = "SOURCE" };
        var command = new Command(name) { source };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var id = new SourceId(parsed.GetValue(source)!);
                    return NamedSource.Objection(session, id) is { } objection
                        ? session.Complain(objection, ExitCodes.NotFound)
                        : await run(session, parsed, id, ct);
                },
                asSomebody: true
            )
        );
        return command;
    }

    private static async Task<int> TellAsync(Session session, SourceId id, FileInfo file, CancellationToken ct)
    {
        var name = GivenFile.Called(session.UiTexts, file);
        var (content, refusedFile) = await GivenFile.ReadAsync(session, file, MaxBytes, null, ct);
        if (content is null)
            return refusedFile;
        PersonRead read;
        try
        {
            using var document = StrictJson.Parse(content, new JsonDocumentOptions { MaxDepth = 8 });
            read = PersonJson.Read(document.RootElement, id, session.Workspace.Today, session.Workspace.Numbers.WidthOf(id));
        }
        catch (JsonException e)
        {
            return session.Complain(
                session.UiTexts.Of("Cli.NotJson", name, (e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1),
                ExitCodes.Refused
            );
        }
        if (read is PersonRead.Refused refused)
        {
            foreach (var fault in refused.Faults)
                session.Complain(
                    fault.Path.Length > 0
                        ? session.UiTexts.Of("Cli.FaultAt", name, fault.Path, fault.Text)
                        : session.UiTexts.Of("Cli.FaultIn", name, fault.Text),
                    ExitCodes.Refused
                );
            return ExitCodes.Refused;
        }
        // Told by hand, each telling is news of its own: the same file may take back what another said in between.
        var told = new TakeStatements.Told($"hand-{Guid.NewGuid():N}", session.Workspace.Now, ((PersonRead.Read)read).Statement);
        return Show(session, told.Statement, (await TakeStatements.RunAsync(session.Workspace, session.Actor, [told], ct))[0]);
    }

    private static async Task<int> WholeAsync(Session session, SourceId id, CancellationToken ct)
    {
        if (await SweepStatements.DeclareWholeAsync(session.Workspace, session.Actor, id, ct) is not { } people)
            return session.Complain(session.UiTexts.Of("Cli.NotDeclaredWhole", NameOf(session, id)), ExitCodes.Refused);
        session.Say(session.UiTexts.Of("Cli.DeclaredWhole", NameOf(session, id), people));
        return ExitCodes.Done;
    }

    private static async Task<int> WithdrawAsync(Session session, SourceId id, CancellationToken ct)
    {
        if (await WithdrawDelivery.RunAsync(session.Workspace, session.Actor, id, ct) is not { } done)
            return session.Complain(session.UiTexts.Of("Cli.NothingBefore", NameOf(session, id)), ExitCodes.Refused);
        if (session.IsJson)
        {
            session.WriteJson(done);
            return ExitCodes.Done;
        }
        if (done.From is { } from)
            session.Say(session.UiTexts.Of("Cli.Withdrawn", NameOf(session, id), from, done.To, done.Workers));
        if (done.Statements > 0)
            session.Say(session.UiTexts.Of("Cli.StatementsWithdrawn", NameOf(session, id), done.Statements));
        return ExitCodes.Done;
    }

    private static string NameOf(Session session, SourceId source) => session.Workspace.Policy.NameOf(source);

    private static int Show(Session session, PersonStatement statement, StatementResult result)
    {
        switch (result)
        {
            case StatementResult.Taken:
                session.Say(session.UiTexts.Of("Cli.StatementTaken", statement.Person, NameOf(session, statement.Source)));
                return ExitCodes.Done;
            case StatementResult.Overtaken:
                session.Say(session.UiTexts.Of("Cli.StatementOvertaken", statement.Person, NameOf(session, statement.Source)));
                return ExitCodes.Done;
            case StatementResult.Refused refused:
                return session.Complain(string.Join(Environment.NewLine, refused.Refusals.Select(session.Text.Of)), ExitCodes.Refused);
            default:
                // A new event is neither repeated nor told with other content.
                throw new InvalidOperationException(result.GetType().Name);
        }
    }
}
