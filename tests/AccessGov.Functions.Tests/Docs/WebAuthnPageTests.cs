using AccessGov.App.Texts;
using AccessGov.App.WebAuthn;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Docs;

/// <summary>docs/webauthn.md names every step that refuses and its place in the specification; both languages have its words.</summary>
public sealed class WebAuthnPageTests
{
    private static readonly string Page = File.ReadAllText(Sample.InRepository("docs/webauthn.md"));

    [Fact]
    public void Every_step_that_refuses_has_a_row_and_its_words()
    {
        Assert.True(CeremonyStep.All.Count > 30);
        Assert.Equal(CeremonyStep.All.Count, CeremonyStep.All.Select(s => s.Code).Distinct().Count());
        foreach (var step in CeremonyStep.All)
        {
            Assert.Contains($"| `{step.Code}` | {Step(step.Registration)} | {Step(step.Assertion)} |", Page, StringComparison.Ordinal);
            Assert.NotEmpty(new UiTexts("ja")[$"Ceremony.{step.Code}"]);
            Assert.NotEmpty(new UiTexts("en")[$"Ceremony.{step.Code}"]);
        }
    }

    /// <summary>Also those that nothing of ours does: the library, the caller or nobody.</summary>
    [Theory]
    [InlineData("7.1", 29)]
    [InlineData("7.2", 25)]
    public void Every_step_of_the_specification_has_somebody_who_does_it(string section, int steps) =>
        Assert.All(Enumerable.Range(1, steps), step => Assert.Contains($"| {section}.{step} |", Page, StringComparison.Ordinal));

    private static string Step(int number) => number == 0 ? "" : $"{number}";
}
