using System.Text;

namespace AccessGov.App.Policy;

/// <summary>Errors of a policy file as text for a console.</summary>
public static class PolicyReport
{
    /// <summary>
    /// Two lines an error, e.g. <c>suzaka.yaml:12:5 …</c> which editors and terminals make a link, and a last line with the count.
    /// </summary>
    /// <param name="name">File name as the reader of the text knows it.</param>
    /// <param name="refused">What was refused.</param>
    public static string Render(string name, PolicyRead.Refused refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        var text = new StringBuilder();
        foreach (var error in refused.Errors)
        {
            text.Append(name).Append(':').Append(error.Line).Append(':').Append(error.Column).Append(' ');
            if (error.Path.Length > 0)
                text.Append(error.Path).Append(": ");
            text.Append(error.Message).Append("\n    → ").Append(error.Remedy).Append('\n');
        }
        return text.Append(refused.Errors.Count)
            .Append(refused.Errors.Count == 1 ? " error" : " errors")
            .Append("; the policy is refused as a whole.\n")
            .ToString();
    }
}
