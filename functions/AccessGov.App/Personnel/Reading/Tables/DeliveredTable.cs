using System.Security.Cryptography;
using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.App.Personnel.Reading.Workbooks;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Tables;

/// <summary>A delivered table as text: a list as it is, a sheet of an Excel workbook as the list that it would be.</summary>
internal sealed class DeliveredTable
{
    private DeliveredTable(Stream text, TableForm form) => (Text, Form) = (text, form);

    /// <summary>The text, which can be read from its beginning as often as wanted; empty with a fault.</summary>
    public Stream Text { get; }

    /// <summary>How the text is written.</summary>
    public TableForm Form { get; }

    /// <summary>SHA-256 of the file, lower-case hex, where the text is not the file itself.</summary>
    public string? FileHash { get; private init; }

    /// <summary>Why there is no text; null when there is.</summary>
    public Wording? Fault { get; private init; }

    /// <summary>
    /// True when each cell says in which column it stands, as in a sheet: then a row is never longer or shorter than the header by mistake.
    /// </summary>
    public bool HasPlaces => FileHash is not null;

    /// <summary>What is merged in a sheet.</summary>
    public IReadOnlyList<MergedCells> Merged { get; private init; } = [];

    /// <summary>Columns of a sheet, from 1, in which a cell is a number and no text; none of a list.</summary>
    public IReadOnlySet<int> NumberColumns { get; private init; } = new HashSet<int>();

    /// <summary>Why a file is refused before anything of it is read; null when it is not.</summary>
    /// <param name="beginning">Its first bytes.</param>
    public static Wording? Refusal(ReadOnlySpan<byte> beginning) =>
        Signature.IsOldOffice(beginning) ? Wording.Of("Workbook.old-or-locked") : null;

    /// <summary>The text itself.</summary>
    /// <param name="text">Can be read from its beginning as often as wanted.</param>
    /// <param name="form">How it is written.</param>
    public static DeliveredTable OfText(Stream text, TableForm form) => new(text, form);

    /// <summary>A file of either kind, told by its bytes.</summary>
    /// <param name="file">Can be read from its beginning as often as wanted; it is left open.</param>
    /// <param name="form">How the source writes.</param>
    /// <exception cref="IOException">The file cannot be read, or was changed meanwhile.</exception>
    public static DeliveredTable Of(Stream file, TableForm form)
    {
        var signature = Signature.Of(file);
        if (Refusal(signature) is { } refusal)
            return new(Stream.Null, form) { Fault = refusal, FileHash = HashOf(file) };
        if (!Signature.IsWorkbook(signature))
            return OfText(file, form);
        var hash = HashOf(file);
        try
        {
            var sheet = SheetText.Of(file, form.Sheet);
            if (HashOf(file) != hash)
                throw new IOException("The file was changed while it was read. Deliver it again.");
            return new(sheet.Text, FormOf(sheet, form))
            {
                FileHash = hash,
                Merged = sheet.Merged,
                NumberColumns = sheet.NumberColumns,
            };
        }
        catch (WorkbookFault fault)
        {
            return new(Stream.Null, form) { Fault = fault.Why, FileHash = hash };
        }
    }

    /// <summary>The same table, looked at in another way: other columns, the encoding that its bytes have.</summary>
    /// <param name="form">How it is looked at.</param>
    public DeliveredTable As(TableForm form) =>
        new(Text, form)
        {
            FileHash = FileHash,
            Fault = Fault,
            Merged = Merged,
            NumberColumns = NumberColumns,
        };

    /// <summary>
    /// A cell that is a day has one reading, whatever the source writes in cells of text; a bare number has another one where days are
    /// counted from 1904, which no profile tells.
    /// </summary>
    private static TableForm FormOf(SheetText sheet, TableForm form) =>
        form with
        {
            Encoding = TextEncoding.Utf8,
            Delimiter = ',',
            NeedsFinalLineBreak = false,
            Dates = (form.Dates | DateForms.Western) & (sheet.CountsFrom1904 ? ~DateForms.ExcelSerial : ~DateForms.None),
        };

    private static string HashOf(Stream file)
    {
        file.Position = 0;
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
