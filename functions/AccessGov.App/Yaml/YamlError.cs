namespace AccessGov.App.Yaml;

/// <summary>One thing that is wrong in a YAML file, and what to do about it.</summary>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Column">Column in characters, from 1.</param>
/// <param name="Path">Which setting, e.g. <c>entitlements[juki-inquiry].group</c>; empty when it is the whole file.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record YamlError(int Line, int Column, string Path, string Message, string Remedy);
