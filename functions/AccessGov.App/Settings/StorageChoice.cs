using AccessGov.Core.Kernel;

namespace AccessGov.App.Settings;

/// <summary>Where state lives, as the settings say under <c>Storage</c>.</summary>
public abstract record StorageChoice
{
    private static readonly string[] Names = ["kind", "folder", "connectionString", "accountName"];

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
    /// <returns>The choice, or what is missing, unknown or contradicts something else.</returns>
    public static (StorageChoice? Choice, Wording? Fault) Of(IConfigurationSection settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        string At(string name) => $"{settings.Path}:{name}";
        var (kind, folder, connection, account) = (
            settings["kind"],
            settings["folder"],
            settings["connectionString"],
            settings["accountName"]
        );
        foreach (var child in settings.GetChildren())
            if (!Names.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                return (null, Wording.Of("Settings.unknown-key", child.Path, string.Join(", ", Names)));
        return (kind?.ToLowerInvariant(), folder, connection, account) switch
        {
            ("sqlite", { Length: > 0 }, null, null) => (new Sqlite(folder), null),
            ("sqlite", _, null, null) => (null, Wording.Of("Settings.storage-folder", At("folder"))),
            ("sqlite", _, _, _) => (null, Wording.Of("Settings.storage-sqlite", At("connectionString"), At("accountName"))),
            ("azure", null, { Length: > 0 }, null) => (new AzureByKey(connection), null),
            ("azure", null, null, { Length: >= 3 and <= 24 }) when account.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)) => (
                new AzureByName(account),
                null
            ),
            ("azure", null, null, { }) => (null, Wording.Of("Settings.storage-account", At("accountName"), account.Length)),
            ("azure", _, _, _) => (null, Wording.Of("Settings.storage-azure", At("connectionString"), At("accountName"))),
            _ => (null, Wording.Of("Settings.unknown-word", At("kind"), kind, "sqlite, azure")),
        };
    }
}
