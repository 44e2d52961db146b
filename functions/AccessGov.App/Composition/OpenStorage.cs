using AccessGov.App.Storage;
using AccessGov.App.Storage.Sqlite;

namespace AccessGov.App.Composition;

/// <summary>The three seams, opened together; closing it closes what they share.</summary>
/// <param name="Records">State and audit facts.</param>
/// <param name="Queue">Work to be done.</param>
/// <param name="Files">Delivered and kept files.</param>
/// <param name="Shared">The SQLite file below records and queue; null on Azure.</param>
public sealed record OpenStorage(IRecordStore Records, IWorkQueue Queue, IFileDrop Files, SqliteFile? Shared) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Shared?.Dispose();
}
