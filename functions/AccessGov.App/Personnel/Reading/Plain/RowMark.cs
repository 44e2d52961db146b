namespace AccessGov.App.Personnel.Reading.Plain;

/// <summary>What is remembered of one row: whose it is, and whether its worker was made already.</summary>
internal struct RowMark
{
    /// <summary>Whose it is.</summary>
    public Number Worker;

    /// <summary>Row as a spreadsheet counts, from 1.</summary>
    public int Row;

    /// <summary>Of so many rows, this one and those after it in the file, a worker was made; 0 for none.</summary>
    public int MadeOf;

    /// <summary>Which of the workers that were made.</summary>
    public int Made;
}
