namespace AccessGov.Core.Campaign;

/// <summary>What one mail says, as plain text.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Body">Lines that end with a line feed.</param>
public sealed record Letter(string Subject, string Body);
