using AccessGov.App.Requests;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Requests;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>Requests as the command line says them.</summary>
internal static class RequestText
{
    public static void Show(Session session, IReadOnlyList<RequestAnswers.Line> lines)
    {
        if (session.IsJson)
        {
            session.WriteJson(new { requests = lines.Select(Json) });
            return;
        }
        if (lines.Count == 0)
            session.Say(session.UiTexts["Cli.RequestNone"]);
        foreach (var line in lines)
            SayLines(session, line);
    }

    /// <summary>What came of a command.</summary>
    public static void Said(Session session, RequestAnswers.Line line)
    {
        if (session.IsJson)
            session.WriteJson(Json(line));
        else
            SayLines(session, line);
    }

    private static void SayLines(Session session, RequestAnswers.Line line)
    {
        session.Say(HeadOf(session, line));
        session.Say("  " + StateOf(session, line));
    }

    private static string HeadOf(Session session, RequestAnswers.Line line)
    {
        var (ui, request) = (session.UiTexts, line.Request);
        return ui.Of(
            "Cli.RequestLine",
            request.Id,
            ui[$"GrantKind.{GrantKindCodes.Of(request.Kind)}"],
            line.Right?.Name ?? request.Right.Value,
            request.Subject,
            request.AskedBy,
            VisibleText.Of(request.Purpose)
        );
    }

    private static string StateOf(Session session, RequestAnswers.Line line)
    {
        var (ui, request) = (session.UiTexts, line.Request);
        return line.State switch
        {
            RequestState.Waits => ui.Of(
                "Cli.RequestWaits",
                ui[$"RequestStage.{RequestStageCodes.Of(request.Next!.Value)}"],
                line.Waiting.Count == 0 ? ui["Portal.RequestNobody"] : string.Join(ui["Cli.And"], line.Waiting),
                request.Until
            ),
            RequestState.Ended => ui.Of(
                "Cli.RequestEnded",
                ui[$"RequestEnd.{RequestEndKindCodes.Of(request.End!.How)}"],
                request.End.On,
                request.End.By?.Value ?? "",
                VisibleText.Of(request.End.Reason ?? "")
            ),
            _ => ui.Of($"Cli.RequestState.{RequestStateCodes.Of(line.State)}", request.From, request.Until),
        };
    }

    private static object Json(RequestAnswers.Line line) =>
        new
        {
            request = line.Request,
            state = RequestStateCodes.Of(line.State),
            waitsFor = line.Waiting,
        };
}
