namespace AccessGov.App.Failures;

/// <summary>Carries an <see cref="OutsideFailure"/> up to the flow or the trigger boundary. The message holds no secret.</summary>
public sealed class OutsideFailureException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="kind">The classified failure.</param>
    /// <param name="message">What was tried, on what, and what to do about it.</param>
    /// <param name="inner">The library's exception, kept for its stack.</param>
    public OutsideFailureException(OutsideFailure kind, string message, Exception? inner = null)
        : base(message, inner) => Kind = kind;

    /// <summary>Whether trying again may help, and when.</summary>
    public OutsideFailure Kind { get; }
}
