namespace AccessGov.App.WebAuthn.Metadata;

/// <summary>How old FIDO's list may become. FIDO counts days in UTC.</summary>
public static class MetadataAge
{
    /// <summary>For so long after the day that FIDO promised the next list the last one is asked.</summary>
    public const int GraceDays = 60;

    /// <summary>True once the promised day is over: somebody should bring the next one.</summary>
    /// <param name="nextUpdate">The day that FIDO promised.</param>
    /// <param name="now">The instant.</param>
    public static bool IsOverdue(DateOnly nextUpdate, DateTimeOffset now) => DaysOver(nextUpdate, now) > 0;

    /// <summary>True once the list is asked no longer.</summary>
    /// <param name="nextUpdate">The day that FIDO promised.</param>
    /// <param name="now">The instant.</param>
    public static bool IsOver(DateOnly nextUpdate, DateTimeOffset now) => DaysOver(nextUpdate, now) > GraceDays;

    private static int DaysOver(DateOnly nextUpdate, DateTimeOffset now) =>
        DateOnly.FromDateTime(now.UtcDateTime).DayNumber - nextUpdate.DayNumber;
}
