using System.Text;
using AccessGov.Core.Kernel;
using Microsoft.AspNetCore.Mvc;

namespace AccessGov.Web.Pages;

/// <summary>A CSV file as spreadsheets take it.</summary>
/// <param name="here">Texts.</param>
internal sealed class CsvFile(PortalContext here)
{
    private readonly StringBuilder text = new();

    /// <summary>The first row, by names of texts.</summary>
    public void Head(params string[] keys) => Row([.. keys.Select(k => here.Ui[k])]);

    public void Row(params string[] cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    /// <summary>The file, under a name.</summary>
    public FileContentResult Named(string name) =>
        // Excel reads UTF-8 when a mark says so.
        new([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())], "text/csv; charset=utf-8")
        {
            FileDownloadName = name,
        };

    // A spreadsheet takes cells that begin so for formulas.
    private static string Cell(string value)
    {
        var seen = VisibleText.Of(value);
        var safe = seen.Length > 0 && "=+-@\t\r".Contains(seen[0], StringComparison.Ordinal) ? "'" + seen : seen;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
