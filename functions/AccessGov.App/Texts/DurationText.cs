namespace AccessGov.App.Texts;

/// <summary>A length of time as people say it, in its two largest units: 241 days 4 hours, not 20,839,446 seconds.</summary>
public static class DurationText
{
    private static readonly (string Key, TimeSpan Unit)[] Units =
    [
        ("Duration.days", TimeSpan.FromDays(1)),
        ("Duration.hours", TimeSpan.FromHours(1)),
        ("Duration.minutes", TimeSpan.FromMinutes(1)),
        ("Duration.seconds", TimeSpan.FromSeconds(1)),
    ];

    /// <summary>The length in words.</summary>
    /// <param name="words">The reader's texts.</param>
    /// <param name="length">The length; what is below a second is left out.</param>
    public static string Of(UiTexts words, TimeSpan length)
    {
        ArgumentNullException.ThrowIfNull(words);
        var largest = Array.FindIndex(Units, u => length >= u.Unit);
        if (largest < 0)
            return words.Of("Duration.seconds", 0);
        var parts = new List<string>();
        foreach (var (key, unit) in Units.Skip(largest).Take(2))
        {
            var count = length.Ticks / unit.Ticks;
            length -= count * unit;
            if (count > 0)
                parts.Add(words.Of(key, count));
        }
        return parts is [var one, var other] ? words.Of("Duration.two", one, other) : parts[0];
    }
}
