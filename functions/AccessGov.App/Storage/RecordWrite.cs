namespace AccessGov.App.Storage;

/// <summary>One write of a commit.</summary>
public abstract record RecordWrite
{
    private RecordWrite(string row) => Row = row;

    /// <summary>The row it touches.</summary>
    public string Row { get; }

    /// <summary>Writes a new row; conflicts when the row is there.</summary>
    /// <param name="Row">The row's key.</param>
    /// <param name="Json">The whole record, UTF-8.</param>
    public sealed record Insert(string Row, ReadOnlyMemory<byte> Json) : RecordWrite(Row);

    /// <summary>Overwrites the version that was read; conflicts when the row changed or went.</summary>
    /// <param name="Row">The row's key.</param>
    /// <param name="Json">The whole record, UTF-8.</param>
    /// <param name="ETag">The version that was read.</param>
    public sealed record Replace(string Row, ReadOnlyMemory<byte> Json, ETag ETag) : RecordWrite(Row);

    /// <summary>
    /// Writes the row whatever was there. For rows that one flow alone writes; anything shared wants <see cref="Replace"/>.
    /// </summary>
    /// <param name="Row">The row's key.</param>
    /// <param name="Json">The whole record, UTF-8.</param>
    public sealed record Upsert(string Row, ReadOnlyMemory<byte> Json) : RecordWrite(Row);

    /// <summary>Removes the row; conflicts when it is not there, or, if <paramref name="ETag"/> is given, when it changed.</summary>
    /// <param name="Row">The row's key.</param>
    /// <param name="ETag">The version that was read; null removes whatever is there.</param>
    public sealed record Delete(string Row, ETag? ETag = null) : RecordWrite(Row);
}
