namespace AccessGov.Core.Reviews;

/// <summary>
/// The last successful sign-in of an account, as the directory told it. It speaks of the account and not of any right, and what nobody
/// knows is not "never": the directory has none from before it began to keep them.
/// </summary>
/// <param name="On">The day in the city; null for 不明.</param>
/// <param name="AsOf">When it was asked for, by the clocks of the city; null where the directory was not asked, or would not tell.</param>
public sealed record LastSignIn(DateOnly? On, DateTimeOffset? AsOf)
{
    /// <summary>An account that nobody signed in to for so many days is worth a sentence. A sentence decides nothing.</summary>
    public const int LongDays = 90;

    /// <summary>Nothing was read.</summary>
    public static LastSignIn Unknown { get; } = new(null, null);

    /// <summary>Days without a sign-in until it was asked for; null where that is not known.</summary>
    public int? Days => On is { } on && AsOf is { } asOf ? DateOnly.FromDateTime(asOf.DateTime).DayNumber - on.DayNumber : null;

    /// <summary>True where that is long.</summary>
    public bool IsLongAgo => Days >= LongDays;
}
