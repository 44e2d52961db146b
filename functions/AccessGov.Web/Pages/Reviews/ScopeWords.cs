using AccessGov.App.Texts;
using AccessGov.Core.Reviews;

namespace AccessGov.Web.Pages.Reviews;

/// <summary>What a round is about, in one line.</summary>
internal static class ScopeWords
{
    /// <summary>The line.</summary>
    /// <param name="here">In which language, and with the names of which policy.</param>
    /// <param name="round">The round.</param>
    public static string Of(PortalContext here, ReviewRound round) => new ReviewScopeText(here.Ui, here.Workspace.Policy).Of(round.Rule);
}
