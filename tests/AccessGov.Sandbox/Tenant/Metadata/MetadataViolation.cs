namespace AccessGov.Sandbox.Tenant.Metadata;

/// <summary>Recorded traffic that Microsoft's metadata does not know.</summary>
/// <param name="Line">Line of the recording, from 1; the first of its kind.</param>
/// <param name="Operation">Method and path template, or the path where there is none.</param>
/// <param name="What">What is wrong, and where in the body.</param>
/// <param name="Times">How often it was seen.</param>
public sealed record MetadataViolation(int Line, string Operation, string What, int Times)
{
    /// <inheritdoc />
    public override string ToString() => $"line {Line}: {Operation}: {What}{(Times > 1 ? $" ({Times} times)" : "")}";
}
