using System.Text.Json;

namespace AccessGov.Tests;

/// <summary>What one command answered.</summary>
/// <param name="Command">Its words.</param>
/// <param name="ExitCode">See <c>ExitCodes</c>.</param>
/// <param name="Out">What it said.</param>
/// <param name="Error">What it complained about.</param>
internal sealed record Answer(string Command, int ExitCode, string Out, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public JsonElement this[string property] => Json.GetProperty(property);

    /// <summary>Everything that a person saw.</summary>
    public string Text => Out + Error;

    /// <summary>Ended so; otherwise the test fails with what was said.</summary>
    public Answer Ended(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"accessgov {Command} ended with {ExitCode}, not {exitCode}.\n{Text}");
        return this;
    }

    /// <summary>Said all of these.</summary>
    public Answer Says(params string[] texts)
    {
        foreach (var text in texts)
            Assert.Contains(text, Text, StringComparison.Ordinal);
        return this;
    }

    public Answer SaysNot(string text)
    {
        Assert.DoesNotContain(text, Text, StringComparison.Ordinal);
        return this;
    }
}
