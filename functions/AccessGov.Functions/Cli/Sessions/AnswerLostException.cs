namespace AccessGov.Functions.Cli.Sessions;

/// <summary>
/// The answer cannot be written: its disk is full, say. No <see cref="IOException"/>, because what was to be done may be done, and whoever
/// handles files does not handle this.
/// </summary>
/// <param name="why">What the stream said.</param>
internal sealed class AnswerLostException(Exception why) : Exception(why.Message, why)
{
    /// <summary>Number of the error in the operating system, e.g. 28 for a full disk.</summary>
    public int SystemError { get; } = (why.InnerException as IOException ?? why).HResult & 0xffff;
}
