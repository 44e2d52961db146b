using System.CommandLine;
using AccessGov.App.Audit;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Audits;

/// <summary><c>accessgov audit report</c>: what the record says, from exported files alone, as the script among them says it.</summary>
internal static class AuditReportCommand
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var from = new Option<string?>("--from") { HelpName = "FOLDER" };
        var person = WorkerOption.Of("--person");
        var on = DayOption.Of("--on");
        var holders = ZoneOption.Of("--holders");
        var report = new Command("report") { from, person, on, holders };
        report.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var asked = (Person: (EmployeeId?)null, On: parsed.GetValue(on), Zone: (string?)null);
                    if (parsed.GetValue(person) is { } number)
                        asked.Person = new EmployeeId(EmployeeNumbers.HalfWidth(number));
                    if (parsed.GetResult(holders) is not null)
                        asked.Zone = parsed.GetValue(holders) ?? ZoneCodes.Of(Zone.MyNumber);
                    if (parsed.GetValue(from) is { } given)
                        return AuditVerifyCommand.Absence(session, given) is { } absence
                            ? session.Complain(absence, ExitCodes.NotFound)
                            : Show(session, given, asked);
                    if (await session.SealAsync(ct) is { } broken)
                        return session.Complain(broken, ExitCodes.NotAsItShouldBe);
                    if (await SealAudit.SizeAsync(session.Workspace, ct) == 0)
                        return session.Complain(session.UiTexts["Cli.AuditEmpty"], ExitCodes.NotFound);
                    return await AuditVerifyCommand.WithExportAsync(session, folder => Show(session, folder, asked), ct);
                },
                seals: false
            )
        );
        return report;
    }

    private static int Show(Session session, string folder, (EmployeeId? Person, DateOnly? On, string? Zone) asked)
    {
        if (AuditVerifyCommand.FlawOf(session, folder) is { } flaw)
            return session.Complain(flaw, ExitCodes.NotAsItShouldBe);
        var (answer, names) = AskRecord.Run(folder, asked.Person, asked.On, asked.Zone);
        if (session.IsJson)
        {
            session.WriteJson(answer);
            return ExitCodes.Done;
        }
        var rights = names?.Rights.ToDictionary(r => r.Entitlement.Value, r => r.Name) ?? [];
        foreach (var line in new RecordText(session.UiTexts, rights, names?.Units ?? new Dictionary<string, string>()).Of(answer))
            session.Say(line);
        return ExitCodes.Done;
    }
}
