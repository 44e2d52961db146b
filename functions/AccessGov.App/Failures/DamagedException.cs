using AccessGov.Core.Kernel;

namespace AccessGov.App.Failures;

/// <summary>
/// What was kept no longer is what was kept: altered, damaged or gone. Nothing is decided on it. The message holds name and values of the
/// wording; whoever shows it says it in the reader's language.
/// </summary>
/// <param name="what">What is damaged, and what to do.</param>
/// <param name="inner">What met it; null for nothing.</param>
public sealed class DamagedException(Wording what, Exception? inner = null) : Exception($"{what}", inner)
{
    /// <summary>What is damaged, and what to do.</summary>
    public Wording What { get; } = what;
}
