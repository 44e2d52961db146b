namespace AccessGov.App.Personnel.Reading.Workbooks;

/// <summary>The texts that cells share, which they name by number.</summary>
internal sealed class SharedTexts
{
    private readonly List<string> texts = [];

    /// <summary>Reads them.</summary>
    /// <param name="package">The workbook.</param>
    /// <param name="part">Where they are; null for none.</param>
    public SharedTexts(WorkbookPackage package, string? part)
    {
        if (part is null)
            return;
        var length = 0L;
        using var reader = package.Open(part);
        while (reader.Read())
            if (reader.Begins("si"))
            {
                var text = reader.Item();
                length += text.Length;
                if (length > SheetText.MostText)
                    throw WorkbookFault.TooLarge(SheetText.MostText);
                texts.Add(text);
            }
    }

    /// <summary>A text by its number.</summary>
    /// <exception cref="WorkbookFault">There is none.</exception>
    public string this[int number] => number < texts.Count ? texts[number] : throw WorkbookFault.Damaged();
}
