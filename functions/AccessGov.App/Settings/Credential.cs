namespace AccessGov.App.Settings;

/// <summary>
/// A secret that is given to this process: by systemd as a file (systemd.exec, Credentials), which no child inherits, or else by an
/// environment variable.
/// </summary>
internal static class Credential
{
    /// <summary>Where systemd puts the credentials of a service.</summary>
    public const string FolderVariable = "CREDENTIALS_DIRECTORY";

    /// <summary>The secret; null when it is not given.</summary>
    /// <param name="name">Name of the credential and of the variable.</param>
    public static string? Find(string name) => Find(name, Environment.GetEnvironmentVariable(FolderVariable));

    /// <summary>The same with the folder of the credentials; null or empty where there is none.</summary>
    internal static string? Find(string name, string? folder) =>
        folder is { Length: > 0 }
        && Path.Combine(folder, name) is var file
        && File.Exists(file)
            // An editor's or a shell's last line break is none of the secret.
            ? File.ReadAllText(file).TrimEnd('\r', '\n')
            : Environment.GetEnvironmentVariable(name);
}
