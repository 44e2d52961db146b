using System.Security.Cryptography;
using System.Text;

namespace AccessGov.App.Governance;

/// <summary>A table that two people decide, as they see it: a line for each entry.</summary>
internal static class TableLines
{
    /// <summary>SHA-256 over the lines, lower-case hex.</summary>
    /// <param name="lines">Of the table.</param>
    public static string Hash(IEnumerable<string> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));

    /// <summary>The lines that differ, as they are shown: <c>- line</c> for one that goes, <c>+ line</c> for one that comes.</summary>
    /// <param name="before">What is in force.</param>
    /// <param name="after">What shall be.</param>
    public static IReadOnlyList<string> Changes(string[] before, string[] after) =>
        [.. before.Except(after).Select(l => "- " + l), .. after.Except(before).Select(l => "+ " + l)];
}
