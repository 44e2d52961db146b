namespace AccessGov.Functions.Cli.Sessions;

/// <summary>
/// The answer cannot be written: its disk is full, say. No <see cref="IOException"/>, because what was to be done may be done, and whoever
/// handles files does not handle this.
/// </summary>
/// <param name="why">What the stream said.</param>
internal sealed class AnswerLostException(Exception why) : Exception(why.Message, why)
{
    // EBADF and EPIPE.
    private const int ClosedStream = 9;
    private const int ClosedPipe = 32;

    /// <summary>Number of the error in the operating system, e.g. 28 for a full disk.</summary>
    public int SystemError { get; } = (why.InnerException as IOException ?? why).HResult & 0xffff;

    /// <summary>True where nobody reads: the stream is closed, whoever read it is gone, or something else has the stream's place.</summary>
    public bool IsClosed => InnerException is UnauthorizedAccessException || SystemError is ClosedStream or ClosedPipe;
}
