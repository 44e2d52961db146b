using System.CommandLine;
using AccessGov.App.Planning;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli;

/// <summary><c>accessgov workers</c>: finds people by number, name, 旧姓, unit or right.</summary>
internal static class WorkersCommand
{
    private const int Shown = 50;
    private const int Few = 10;

    private sealed record Found(string Id, string Name, string? FormerName, IReadOnlyList<string> Units);

    public static Command Make(CliOptions options, CliHost host)
    {
        var query = new Argument<string?>("query") { Arity = ArgumentArity.ZeroOrOne };
        var unit = new Option<string?>("--unit") { HelpName = "UNIT" };
        var right = new Option<string?>("--right") { HelpName = "RIGHT" };
        var all = new Option<bool>("--all");
        var command = new Command("workers") { query, unit, right, all };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var (text, of, with) = (parsed.GetValue(query), parsed.GetValue(unit), parsed.GetValue(right));
                    if (text is null && of is null && with is null)
                        return session.Complain(session.UiTexts["Workers.NoQuery"], ExitCodes.Usage);
                    var policy = session.Workspace.Policy;
                    if (of is not null && !policy.OrgChart.Units.Any(u => IsUnit(u, of)))
                        return session.Complain(session.UiTexts.Of("Workers.NoUnit", of), ExitCodes.NotFound);
                    if (with is not null && policy.Entitlements.All(e => !NamedRight.Fits(e, with)))
                        return session.Complain(session.UiTexts.Of("Workers.NoRight", with), ExitCodes.NotFound);
                    var found = text is null
                        ? (await session.Workspace.Present.OfAsync(session.Workspace, ct)).Workers
                        : await SearchWorkers.RunAsync(session.Workspace, text, ct);
                    // Nobody is called so, but a unit is.
                    if (!found.Any() && of is null && text is { } called && policy.OrgChart.Units.Any(u => IsUnit(u, called)))
                        (of, found) = (called, (await session.Workspace.Present.OfAsync(session.Workspace, ct)).Workers);
                    Show(session, [.. found.Where(w => Serves(w) && Has(w))], parsed.GetValue(all));
                    return ExitCodes.Done;

                    bool Serves(WorkerDesire desire) =>
                        of is null || UnitsOf(session, desire).Any(code => policy.OrgChart.Find(code) is { } u && IsUnit(u, of));

                    bool Has(WorkerDesire desire) =>
                        with is null || desire.Memberships.Any(g => NamedRight.Fits(policy.Entitlements[g.Entitlement], with));
                },
                seals: false
            )
        );
        return command;
    }

    /// <summary>
    /// The one whom a text means, a number as anybody writes it or a name: the whole of one before a part of others; else says who it may
    /// be.
    /// </summary>
    internal static async Task<(EmployeeId? Worker, int ExitCode)> OneAsync(Session session, string text, CancellationToken ct)
    {
        if (EmployeeNumbers.TryRead(text, session.Workspace.Numbers.Common, out var id, out _))
            return (id, ExitCodes.Done);
        var found = await SearchWorkers.RunAsync(session.Workspace, text, ct);
        if (SearchWorkers.Called(found, text) is { Count: > 0 } called)
            found = called;
        if (found is [var one])
            return (one.Worker.Id, ExitCodes.Done);
        if (found.Count == 0)
            return (null, session.Complain(session.UiTexts.Of("Cli.UnknownWorker", text), ExitCodes.NotFound));
        session.Complain(session.UiTexts.Of("Workers.Several", text, found.Count), ExitCodes.NotFound);
        foreach (var fitting in found.Take(Few))
            session.Complain("  " + Line(session, Of(session, fitting)), ExitCodes.NotFound);
        if (found.Count > Few)
            session.Complain("  " + session.UiTexts.Of("Workers.SeveralMore", found.Count - Few, text), ExitCodes.NotFound);
        return (null, ExitCodes.NotFound);
    }

    private static bool IsUnit(Core.Policy.OrgUnit unit, string text) =>
        unit.Code.Value == text || unit.Name.Contains(text, StringComparison.Ordinal);

    private static IEnumerable<OrgCode> UnitsOf(Session session, WorkerDesire desire) =>
        desire.Worker.Postings.Where(p => p.Days.Covers(session.Workspace.Today)).Select(p => p.Org).Distinct();

    private static void Show(Session session, IReadOnlyList<WorkerDesire> found, bool all)
    {
        var shown = (all || session.IsJson ? found : found.Take(Shown)).Select(w => Of(session, w)).ToArray();
        session.SayList(shown, shown.Select(w => Line(session, w)), session.UiTexts["Workers.None"]);
        if (!session.IsJson && shown.Length < found.Count)
            session.Say(session.UiTexts.Of("Workers.More", found.Count - shown.Length));
    }

    private static Found Of(Session session, WorkerDesire desire) =>
        new(
            desire.Worker.Id.Value,
            desire.Worker.DisplayName,
            desire.Worker.FormerName,
            [.. UnitsOf(session, desire).Select(code => session.Workspace.Policy.OrgChart.Find(code)?.Name ?? code.Value)]
        );

    /// <summary>Number, name and units: people of one name are told apart by where they serve.</summary>
    private static string Line(Session session, Found found) =>
        $"{found.Id}  {NameOf(session, found)}  {string.Join("・", found.Units)}".TrimEnd();

    private static string NameOf(Session session, Found found) =>
        found.FormerName is { } former ? found.Name + session.UiTexts.Of("Workers.Former", former) : found.Name;
}
