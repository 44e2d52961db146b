namespace AccessGov.App.Personnel;

/// <summary>
/// A file of the inbox as it lies there now. Told of twice, or late, it must not undo what was delivered after it; put there again,
/// it counts again.
/// </summary>
/// <param name="Name">Its path in the inbox.</param>
/// <param name="ChangedAt">When it was last written there.</param>
public sealed record Delivery(string Name, DateTimeOffset ChangedAt);
