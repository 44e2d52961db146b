using System.Text;
using AccessGov.App.Texts;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using Microsoft.AspNetCore.Mvc;

namespace AccessGov.Web.Pages;

/// <summary>A table as CSV, as Excel opens it: UTF-8 with its mark, and no cell that would be taken for a formula.</summary>
/// <param name="texts">The language of its head.</param>
/// <param name="columns">Names of the texts of the head.</param>
internal sealed class CsvFile(UiTexts texts, params string[] columns)
{
    private readonly StringBuilder text = Write(new StringBuilder(), [.. columns.Select(c => texts[c])]);

    /// <summary>Adds a row.</summary>
    /// <param name="cells">As many as the head has.</param>
    public void Add(params string[] cells)
    {
        if (cells.Length != columns.Length)
            throw new ArgumentException($"{cells.Length} cells under {columns.Length} columns.", nameof(cells));
        Write(text, cells);
    }

    /// <summary>Adds what is said of the whole table, below it: a name and what is said.</summary>
    /// <param name="name">Name of the text.</param>
    /// <param name="said">What is said.</param>
    public void Say(string name, string said) => Add([texts[name], said, .. Enumerable.Repeat("", columns.Length - 2)]);

    /// <summary>The answer to a browser.</summary>
    /// <param name="name">Name of the file.</param>
    public FileContentResult ToResult(string name) =>
        new([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())], "text/csv; charset=utf-8")
        {
            FileDownloadName = name,
        };

    private static StringBuilder Write(StringBuilder text, string[] cells) =>
        text.AppendJoin(',', cells.Select(c => SpreadsheetCell.Quoted(VisibleText.Of(c)))).Append("\r\n");
}
