using AccessGov.App.Yaml;

namespace AccessGov.App.Policy;

/// <summary>Errors of a policy file as text for a console.</summary>
public static class PolicyReport
{
    /// <summary>Every error with its place and its remedy (<see cref="YamlReport"/>).</summary>
    /// <param name="name">File name as the reader of the text knows it.</param>
    /// <param name="refused">What was refused.</param>
    public static string Render(string name, PolicyRead.Refused refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        return YamlReport.Render(name, "policy", refused.Errors);
    }
}
