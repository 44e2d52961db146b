namespace AccessGov.Core.Policy;

/// <summary>One key of a policy that would be another.</summary>
/// <param name="Key">The key, with dots: <c>limits.window-days</c>.</param>
/// <param name="Before">What it is; null when it is not there.</param>
/// <param name="After">What it would be; null when it would not be there.</param>
/// <param name="Loosens">True when a second person must agree to it.</param>
public sealed record PolicyChange(string Key, string? Before, string? After, bool Loosens);
