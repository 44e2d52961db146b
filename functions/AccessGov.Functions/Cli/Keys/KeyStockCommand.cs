using System.CommandLine;
using AccessGov.App.Enrolment;
using AccessGov.App.Personnel.Reading;
using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Keys;

/// <summary><c>keys stock add FILE</c>: keys that were bought.</summary>
internal static class KeyStockCommand
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var file = new Argument<FileInfo>("file");
        var add = new Command("add") { file };
        add.SetAction(
            KeyCommands.AtCounter(
                options,
                host,
                async (session, by, parsed, ct) =>
                {
                    var given = parsed.GetValue(file)!;
                    var lists = session.Installation.Profiles.Lists;
                    var form = StockList.Form.Among(lists);
                    var (content, refused) = await GivenFile.ReadAsync(session, given, GivenFile.MostOfAList, form, ct);
                    if (content is null)
                        return refused;
                    switch (StockList.Read(content, lists))
                    {
                        case ListRead<IReadOnlyList<StockEntry>>.Read(var entries, _, _):
                            var (added, why) = await StockList.AddAsync(session.Workspace, by, entries, ct);
                            if (why is not null && added > 0)
                                session.Say(session.UiTexts.Of("Cli.KeyStockPartly", added));
                            if (why is not null)
                                return KeyText.Refuse(session, why);
                            session.Say(session.UiTexts.Of("Cli.KeyStock", added, entries.Count, entries.Count - added));
                            return ExitCodes.Done;
                        case ListRead<IReadOnlyList<StockEntry>>.Refused(var reasons, var rows):
                            foreach (var reason in reasons)
                                session.Complain(session.UiTexts.Of(reason), ExitCodes.Refused);
                            foreach (var row in rows)
                                session.Complain(ImportText.Row(session, row), ExitCodes.Refused);
                            return session.Complain(session.UiTexts["Cli.KeyStockRefused"], ExitCodes.Refused);
                        case var other:
                            throw new InvalidOperationException(other.GetType().Name);
                    }
                }
            )
        );
        return new("stock") { add };
    }
}
