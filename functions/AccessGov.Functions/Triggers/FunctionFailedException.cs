namespace AccessGov.Functions.Triggers;

/// <summary>
/// A function failed, and the boundary has logged why. The host sees the code alone: it repeats the message or the run, whatever the
/// reason.
/// </summary>
public sealed class FunctionFailedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="code">Stable code of the failure; never a text of somebody else's.</param>
    public FunctionFailedException(string function, string code)
        : base($"{function} failed: {code}") => Code = code;

    /// <summary>Stable code of the failure.</summary>
    public string Code { get; }
}
