using System.CommandLine;
using AccessGov.App.Enrolment;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Keys;

/// <summary><c>keys list</c>, <c>missing</c>, <c>rates</c>, <c>locked-out</c>: they change nothing.</summary>
internal static class KeyQueryCommands
{
    public static Command List(CliOptions options, CliHost host)
    {
        var person = WorkerOption.Of("--person");
        var state = new Option<string?>("--state");
        state.AcceptOnlyFromAmong([.. KeyStateCodes.All.Codes]);
        var command = new Command("list") { person, state };
        command.SetAction(
            Looking(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    KeyState? only = parsed.GetValue(state) is { } code ? KeyStateCodes.All.ByCode[code] : null;
                    var keys = await KeyRegister.AllAsync(session.Workspace, only, ct);
                    if (parsed.GetValue(person) is { } text)
                    {
                        if (!EmployeeNumbers.TryRead(text, session.Workspace.Numbers.Common, out var id, out _))
                            return session.Complain(session.UiTexts.Of("Cli.NoEmployeeId", text), ExitCodes.Usage);
                        keys = [.. keys.Where(k => k.Holder == id)];
                    }
                    session.SayList(keys, keys.Select(k => KeyText.LineOf(session, k)), session.UiTexts["Cli.KeyNone"]);
                    return ExitCodes.Done;
                }
            )
        );
        return command;
    }

    public static Command Missing(CliOptions options, CliHost host)
    {
        var right = new Option<string?>("--before-closing") { HelpName = "RIGHT" };
        var command = new Command("missing") { right };
        command.SetAction(
            Looking(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var asked = parsed.GetValue(right);
                    EntitlementId? one = null;
                    if (asked is not (null or "all"))
                    {
                        var (named, exitCode) = NamedRight.One(session, session.Workspace.Policy.Entitlements, asked);
                        if (named is null)
                            return exitCode;
                        one = named.Id;
                    }
                    var people = asked is null
                        ? await MissingKeys.WithheldAsync(session.Workspace, ct)
                        : await MissingKeys.StuckAsync(session.Workspace, one, ct);
                    session.SayList(
                        people,
                        people.Select(p =>
                            session.UiTexts.Of(
                                "Cli.KeyMissing",
                                session.Text.OrgWithCode(p.Unit),
                                p.Worker,
                                session.UiTexts.Of(PathOf(p), p.InHand ?? default)
                            )
                        ),
                        session.UiTexts["Cli.KeyMissingNone"]
                    );
                    return ExitCodes.Done;
                }
            )
        );
        return command;
    }

    public static Command Rates(CliOptions options, CliHost host)
    {
        var command = new Command("rates");
        command.SetAction(
            Looking(
                options,
                host,
                async (session, _, ct) =>
                {
                    var day = await EnrolmentRates.NowAsync(session.Workspace, ct);
                    session.SayList(
                        day.Units,
                        day.Units.Select(u => session.UiTexts.Of("Cli.KeyRate", session.Text.OrgWithCode(u.Unit), u.Enrolled, u.Needed)),
                        session.UiTexts["Cli.KeyRateNone"]
                    );
                    return ExitCodes.Done;
                }
            )
        );
        return command;
    }

    public static Command LockedOutBy(CliOptions options, CliHost host)
    {
        var model = new Option<string>("--model") { Required = true, HelpName = "MODEL" };
        var command = new Command("locked-out") { model };
        command.SetAction(
            Looking(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var asked = parsed.GetValue(model)!;
                    var models = await LockedOut.ModelsAsync(session.Workspace, ct);
                    if (!Guid.TryParse(asked, out var aaguid))
                    {
                        if (models.FirstOrDefault(m => m.Name == asked) is not { } named)
                            return session.Complain(
                                session.UiTexts.Of("Cli.KeyNoModel", asked, string.Join(", ", models.Select(m => $"{m.Name} {m.Aaguid}"))),
                                ExitCodes.NotFound
                            );
                        aaguid = named.Aaguid;
                    }
                    var people = await LockedOut.ByAsync(session.Workspace, aaguid, ct);
                    session.SayList(people, people.Select(p => LineOf(session, p)), session.UiTexts["Cli.KeyOutNone"]);
                    if (!session.IsJson && people.Count > 0)
                        session.Say(session.UiTexts.Of("Cli.KeyOutSum", people.Count(p => p.IsOut), people.Count));
                    return ExitCodes.Done;
                }
            )
        );
        return command;
    }

    private static Func<ParseResult, CancellationToken, Task<int>> Looking(
        CliOptions options,
        CliHost host,
        Func<Session, ParseResult, CancellationToken, Task<int>> run
    ) => SessionAction.Of(options, host, run, seals: false);

    private static string PathOf(MissingKeys.Person person) =>
        person.InHand is null ? "Cli.KeyPath.no-key"
        : person.HasPath ? "Cli.KeyPath.ready"
        : "Cli.KeyPath.no-counter";

    private static string LineOf(Session session, LockedOut.Person person) =>
        session.UiTexts.Of(
            person.IsOut ? "Cli.KeyOut" : "Cli.KeySpare",
            person.Worker,
            string.Join(", ", person.Keys),
            string.Join(", ", person.Spares)
        );
}
