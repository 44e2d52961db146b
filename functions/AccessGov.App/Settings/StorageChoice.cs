using AccessGov.Core.Kernel;

namespace AccessGov.App.Settings;

/// <summary>Where state lives, as the settings say under <c>Storage</c>.</summary>
public abstract record StorageChoice
{
    private StorageChoice() { }

    /// <summary>One server: the file <c>accessgov.db</c> and the folder <c>files</c> in <paramref name="Folder"/>.</summary>
    public sealed record Sqlite(string Folder) : StorageChoice;

    /// <summary>A storage account by connection string, which holds a key: its text never shows it.</summary>
    /// <param name="ConnectionString">Azure's own form; holds the account's key.</param>
    public sealed record AzureByKey(string ConnectionString) : StorageChoice
    {
        /// <inheritdoc/>
        public override string ToString() => nameof(AzureByKey);
    }

    /// <summary>A storage account by name, with the credential of whoever runs the program.</summary>
    /// <param name="AccountName">The storage account's name.</param>
    public sealed record AzureByName(string AccountName) : StorageChoice;

    /// <summary>
    /// Reads <c>Storage: { kind: sqlite, folder }</c>, <c>{ kind: azure, connectionString }</c> or <c>{ kind: azure, accountName }</c>.
    /// </summary>
    /// <param name="settings">The settings; paths in them are absolute.</param>
    /// <returns>The choice, or everything that is missing, unknown or contradicts something else.</returns>
    public static (StorageChoice? Choice, IReadOnlyList<Wording> Faults) Of(IConfigurationSection settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        string At(string name) => $"{settings.Path}:{name}";
        var faults = new List<Wording>();
        var (kind, folder, connection, account) = (
            settings["kind"]?.ToLowerInvariant(),
            settings["folder"],
            settings["connectionString"],
            settings["accountName"]
        );
        if (kind is not ("sqlite" or "azure"))
            faults.Add(Wording.Of("Settings.unknown-word", At("kind"), settings["kind"], "sqlite, azure"));
        if (kind is "sqlite" && folder is null or "")
            faults.Add(Wording.Of("Settings.storage-folder", At("folder")));
        if (kind is "sqlite" && (connection is not null || account is not null))
            faults.Add(Wording.Of("Settings.storage-sqlite", At("connectionString"), At("accountName")));
        if (kind is "azure" && (folder is not null || connection is { Length: > 0 } == account is { Length: > 0 }))
            faults.Add(Wording.Of("Settings.storage-azure", At("connectionString"), At("accountName")));
        if (kind is "azure" && account is { Length: > 0 } && !IsAccount(account))
            faults.Add(Wording.Of("Settings.storage-account", At("accountName"), account.Length));
        if (faults.Count > 0)
            return (null, faults);
        return (
            kind is "sqlite" ? new Sqlite(folder!)
                : connection is { Length: > 0 } ? new AzureByKey(connection)
                : new AzureByName(account!),
            []
        );
    }

    private static bool IsAccount(string name) =>
        name.Length is >= 3 and <= 24 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));
}
