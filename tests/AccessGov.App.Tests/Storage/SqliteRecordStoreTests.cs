using AccessGov.App.Storage;
using AccessGov.App.Storage.Sqlite;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Storage;

public sealed class SqliteRecordStoreTests : RecordStoreContract, IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly SqliteFile _file;

    public SqliteRecordStoreTests() => _file = SqliteFile.Open(_folder.File("state.db"));

    protected override Task<IRecordStore> OpenAsync() => Task.FromResult<IRecordStore>(new SqliteRecordStore(_file));

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }
}
