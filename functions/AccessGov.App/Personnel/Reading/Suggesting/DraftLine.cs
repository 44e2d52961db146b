using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Suggesting;

/// <summary>A line of a proposed profile.</summary>
/// <param name="Yaml">What the profile says there; blanks for a line that is only a remark.</param>
/// <param name="Remark">What a person should know or answer; stands behind <c>#</c>. Null for none.</param>
public sealed record DraftLine(string Yaml, Wording? Remark = null)
{
    /// <summary>The same with Japanese words for values; both are read as one.</summary>
    public string Japanese { get; init; } = Yaml;
}
