using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Policy;

/// <summary>Errors of a policy file as sentences for people.</summary>
public static class PolicyReport
{
    /// <summary>Every error with its place and its remedy (<see cref="YamlReport"/>).</summary>
    /// <param name="name">File name as the reader of the text knows it.</param>
    /// <param name="refused">What was refused.</param>
    public static IReadOnlyList<Wording> Of(string name, PolicyRead.Refused refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        return YamlReport.Of(name, "policy", refused.Errors);
    }
}
