using System.CommandLine;
using AccessGov.App.Settings;

namespace AccessGov.Functions.Cli.Sessions;

/// <summary>Options that every command has.</summary>
public sealed class CliOptions
{
    /// <summary>The settings file.</summary>
    public Option<string?> Settings { get; } = new("--settings") { Recursive = true, HelpName = "FILE" };

    /// <summary>Answers as JSON.</summary>
    public Option<bool> Json { get; } = new("--json") { Recursive = true };

    /// <summary>Language of texts.</summary>
    public Option<string?> Language { get; } = Lang();

    /// <summary>Path of the settings: what was given, else what the environment names, else a file in the present folder.</summary>
    /// <param name="given">What the command line names; null for nothing.</param>
    internal static string PathOr(string? given) =>
        given ?? (Environment.GetEnvironmentVariable(SettingsReader.FileVariable) is { Length: > 0 } named ? named : "accessgov.json");

    private static Option<string?> Lang()
    {
        var option = new Option<string?>("--lang") { Recursive = true };
        option.AcceptOnlyFromAmong("ja", "en");
        return option;
    }
}
