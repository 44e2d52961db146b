using System.Text.RegularExpressions;
using AccessGov.App.Settings;
using AccessGov.Core.Kernel;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Docs;

/// <summary>docs/operations.md names what exists, and the sample settings are ones.</summary>
public sealed partial class OperationsPageTests
{
    private static readonly string Page = File.ReadAllText(Sample.InRepository("docs/operations.md"));

    [Fact]
    public void The_sample_settings_are_read_without_a_fault()
    {
        var (settings, faults) = SettingsReader.Read(Sample.InRepository("functions/AccessGov.Functions/accessgov.sample.json"));
        Assert.Empty(faults);
        Assert.Equal(TimeSpan.FromHours(24), settings!.PlanValidFor);
    }

    [Fact]
    public void Every_setting_has_a_row()
    {
        string[] keys = [.. SettingsReader.Keys, "operators:USER", "nodes:NAME"];
        var rows = Page.Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)).Select(l => l.Split(" | ")[0]).ToArray();
        Assert.True(keys.Length > 50);
        Assert.All(keys, key => Assert.Contains(rows, row => row.Contains($"`{key}`", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_kind_of_finding_has_a_row() =>
        Assert.All(Enum.GetNames<FindingKind>(), kind => Assert.Contains($"`{kind}`", Page, StringComparison.Ordinal));

    [Fact]
    public void Every_refusal_that_has_a_text_has_a_row()
    {
        var codes = RefusalKey()
            .Matches(File.ReadAllText(Sample.InRepository("functions/AccessGov.App/Texts/UiTexts.resx")))
            .Select(m => m.Groups[1].Value)
            .ToArray();
        Assert.NotEmpty(codes);
        Assert.All(codes, code => Assert.Contains($"`{code}`", Page, StringComparison.Ordinal));
    }

    [GeneratedRegex("name=\"Refusal\\.([a-z-]+)\"")]
    private static partial Regex RefusalKey();
}
