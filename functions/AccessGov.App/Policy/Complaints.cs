namespace AccessGov.App.Policy;

/// <summary>Collects everything that is wrong, so that an official corrects a file once and not line by line.</summary>
internal sealed class Complaints
{
    private readonly List<PolicyError> errors = [];

    public int Count => errors.Count;

    public void Add(Place at, string path, string message, string remedy) =>
        errors.Add(new PolicyError(at.Line, at.Column, path, message, remedy));

    public IReadOnlyList<PolicyError> InOrder() => [.. errors.OrderBy(e => e.Line).ThenBy(e => e.Column)];
}
