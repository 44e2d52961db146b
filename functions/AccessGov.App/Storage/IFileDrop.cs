namespace AccessGov.App.Storage;

/// <summary>
/// Files by path within a container. A file is seen whole or not at all, and never overwritten. All methods throw
/// <see cref="App.Failures.OutsideFailureException"/> when the place cannot be reached or has no room.
/// </summary>
public interface IFileDrop
{
    /// <summary>Keeps a file. False when the path is taken; then nothing changed.</summary>
    /// <param name="container">The container.</param>
    /// <param name="path">Where in the container.</param>
    /// <param name="content">What to keep; it is read to its end.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    Task<bool> PutAsync(DropContainer container, DropPath path, Stream content, CancellationToken cancellation);

    /// <summary>
    /// Keeps content under its own hash (<see cref="DropPath.OfHash"/>); keeping it again changes nothing but the time of its writing, so
    /// that a sweep does not take away what somebody has just kept again.
    /// </summary>
    /// <param name="container">The container.</param>
    /// <param name="content">What to keep; it is read to its end.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <returns>Its SHA-256 in lower-case hexadecimal digits.</returns>
    Task<string> PutByHashAsync(DropContainer container, Stream content, CancellationToken cancellation);

    /// <summary>Opens a file for reading; null when there is none. The caller disposes the stream.</summary>
    /// <param name="container">The container.</param>
    /// <param name="path">Where in the container.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    Task<Stream?> OpenAsync(DropContainer container, DropPath path, CancellationToken cancellation);

    /// <summary>What lies in the container, in ordinal (UTF-16) order of the names; held in memory for sorting.</summary>
    /// <param name="container">The container.</param>
    /// <param name="prefix">What the names start with; empty for all.</param>
    /// <param name="cancellation">Ends the listing.</param>
    IAsyncEnumerable<DropEntry> ListAsync(DropContainer container, string prefix, CancellationToken cancellation);

    /// <summary>Removes a file. False when there was none.</summary>
    /// <param name="container">The container.</param>
    /// <param name="path">Where in the container.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    Task<bool> DeleteAsync(DropContainer container, DropPath path, CancellationToken cancellation);

    /// <summary>Removes a file that nobody has written, or kept again, since. False when somebody has, or when there is none.</summary>
    /// <param name="container">The container.</param>
    /// <param name="path">Where in the container.</param>
    /// <param name="before">Since when.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    Task<bool> DeleteOlderAsync(DropContainer container, DropPath path, DateTimeOffset before, CancellationToken cancellation);
}
