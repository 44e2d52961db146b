using AccessGov.App.Planning;
using AccessGov.Core.Planning;

namespace AccessGov.Web.Pages.Work;

/// <summary>Plans in addresses and headings.</summary>
internal static class PlanAddress
{
    /// <summary>The plan that an address names; null for what is no id of a plan.</summary>
    public static PlanId? Read(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower) ? new PlanId(text) : null;

    /// <summary>What a plan is about, in a few words.</summary>
    public static string Title(PortalContext here, PlanState plan) =>
        plan.Only is { } only ? here.Ui.Of("Portal.PlanOfWorker", only, plan.On) : here.Ui.Of("Portal.PlanOfDay", plan.On);
}
