using System.Text;
using AccessGov.App.Policy;
using AccessGov.Core.Policy;

namespace AccessGov.App.Tests.Policy;

/// <summary>The sample policy and its neighbours, found by walking up to the solution.</summary>
internal static class Sample
{
    public static string FilePath { get; } = InRepository("functions/policy/suzaka-sample.yaml");

    public static string Text { get; } = File.ReadAllText(FilePath);

    public static GovernancePolicy Policy { get; } = Assert.IsType<PolicyRead.Read>(PolicyFile.Read(FilePath)).Policy;

    public static string InRepository(string path)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "AccessGov.sln")))
            at = at.Parent ?? throw new InvalidOperationException("The tests run outside of the repository.");
        return Path.Combine(at.FullName, path);
    }

    public static PolicyRead Read(string text) => PolicyFile.Read(Encoding.UTF8.GetBytes(text));

    public static IReadOnlyList<PolicyError> ErrorsOf(string text) => Assert.IsType<PolicyRead.Refused>(Read(text)).Errors;
}
