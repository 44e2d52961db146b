using AccessGov.App.Planning;
using AccessGov.App.Requests;
using AccessGov.Core.Kernel;
using AccessGov.Core.Requests;
using AccessGov.Web.Pages.Counter;

namespace AccessGov.Web.Pages.Requests;

/// <summary>One step of a request: who did it when, or who is to.</summary>
/// <param name="Name">What step.</param>
/// <param name="Who">Who did it, or may.</param>
/// <param name="When">When it was done; empty while it was not.</param>
/// <param name="IsNext">True for what is waited for now.</param>
public sealed record RequestStep(string Name, string Who, string When, bool IsNext);

/// <summary>The steps of one request in their order.</summary>
internal static class RequestCourse
{
    public static IReadOnlyList<RequestStep> Of(PortalContext here, PeopleOfPlan people, RequestScene scene, RequestAnswers.Line line)
    {
        var request = line.Request;
        var steps = new List<RequestStep>
        {
            new(here.Ui["Portal.RequestAskedStep"], Who(request.AskedBy), here.Time(request.AskedAt), false),
        };
        Add(RequestStage.Head, request.Head);
        Add(RequestStage.Owner, request.Owner);
        Add(RequestStage.Officer, request.Officer);
        if (request.End is null)
        {
            var isNext = true;
            foreach (var (stage, by) in scene.Approvers.Course(request))
            {
                var who =
                    isNext && line.Waiting.Count > 0 ? string.Join(here.Ui["Cli.And"], line.Waiting.Select(w => At(stage, w)))
                    : by is { } one ? At(stage, one)
                    : here.Ui["Portal.RequestNobody"];
                steps.Add(new RequestStep(RequestWords.StageOf(here, stage), who, "", isNext));
                isNext = false;
            }
        }
        if (request.End is { } end)
            steps.Add(
                new RequestStep(
                    here.Ui[$"RequestEnd.{RequestEndKindCodes.Of(end.How)}"],
                    end.By is { } by ? Who(by) : here.Ui["Portal.ByServer"],
                    here.Time(end.At),
                    false
                )
            );
        return steps;

        string At(RequestStage stage, EmployeeId id) =>
            scene.Approvers.StandsIn(request, stage, id) ? here.Ui.Of("Portal.RequestStandsIn", Who(id)) : Who(id);

        string Who(EmployeeId id) => CounterText.NameOf(people, id);

        void Add(RequestStage stage, RequestAgreement? agreement)
        {
            if (agreement is { } done)
                steps.Add(new RequestStep(RequestWords.StageOf(here, stage), At(stage, done.By), here.Time(done.At), false));
        }
    }
}
