using AccessGov.App.Governance;
using AccessGov.App.Planning;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>Whether a table of operators is worth a second person's time: every number is somebody's.</summary>
internal static class ProposableOperators
{
    /// <summary>Complains of numbers that nobody has.</summary>
    /// <returns>One of <see cref="ExitCodes"/>; null when there is nothing to complain of.</returns>
    public static async Task<int?> ComplainAsync(Session session, OperatorTable table, CancellationToken ct)
    {
        var roster = (await session.Workspace.Present.OfAsync(session.Workspace, ct)).Facts.Roster;
        // While a source is missing nobody can say.
        if (roster.AsOf.Count == 0 || roster.MissingSources.Count > 0)
            return null;
        var strangers = table
            .Entries.Where(e => roster.Find(e.Worker) is null && !roster.IsHeldBack(e.Worker))
            .Select(e => session.UiTexts.Of("Cli.OperatorUnknown", $"operators:{e.User}", e.Worker))
            .ToArray();
        return strangers.Length == 0 ? null : session.Complain(string.Join(Environment.NewLine, strangers), ExitCodes.Refused);
    }
}
