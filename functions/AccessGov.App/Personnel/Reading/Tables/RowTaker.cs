using CsvHelper;

namespace AccessGov.App.Personnel.Reading.Tables;

/// <summary>Takes one data row while a table is walked over; whether the table is whole shows only at its end.</summary>
/// <param name="cells">Stands on the row; what it gives out is good until the row is left.</param>
/// <param name="row">Row as a spreadsheet counts, from 1.</param>
/// <param name="isRagged">True when it has not as many cells as the header.</param>
internal delegate void RowTaker(CsvReader cells, int row, bool isRagged);
