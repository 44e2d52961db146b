namespace AccessGov.Core.Campaign;

/// <summary>What a mail to somebody without a key has to tell.</summary>
/// <param name="Name">氏名, as the directory has it.</param>
/// <param name="HasKeyInHand">True when a key was lent to the person and waits to be enrolled.</param>
/// <param name="On">The day of the mail: whether the due date has passed is told by it.</param>
public sealed record Reminder(string Name, bool HasKeyInHand, DateOnly On);
