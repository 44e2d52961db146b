using AccessGov.App.Approving;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.Web.Pages.Work;

/// <summary>A plan in four figures.</summary>
internal static class PlanTiles
{
    public static IReadOnlyList<PlanModel.Tile> Of(PortalContext here, ReadPlan read)
    {
        var (ui, actions) = (here.Ui, read.Plan.Actions);
        var (shut, deleted) = (Count<PlannedAction.DisableAccount>(), Count<PlannedAction.DeleteAccount>());
        var taken = actions.OfType<PlannedAction.RemoveMember>().ToArray();
        var given = actions.OfType<PlannedAction.AddMember>().ToArray();
        var (made, restored) = (Count<PlannedAction.CreateAccount>(), Count<PlannedAction.RestoreAccount>());
        return
        [
            new(ui["Portal.TileShut"], shut + deleted, ui.Of("Portal.TileShutDetail", shut, deleted)),
            new(
                ui["Portal.TileTaken"],
                taken.Length,
                ui.Of(
                    "Portal.TileTakenDetail",
                    taken.Count(a => a.Zone == Zone.MyNumber),
                    taken.Count(a => !read.Unforetold.Contains(a.Id))
                )
            ),
            new(ui["Portal.TileMade"], made + restored, ui.Of("Portal.TileMadeDetail", made, restored)),
            new(ui["Portal.TileGiven"], given.Length, ui.Of("Portal.TileGivenDetail", given.Count(a => a.Zone == Zone.MyNumber))),
        ];

        int Count<T>()
            where T : PlannedAction => actions.Count(a => a is T);
    }
}
