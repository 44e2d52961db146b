using System.CommandLine;
using AccessGov.App.Settings;

namespace AccessGov.Functions.Cli.Sessions;

/// <summary>Options that every command has.</summary>
public sealed class CliOptions
{
    /// <summary>The settings file.</summary>
    public Option<string?> Settings { get; } =
        new("--settings")
        {
            Description =
                $"Settings file. Default: the one that the environment variable {SettingsReader.FileVariable} names, else accessgov.json "
                + "in the present folder.",
            Recursive = true,
            HelpName = "FILE",
        };

    /// <summary>Answers as JSON.</summary>
    public Option<bool> Json { get; } =
        new("--json") { Description = "Answer as JSON, for scripts. Errors stay text, on standard error.", Recursive = true };

    /// <summary>Language of texts.</summary>
    public Option<string?> Language { get; } = Lang();

    private static Option<string?> Lang()
    {
        var option = new Option<string?>("--lang")
        {
            Description = "Language of answers: ja or en. Default: language in the settings, else ja.",
            Recursive = true,
        };
        option.AcceptOnlyFromAmong("ja", "en");
        return option;
    }
}
