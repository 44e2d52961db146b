
namespace AccessGov.Functions.Tests.Infra;

/// <summary>scripts/vulnerable says "none" only after a source has shown that it knows advisories.</summary>
[Collection("Scripts")]
[TakesLong]
public sealed class VulnerableScriptTests
{
    /// <summary>What the script asks about first.</summary>
    private static readonly (string, string) Known = ("newtonsoft.json", "(, 13.0.1)");

    [Fact]
    public async Task A_package_with_an_advisory_fails_even_if_another_package_brings_it()
    {
        await using var source = await AdvisorySource.StartAsync(Known, ("microsoft.kiota.abstractions", "(, )"));
        var (exitCode, said) = await Script.RunAsync("vulnerable", "--config", source.Config);
        Assert.Contains("Microsoft.Kiota.Abstractions", said, StringComparison.Ordinal);
        Assert.DoesNotContain("none", said, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public async Task None_is_said_after_a_source_has_shown_that_it_knows_advisories()
    {
        await using var source = await AdvisorySource.StartAsync(Known);
        Assert.Equal((0, "vulnerable packages: none."), await Script.RunAsync("vulnerable", "--required", "--config", source.Config));
    }

    [Fact]
    public async Task A_source_that_knows_nothing_is_no_all_clear()
    {
        await using var source = await AdvisorySource.StartAsync();
        var (exitCode, said) = await Script.RunAsync("vulnerable", "--config", source.Config);
        Assert.StartsWith("vulnerable packages: not checked: ", said);
        Assert.Equal(0, exitCode);
    }
}
