using AccessGov.App.Approving;
using AccessGov.Core.Planning;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>A plan as files: on paper, for a spreadsheet.</summary>
internal static class PlanFiles
{
    /// <summary>Writes them, or complains before anything is written.</summary>
    /// <param name="session">Whom to tell.</param>
    /// <param name="id">The plan.</param>
    /// <param name="page">Where the page goes; null for none.</param>
    /// <param name="sheet">Where the rows go; null for none.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> WriteAsync(Session session, PlanId id, GivenOutput? page, GivenOutput? sheet, CancellationToken ct)
    {
        foreach (var output in new[] { page, sheet }.OfType<GivenOutput>())
            if (output.Objection(session.UiTexts) is { } objection)
                return session.Complain(objection, ExitCodes.Refused);
        var read =
            await ReadPlan.RunAsync(session.Workspace, id, ct) ?? throw new InvalidOperationException("A plan that was found is gone.");
        if (page is not null && await page.WriteAsync(session, new PlanPaper(session, read).Html(), false, ct) is not 0 and var failed)
            return failed;
        if (sheet is not null && await sheet.WriteAsync(session, PlanSheet.Csv(session, read), true, ct) is not 0 and var notWritten)
            return notWritten;
        if (session.IsJson)
            session.WriteJson(
                new
                {
                    plan = id,
                    html = page?.Path,
                    csv = sheet?.Path,
                }
            );
        else if (page is not { IsPiped: true } && sheet is not { IsPiped: true })
            foreach (var output in new[] { page, sheet }.OfType<GivenOutput>())
                session.Say(session.UiTexts.Of("Show.Written", id.Brief, output.Path));
        return ExitCodes.Done;
    }
}
