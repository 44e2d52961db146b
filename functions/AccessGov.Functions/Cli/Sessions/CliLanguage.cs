using System.Globalization;
using System.Text.Json;
using AccessGov.App.Settings;
using AccessGov.App.Texts;

namespace AccessGov.Functions.Cli.Sessions;

/// <summary>In which language something is said before the command line and the settings were read: a wrong word, a help text.</summary>
internal static class CliLanguage
{
    private const string Lang = "--lang";
    private const string File = "--settings";
    private const string Japanese = "ja";
    private const string English = "en";

    /// <summary>The language that the words ask for, else that of the settings where they can be read, else Japanese.</summary>
    /// <param name="args">The words of the command line.</param>
    /// <returns><c>ja</c> or <c>en</c>.</returns>
    public static string Of(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var language =
            After(args, Lang)
            ?? Environment.GetEnvironmentVariable(SettingsReader.EnvironmentPrefix + "language")
            ?? OfSettings(CliOptions.PathOr(After(args, File)));
        return language == English ? English : Japanese;
    }

    /// <summary>What is said now, where there is no session yet.</summary>
    public static UiTexts Present => new(CultureInfo.CurrentUICulture.Name == English ? English : Japanese);

    private static string? After(string[] args, string option)
    {
        for (var i = 0; i < args.Length; i++)
            if (args[i] == option)
                return i + 1 < args.Length ? args[i + 1] : null;
            else if (
                args[i].StartsWith(option, StringComparison.Ordinal)
                && args[i].Length > option.Length
                && args[i][option.Length] is '=' or ':'
            )
                return args[i][(option.Length + 1)..];
        return null;
    }

    /// <summary>Nothing is wrong with settings here: whoever needs them says what is.</summary>
    private static string? OfSettings(string path)
    {
        // Whoever reads the words says that a name is empty.
        if (path.Length == 0)
            return null;
        try
        {
            using var settings = JsonDocument.Parse(
                System.IO.File.ReadAllBytes(path),
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
            );
            return settings.RootElement.GetProperty("language").GetString();
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
