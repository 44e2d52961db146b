namespace AccessGov.App.WebAuthn.Wire;

/// <summary>Bytes or texts of a ceremony that are not what they should be. Ceremonies make a refusal of it.</summary>
public sealed class WireFault : FormatException
{
    /// <summary>Something is wrong.</summary>
    public WireFault() { }

    /// <summary>Something is wrong.</summary>
    /// <param name="message">What, for a log.</param>
    public WireFault(string message)
        : base(message) { }

    /// <summary>Something is wrong.</summary>
    /// <param name="message">What, for a log.</param>
    /// <param name="inner">How it was found.</param>
    public WireFault(string message, Exception inner)
        : base(message, inner) { }
}
