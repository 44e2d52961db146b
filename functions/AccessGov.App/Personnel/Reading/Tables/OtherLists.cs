using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Tables;

/// <summary>Tells a list of another kind by its header, in whichever encoding and with whichever separator it is written.</summary>
internal static class OtherLists
{
    private static readonly char[] Delimiters = [',', '\t'];

    /// <summary>Which other list a table is, and which command takes it; null for a table that is none of those known.</summary>
    /// <param name="table">A table of whose own header something is missing.</param>
    public static Wording? SeenIn(DeliveredTable table)
    {
        var form = table.Form;
        if (form.Others.Count == 0 || table.Fault is not null)
            return null;
        var seen = new List<OtherList>();
        foreach (var way in Ways(table))
        {
            var records = new TableScan(table.As(way)).Beginning();
            // Its own header stands there: it is written otherwise than the profile says, and no other list.
            if (TableHeader.StandsWhole(records, form))
                return null;
            seen.AddRange(form.Others.Where(o => !seen.Contains(o) && TableHeader.StandsWhole(records, o.Form)));
        }
        if (seen.Count == 0)
            return null;
        // A list with few columns may be found within one that has more.
        var most = seen.Max(o => o.Form.Columns.Count);
        OtherList[] fitting = [.. seen.Where(o => o.Form.Columns.Count == most)];
        return Wording.Of("Table.other-list", fitting[0].Name, fitting.Select(o => o.Command));
    }

    private static IEnumerable<TableForm> Ways(DeliveredTable table) =>
        table.HasPlaces
            ? [table.Form]
            : Enum.GetValues<TextEncoding>()
                .SelectMany(encoding => Delimiters.Select(d => table.Form with { Encoding = encoding, Delimiter = d }));
}
