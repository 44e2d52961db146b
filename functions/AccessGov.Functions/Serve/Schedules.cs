using NCrontab;

namespace AccessGov.Functions.Serve;

/// <summary>Schedules in the Functions' dialect: six fields, UTC, <c>%NAME%</c> taken from the environment.</summary>
public static class Schedules
{
    /// <summary>
    /// 17:30 UTC, 02:30 in Japan: after the personnel systems' own nightly runs. Azure has no such default: set it there.
    /// </summary>
    public const string NightlyDefault = "0 30 17 * * *";

    /// <summary>Environment variable, or app setting on Azure, with the time of the nightly run.</summary>
    public const string NightlyVariable = "NIGHTLY_CRON";

    /// <summary>Reads a schedule in the dialect of the Functions host.</summary>
    /// <param name="text">NCRONTAB with seconds, or <c>%VARIABLE%</c> that holds one.</param>
    /// <exception cref="FormatException">It is none, or its variable is missing; the message names it.</exception>
    public static CrontabSchedule Read(string text)
    {
        var expression = text;
        if (text is ['%', .. var name, '%'])
            expression =
                Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value
                : name == NightlyVariable ? NightlyDefault
                : throw new FormatException($"The schedule {text} needs the environment variable {name}.");
        return CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = true })
            ?? throw new FormatException(
                $"The schedule '{expression}' must have six fields: seconds, minutes, hours, days, months, days of the week."
            );
    }
}
