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
    /// <exception cref="ArgumentException">A setting is missing, unknown or contradicts another; the message names it.</exception>
    public static StorageChoice Of(IConfigurationSection settings)
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
            if (!new[] { "kind", "folder", "connectionString", "accountName" }.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                throw new ArgumentException(
                    $"The setting '{child.Path}' is unknown; {settings.Path} has kind, folder, connectionString and accountName."
                );
        return (kind?.ToLowerInvariant(), folder, connection, account) switch
        {
            ("sqlite", { Length: > 0 }, null, null) => new Sqlite(folder),
            ("sqlite", _, null, null) => throw new ArgumentException(
                $"The setting '{At("folder")}' is missing: name the folder for the database and the files."
            ),
            ("sqlite", _, _, _) => throw new ArgumentException(
                $"'{At("connectionString")}' and '{At("accountName")}' do not go with kind sqlite."
            ),
            ("azure", null, { Length: > 0 }, null) => new AzureByKey(connection),
            ("azure", null, null, { Length: >= 3 and <= 24 }) when account.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)) =>
                new AzureByName(account),
            ("azure", null, null, { }) => throw new ArgumentException(
                $"The setting '{At("accountName")}' must be 3 to 24 characters of a-z and 0-9; it has {account.Length}."
            ),
            ("azure", _, _, _) => throw new ArgumentException(
                $"Kind azure wants exactly one of '{At("connectionString")}' and '{At("accountName")}', and no folder."
            ),
            _ => throw new ArgumentException($"The setting '{At("kind")}' must be sqlite or azure; it is '{kind}'."),
        };
    }
}
