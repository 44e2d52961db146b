using AccessGov.App.Failures;
using AccessGov.App.Settings;
using AccessGov.App.Storage.Azure;
using AccessGov.App.Storage.Sqlite;
using AccessGov.Core.Kernel;
using Azure.Core;
using Azure.Identity;

namespace AccessGov.App.Composition;

/// <summary>Opens the stores that the settings choose.</summary>
public static class StorageOpening
{
    private const string Database = "accessgov.db";

    /// <summary>Opens the three seams to be looked at: nothing is made, and SQLite refuses every write.</summary>
    /// <param name="choice">Where state lives.</param>
    /// <param name="clock">The program's clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Null when there is no store.</returns>
    /// <exception cref="OutsideFailureException">The store cannot be opened.</exception>
    /// <exception cref="InvalidSettingException">The connection string is none; the message does not repeat it.</exception>
    public static async Task<OpenStorage?> LookAsync(this StorageChoice choice, TimeProvider clock, CancellationToken ct)
    {
        if (choice is StorageChoice.Sqlite { Folder: var folder })
            return SqliteFile.Look(Path.Combine(folder, Database)) is { } file ? Of(file, folder, clock) : null;
        // On Azure what is missing is made by the first write.
        var storage = choice.Open(clock);
        return storage.Records is TableRecordStore records && await records.ExistsAsync(ct) ? storage : null;
    }

    /// <summary>Opens the three seams.</summary>
    /// <param name="choice">Where state lives.</param>
    /// <param name="clock">The program's clock.</param>
    /// <param name="credential">For a storage account by name; null for the environment's own (managed identity, Azure CLI …).</param>
    /// <exception cref="OutsideFailureException">The SQLite file cannot be opened.</exception>
    /// <exception cref="InvalidSettingException">The connection string is none; the message does not repeat it.</exception>
    public static OpenStorage Open(this StorageChoice choice, TimeProvider clock, TokenCredential? credential = null)
    {
        switch (choice)
        {
            case StorageChoice.Sqlite sqlite:
                return Of(SqliteFile.Open(Path.Combine(sqlite.Folder, Database)), sqlite.Folder, clock);
            case StorageChoice.AzureByKey { ConnectionString: var key }:
                try
                {
                    return new(
                        new TableRecordStore(AzureClients.Tables(key)),
                        new StorageWorkQueue(AzureClients.Queues(key)),
                        new BlobFileDrop(AzureClients.Blobs(key)),
                        null
                    );
                }
                catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
                {
                    // Not kept as the inner exception: the SDK's messages repeat parts of the text.
                    throw new InvalidSettingException(Wording.Of("Settings.connection-string"));
                }
            case StorageChoice.AzureByName { AccountName: var name }:
                credential ??= new DefaultAzureCredential();
                return new(
                    new TableRecordStore(AzureClients.Tables(name, credential)),
                    new StorageWorkQueue(AzureClients.Queues(name, credential)),
                    new BlobFileDrop(AzureClients.Blobs(name, credential)),
                    null
                );
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static OpenStorage Of(SqliteFile file, string folder, TimeProvider clock) =>
        new(new SqliteRecordStore(file), new SqliteWorkQueue(file, clock), new FolderFileDrop(Path.Combine(folder, "files"), clock), file);
}
