namespace AccessGov.App.Personnel.Reading.Workbooks;

/// <summary>Which formats of cells show a number as a day.</summary>
internal sealed class CellStyles
{
    private readonly List<bool> areDays = [];

    /// <summary>Reads them.</summary>
    /// <param name="package">The workbook.</param>
    /// <param name="part">Where they are; null for none.</param>
    public CellStyles(WorkbookPackage package, string? part)
    {
        if (part is null)
            return;
        var (codes, used) = (new Dictionary<int, bool>(), new List<int>());
        using (var reader = package.Open(part))
            while (reader.Read())
                // Formats by condition have number formats too.
                if (reader.Begins("numFmts"))
                    reader.Children(() =>
                    {
                        if (reader.Begins("numFmt") && reader.Whole("numFmtId") is { } id)
                            codes[id] = NumberFormat.IsDay(reader.GetAttribute("formatCode") ?? "");
                    });
                else if (reader.Begins("cellXfs"))
                    reader.Children(() =>
                    {
                        if (reader.Begins("xf"))
                            used.Add(reader.Whole("numFmtId") ?? 0);
                    });
        areDays.AddRange(used.Select(id => codes.TryGetValue(id, out var isDay) ? isDay : NumberFormat.IsDay(id)));
    }

    /// <summary>True when numbers are shown as days.</summary>
    /// <param name="style">The cell's; null for none.</param>
    /// <exception cref="WorkbookFault">There is no such style.</exception>
    public bool AreDays(int? style) =>
        (style ?? 0) is var number && number < areDays.Count ? areDays[number]
        : number == 0 ? false
        : throw WorkbookFault.Damaged();
}
