using AccessGov.Core.Kernel;

namespace AccessGov.App.Composition;

/// <summary>A setting that reads well and that the library behind it does not take.</summary>
/// <param name="what">What is wrong and what to do; it never repeats a secret.</param>
public sealed class InvalidSettingException(Wording what) : Exception(what?.ToString())
{
    /// <summary>What is wrong and what to do.</summary>
    public Wording What { get; } = what;
}
