namespace AccessGov.App.Yaml;

/// <summary>An item of a list in which each stands once.</summary>
/// <param name="Text">What it means, in one spelling.</param>
/// <param name="YamlField">Where it stands.</param>
internal sealed record ListItem(string Text, YamlField YamlField);
