using AccessGov.App.Planning;
using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.Web.Pages.Reviews;

/// <summary>Somebody on a sheet of paper, with the rights in question.</summary>
/// <param name="Id">職員番号.</param>
/// <param name="Name">氏名.</param>
/// <param name="Place">所属 and 職名.</param>
/// <param name="Rights">The rights, in order.</param>
public sealed record PaperPerson(EmployeeId Id, string Name, string Place, IReadOnlyList<PaperPerson.Right> Rights)
{
    /// <summary>One right on the sheet.</summary>
    /// <param name="Line">Its name, why, and what speaks against an answer.</param>
    /// <param name="IsOwners">True where the owner of the right is asked, who says yes or no.</param>
    public sealed record Right(ReviewLine Line, bool IsOwners)
    {
        /// <summary>What is asked.</summary>
        public ReviewItemId Id => Line.Asked.Item.Id;

        /// <summary>False where an answer would be refused: its box is crossed out.</summary>
        /// <param name="choice">The answer.</param>
        public bool May(ReviewChoice choice) =>
            choice switch
            {
                ReviewChoice.Keep => !ReviewDecider.IsUngrounded(Line.Asked.Item),
                ReviewChoice.Remove => Line.Asked.Item.NotRemovable is null,
                _ => !IsOwners,
            };
    }

    /// <summary>Everybody on a sheet.</summary>
    /// <param name="here">Texts and policy.</param>
    /// <param name="round">The round.</param>
    /// <param name="items">What stands on the sheet, in order.</param>
    /// <param name="ct">Cancels the operation.</param>
    internal static async Task<IReadOnlyList<PaperPerson>> OfAsync(
        PortalContext here,
        ReviewRound round,
        IReadOnlyList<ReviewItem> items,
        CancellationToken ct
    )
    {
        var workspace = here.Workspace;
        var people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        var state = await (await ReviewBook.ReadAsync(workspace, ct)).StateAsync(workspace, round, ct);
        var maker = new ReviewLine.Maker(here, people, state, await ReviewPeople.OfAsync(workspace, ct));
        var beside = await ItemsBeside.OfAsync(workspace, round, ct);
        return
        [
            .. items
                .GroupBy(i => i.Id.Worker)
                .Select(g => new PaperPerson(
                    g.Key,
                    people.Find(g.Key) is { } known ? VisibleText.Of(known.Name) : "",
                    people.Find(g.Key)?.Place ?? "",
                    [.. g.Select(RightOf)]
                )),
        ];

        Right RightOf(ReviewItem item) =>
            new(maker.With(maker.Of(new ReviewDesk.Asked(item, null)), beside.Of(item)), state.StageOf(item.Id) == ReviewStage.Owner);
    }
}
