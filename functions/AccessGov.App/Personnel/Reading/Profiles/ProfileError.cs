namespace AccessGov.App.Personnel.Reading.Profiles;

/// <summary>One fault of a mapping profile.</summary>
/// <param name="Line">Line from 1.</param>
/// <param name="Column">Column from 1.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record ProfileError(int Line, int Column, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"line {Line}, column {Column}: {Message}";
}
