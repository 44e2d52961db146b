namespace AccessGov.App.Personnel.Reading.Tables;

/// <summary>Reads a delivered list whole or refuses it; an extract, which may have a million rows, is walked over instead.</summary>
internal static class TableReader
{
    /// <summary>Reads the table; only mapped cells survive.</summary>
    public static TableRead Read(ReadOnlySpan<byte> bytes, TableForm form)
    {
        var table = DeliveredTable.Of(new MemoryStream(bytes.ToArray()), form);
        var (rows, cells) = (new List<TableRow>(), new TableCells(table.Form));
        var scanned = new TableScan(table).Run(header => (csv, row, isRagged) => rows.Add(cells.RowOf(csv, row, isRagged, header)));
        return scanned.Reasons.Count > 0
            ? new TableRead.Refused(scanned.Reasons, scanned.Notices)
            : new TableRead.Whole(rows, scanned.Notices, table.Form);
    }
}
