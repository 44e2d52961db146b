using AccessGov.Core.Kernel;

namespace AccessGov.App.Yaml;

/// <summary>Collects everything that is wrong, so that an official corrects a file once and not line by line.</summary>
/// <param name="kind">What the file is: <c>policy</c> or <c>profile</c>.</param>
internal sealed class YamlErrors(string kind)
{
    private readonly List<YamlError> errors = [];

    private int doubts;

    /// <summary>What the file is, as remedies call it.</summary>
    public Wording Kind { get; } = KeySet.NameOf(kind);

    public int Count => errors.Count;

    /// <summary>Grows with each complaint and each doubt: what was read while it stood still is as it was meant.</summary>
    public int Unsound => errors.Count + doubts;

    /// <summary>A value cannot be trusted because of something complained of elsewhere.</summary>
    public void Doubt() => doubts++;

    public void Add(SourcePosition at, string path, Wording what, Wording remedy) =>
        errors.Add(new YamlError(at.Line, at.Column, path, what, remedy));

    public IReadOnlyList<YamlError> InOrder() => [.. errors.OrderBy(e => e.Line).ThenBy(e => e.Column)];
}
