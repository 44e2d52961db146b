namespace AccessGov.App.Storage;

/// <summary>A message held by whoever received it, until its visibility ends.</summary>
/// <param name="Id">Names the message for its whole life.</param>
/// <param name="PopReceipt">Proves the hold; changes with every receive and extension.</param>
/// <param name="Body">The text that was sent.</param>
/// <param name="DequeueCount">How often it has been received, this time included.</param>
/// <param name="InsertedAt">When it was sent.</param>
public sealed record QueueMessage(string Id, string PopReceipt, string Body, long DequeueCount, DateTimeOffset InsertedAt);
