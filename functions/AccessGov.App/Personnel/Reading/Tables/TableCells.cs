using System.Buffers;
using System.Text;
using AccessGov.App.Personnel.Reading.Text;
using CsvHelper;

namespace AccessGov.App.Personnel.Reading.Tables;

/// <summary>The texts of cells, as a source writes them.</summary>
internal sealed class TableCells(TableForm form)
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> nullWords = form
        .NullWords.ToHashSet(StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<byte> OfNumbers = SearchValues.Create(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-"u8
    );
    private readonly bool isNullWordNumber = form.NullWords.Any(w => w is [var first, ..] && char.IsAsciiLetterOrDigit(first));

    /// <summary>True for a cell of the characters that 職員番号 have, which is its own key.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> cell) => !cell.IsEmpty && !cell.ContainsAnyExcept(OfNumbers);

    /// <summary>False when such a cell is surely no word that stands for nothing.</summary>
    public bool MayBeNull(ReadOnlySpan<byte> number) => isNullWordNumber || number[0] == (byte)'-';

    /// <summary>False when only blank cells are empty.</summary>
    public bool HasNullWords { get; } = form.NullWords.Count > 0;

    /// <summary>True for a key (<see cref="Folding"/>) that stands for nothing.</summary>
    public bool IsNullKey(ReadOnlySpan<char> key) => key.IsEmpty || (HasNullWords && nullWords.Contains(key));

    /// <summary>True for an empty cell, or a word that stands for one.</summary>
    // Trim removes the ideographic space too.
    public bool IsNull(string cell) => cell.AsSpan().Trim().IsEmpty || (HasNullWords && form.NullWords.Contains(Folding.Key(cell)));

    /// <summary>The trimmed text; empty for a null word.</summary>
    public string TextOf(ReadOnlySpan<byte> cell) =>
        cell.IsEmpty ? ""
        : Encoding.UTF8.GetString(cell) is var text && IsNull(text) ? ""
        : text.Trim();

    /// <summary>Every cell of the row, as it is.</summary>
    public static string[] All(CsvReader csv)
    {
        var cells = new string[csv.FieldCount];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = csv.GetString(i);
        return cells;
    }

    /// <summary>The mapped cells of the row.</summary>
    public TableRow RowOf(CsvReader csv, int row, bool isRagged, TableHeader header)
    {
        var at = header.At;
        var cells = new string[at.Length];
        for (var slot = 0; slot < cells.Length; slot++)
            cells[slot] = at[slot] < csv.FieldCount ? TextOf(csv.GetSpan(at[slot])) : "";
        return new TableRow(row, isRagged, csv.FieldCount, header, cells);
    }
}
