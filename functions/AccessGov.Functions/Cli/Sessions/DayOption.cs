using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using AccessGov.Core.Kernel;

namespace AccessGov.Functions.Cli.Sessions;

/// <summary>A day on the command line: 2026-04-01, also 2026/4/1 and full-width. What is none is refused.</summary>
internal static class DayOption
{
    private static readonly string[] Forms = ["yyyy-M-d", "yyyy/M/d"];

    /// <summary>An option that may be left out.</summary>
    /// <param name="name">Its name, with the dashes.</param>
    public static Option<DateOnly?> Of(string name) => new(name) { HelpName = "DATE", CustomParser = result => Read(result) };

    /// <summary>An option that must be given.</summary>
    /// <param name="name">Its name, with the dashes.</param>
    public static Option<DateOnly> Needed(string name) =>
        new(name)
        {
            HelpName = "DATE",
            Required = true,
            CustomParser = result => Read(result) ?? default,
        };

    private static DateOnly? Read(ArgumentResult result)
    {
        var given = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (DateOnly.TryParseExact(EmployeeNumbers.HalfWidth(given), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        var shown = VisibleText.Of(given.Length > 40 ? given[..40] : given);
        result.AddError(CliLanguage.Present.Of("Cli.NoDay", shown));
        return null;
    }
}
