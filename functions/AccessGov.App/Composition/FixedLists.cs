using AccessGov.App.Adopting;
using AccessGov.App.Enrolment;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Reviews;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Composition;

/// <summary>Lists that the product writes itself, or whose columns it says: no profile describes them.</summary>
internal static class FixedLists
{
    public static IReadOnlyList<OtherList> All { get; } =
    [
        new(Wording.Of("HrList.adopt"), "accessgov adopt apply", PairListReader.FormOf([])),
        new(Wording.Of("HrList.stock"), "accessgov keys stock add", StockList.Form),
        new(Wording.Of("HrList.paper"), "accessgov review paper-enter", PaperList.Form),
    ];
}
