namespace AccessGov.App.Storage;

/// <summary>One record as the store holds it.</summary>
/// <param name="Row">Its key within the partition.</param>
/// <param name="ETag">Its version.</param>
/// <param name="Json">Exactly the bytes that were written.</param>
public sealed record StoredRecord(string Row, ETag ETag, ReadOnlyMemory<byte> Json);
