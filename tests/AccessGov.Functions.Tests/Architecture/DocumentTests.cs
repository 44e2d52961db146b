using System.Text.RegularExpressions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Architecture;

/// <summary>docs/architecture.md names only what exists.</summary>
public sealed partial class DocumentTests
{
    private static readonly string Page = File.ReadAllText(Sample.InRepository("docs/architecture.md"));

    [Fact]
    public void Every_path_exists()
    {
        var paths = Ticked().Where(t => t.Contains('/', StringComparison.Ordinal) || PathEnd().IsMatch(t)).ToArray();
        Assert.NotEmpty(paths);
        Assert.All(paths, path => Assert.True(Exists(Sample.InRepository(path)), path));
    }

    [Fact]
    public void Every_type_exists()
    {
        var declared = new[] { "functions", "tests" }
            .SelectMany(folder => System.IO.Directory.EnumerateFiles(Sample.InRepository(folder), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Declarations().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value))
            .ToHashSet();
        var named = Ticked()
            .Select(t => t.Split('<')[0])
            .Where(t => TypeName().IsMatch(t))
            .SelectMany(t => t.Split('.'))
            .Distinct()
            .ToArray();
        Assert.True(named.Length > 20);
        Assert.All(named, name => Assert.True(declared.Contains(name), name));
    }

    private static IEnumerable<string> Ticked() => Ticks().Matches(Page).Select(m => m.Groups[1].Value);

    private static bool Exists(string path) => File.Exists(path) || System.IO.Directory.Exists(path);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Ticks();

    [GeneratedRegex(@"^[\w.-]+\.(md|cs|txt|yaml|json|sln|props)$")]
    private static partial Regex PathEnd();

    [GeneratedRegex(@"^[A-Z][A-Za-z0-9]+(\.[A-Z][A-Za-z0-9]+)*$")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+(?:struct\s+|class\s+)?([A-Z]\w*)")]
    private static partial Regex Declarations();
}
