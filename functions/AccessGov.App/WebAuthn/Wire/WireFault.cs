using AccessGov.Core.Kernel;

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

    /// <summary>Something is wrong with what somebody brings as a file, and is told so.</summary>
    /// <param name="message">What, for a log.</param>
    /// <param name="what">What, for people.</param>
    /// <param name="inner">How it was found; null when this is the first place that knows.</param>
    public WireFault(string message, Wording what, Exception? inner = null)
        : base(message, inner) => What = what;

    /// <summary>What is wrong, for people; null of what only ceremonies meet, whose steps are told.</summary>
    public Wording? What { get; }

    /// <summary>What people are told of a file that is not in its form.</summary>
    /// <param name="thrown">What was thrown.</param>
    public static Wording Told(FormatException thrown) => (thrown as WireFault)?.What ?? Wording.Of("Wire.other");
}
