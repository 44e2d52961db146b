namespace AccessGov.Core.Campaign;

/// <summary>What a mail tells to somebody whose rights by request end. Nobody's name, and no right.</summary>
/// <param name="Rights">How many end.</param>
/// <param name="LastDay">Their last day.</param>
public sealed record GrantEnding(int Rights, DateOnly LastDay);
