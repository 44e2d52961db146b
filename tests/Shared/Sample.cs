using System.Text;
using AccessGov.App.Policy;
using AccessGov.App.Yaml;
using AccessGov.Core.Policy;
using AccessGov.Sandbox;

namespace AccessGov.Tests;

/// <summary>The sample policy and its neighbours.</summary>
internal static class Sample
{
    public static string FilePath { get; } = InRepository("functions/policy/suzaka-sample.yaml");

    public static string Text { get; } = File.ReadAllText(FilePath);

    public static GovernancePolicy Policy { get; } = Assert.IsType<PolicyRead.Read>(PolicyFile.Read(FilePath)).Policy;

    public static string InRepository(string path) => Repository.Path(path);

    public static PolicyRead Read(string text) => PolicyFile.Read(Encoding.UTF8.GetBytes(text));

    public static IReadOnlyList<YamlError> ErrorsOf(string text) => Assert.IsType<PolicyRead.Refused>(Read(text)).Errors;
}
