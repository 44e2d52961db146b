namespace AccessGov.App.Settings;

/// <summary>Where state is kept: one SQLite file and folders on a server, or an Azure storage account.</summary>
public abstract record StorageSettings
{
    private StorageSettings() { }

    /// <summary>On this server.</summary>
    /// <param name="Folder">Folder of the SQLite file and the kept files.</param>
    public sealed record OnServer(string Folder) : StorageSettings;

    /// <summary>In Azure, by connection string (development) or account name and managed identity.</summary>
    /// <param name="ConnectionString">Connection string; null with a managed identity.</param>
    /// <param name="AccountName">Storage account; null with a connection string.</param>
    public sealed record OnAzure(string? ConnectionString, string? AccountName) : StorageSettings
    {
        /// <summary>Never shows the connection string, which holds a key.</summary>
        public override string ToString() => $"Azure storage {AccountName ?? "by connection string"}";
    }
}
