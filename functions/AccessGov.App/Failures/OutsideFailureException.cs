using AccessGov.Core.Kernel;

namespace AccessGov.App.Failures;

/// <summary>
/// Carries an <see cref="OutsideFailure"/> up to the flow or the trigger boundary. The message holds no secret: it is name and values of
/// the wording, which whoever shows it says in the reader's language.
/// </summary>
public sealed class OutsideFailureException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="kind">The classified failure.</param>
    /// <param name="what">What was tried, on what, and what to do about it.</param>
    /// <param name="inner">The library's exception, kept for its stack.</param>
    public OutsideFailureException(OutsideFailure kind, Wording what, Exception? inner = null)
        : base($"{what}", inner) => (Kind, What) = (kind, what);

    /// <summary>Whether trying again may help, and when.</summary>
    public OutsideFailure Kind { get; }

    /// <summary>What was tried, on what, and what to do about it.</summary>
    public Wording What { get; }
}
