using AccessGov.Core.Kernel;

namespace AccessGov.Core.Tests.Kernel;

/// <summary>A slip of the finger is recognised, and a guess that is none is not offered.</summary>
public sealed class SuggestionsTests
{
    private static readonly string[] Known = ["training", "review", "reviews", "keys"];

    [Theory]
    [InlineData("trainng", "Yaml.near-known(Yaml.near-1(training), ")]
    [InlineData("TRAINING", "Yaml.near-known(Yaml.near-1(training), ")]
    [InlineData("tarining", "Yaml.near-known(Yaml.near-1(training), ")]
    // A beginning is near, however much is missing.
    [InlineData("tr", "Yaml.near-known(Yaml.near-1(training), ")]
    [InlineData("reviewx", "Yaml.near-known(Yaml.near-2(review, reviews), ")]
    [InlineData("xyz", "Yaml.known(training, review, reviews, keys)")]
    [InlineData("", "Yaml.known(training, review, reviews, keys)")]
    public void The_nearest_is_offered_or_all_that_are_known(string word, string told) =>
        Assert.StartsWith(told, $"{Suggestions.For(word, Known)}", StringComparison.Ordinal);

    [Fact]
    public void Of_many_that_are_known_only_the_near_ones_are_shown()
    {
        string[] many = [.. Enumerable.Range(10, 20).Select(i => $"unit-{i}")];
        Assert.Equal("Yaml.none-near(20)", $"{Suggestions.For("mayor", many)}");
        Assert.Equal("Yaml.near-1(unit-12)", $"{Suggestions.For("unit-12x", many)}");
        Assert.Equal("Yaml.near-3(unit-10, unit-11, unit-12)", $"{Suggestions.For("unit-1", many)}");
        Assert.Equal("Yaml.none-near(20)", $"{Suggestions.For(new string('u', 200), many)}");
    }
}
