using System.Globalization;
using AccessGov.App.Requests;
using AccessGov.Core.Desired;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Requests;

namespace AccessGov.Web.Pages.Requests;

/// <summary>Requests in the words of pages.</summary>
internal static class RequestWords
{
    /// <summary>The right's name; its id where the policy has it no more.</summary>
    public static string NameOf(RequestAnswers.Line line) => line.Right?.Name ?? line.Request.Right.Value;

    /// <summary>A day as people read it.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>How it stands, in a word with its mark.</summary>
    public static (string Mark, string Sign, string Text) StateOf(PortalContext here, RequestAnswers.Line line) =>
        line.State switch
        {
            RequestState.Waits => ("wait", "▲", here.Ui.Of("Portal.RequestWaitsFor", StageOf(here, line.Request.Next!.Value))),
            RequestState.InForce => ("ok", "✓", here.Ui.Of("Portal.UntilDay", line.Request.Until)),
            RequestState.Expired => ("", "—", here.Ui["Portal.RequestExpired"]),
            _ => ("", "—", here.Ui[$"RequestEnd.{RequestEndKindCodes.Of(line.Request.End!.How)}"]),
        };

    /// <summary>What a stage is called.</summary>
    public static string StageOf(PortalContext here, RequestStage stage) => here.Ui[$"RequestStage.{RequestStageCodes.Of(stage)}"];

    /// <summary>What a request is called: 利用申請 or 例外措置.</summary>
    public static string KindOf(PortalContext here, GrantKind kind) => here.Ui[$"GrantKind.{GrantKindCodes.Of(kind)}"];

    /// <summary>The mark of a right's zone.</summary>
    public static string ZoneMark(Entitlement right) => right.Zone == Zone.MyNumber ? "my" : "";

    /// <summary>The name of a right's zone.</summary>
    public static string ZoneOf(PortalContext here, Entitlement right) => here.Ui[$"Zone.{ZoneCodes.Of(right.Zone)}"];

    /// <summary>機密性・完全性・可用性 as the policy writes them, e.g. <c>3B/2/2</c>.</summary>
    public static string ClassOf(Entitlement right) => right.Classification.Code();

    /// <summary>A gate that is shut, as why and how to mend it.</summary>
    public static (string Why, string Fix) GateOf(PortalContext here, Gate gate)
    {
        var reason = new WithheldReason.GateClosed(gate);
        return (PortalContext.Capital(here.Text.Of(reason)), PortalContext.Capital(here.Text.FixOf(reason)));
    }

    /// <summary>Not done, and why.</summary>
    public static Notice Refused(PortalContext here, Refusal why) =>
        Notice.Refused(here.Ui["Portal.RequestRefused"], here.Sentence(here.Text.Of(why)));
}
