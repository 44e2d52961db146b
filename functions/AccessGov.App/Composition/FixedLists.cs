using AccessGov.App.Adopting;
using AccessGov.App.Enrolment;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Reviews;

namespace AccessGov.App.Composition;

/// <summary>Lists that the product writes itself, or whose columns it says: no profile describes them.</summary>
internal static class FixedLists
{
    public static IReadOnlyList<OtherList> All { get; } = [PairListReader.AsOther, StockList.AsOther, PaperList.AsOther];
}
