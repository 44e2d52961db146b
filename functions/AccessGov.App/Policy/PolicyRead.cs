using AccessGov.App.Yaml;
using AccessGov.Core.Policy;

namespace AccessGov.App.Policy;

/// <summary>What came of reading a policy file: a policy without any doubt, or everything that is wrong with it.</summary>
public abstract record PolicyRead
{
    private PolicyRead() { }

    /// <summary>The file is right in every respect.</summary>
    /// <param name="Policy">What it says.</param>
    public sealed record Read(GovernancePolicy Policy) : PolicyRead;

    /// <summary>The file is refused as a whole; nothing of it may be used.</summary>
    /// <param name="Errors">At least one, by line and column.</param>
    public sealed record Refused(IReadOnlyList<YamlError> Errors) : PolicyRead;
}
