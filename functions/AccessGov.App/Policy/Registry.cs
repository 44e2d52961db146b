using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Policy;

/// <summary>Names that the file defines, so that each is defined once and every reference leads somewhere.</summary>
/// <param name="kind">What they name: the code of <see cref="KeySet.NameOf"/>.</param>
/// <param name="complaints">Takes what is wrong.</param>
internal sealed class Registry(string kind, YamlErrors complaints)
{
    private readonly Dictionary<string, SourcePosition> names = new(StringComparer.Ordinal);

    public void Define(string? name, YamlField? field)
    {
        if (name is null || field is null || names.TryAdd(name, field.At))
            return;
        complaints.Add(
            field.At,
            field.Path,
            Wording.Of("Policy.defined-twice", KeySet.NameOf(kind), name, names[name].Line),
            Wording.Of("Policy.rename-one")
        );
    }

    /// <summary>Complains when the name is not defined. Says nothing when none is: that is already complained of.</summary>
    public bool Knows(string? name, YamlField? field)
    {
        if (name is null || field is null)
            return false;
        if (names.ContainsKey(name))
            return true;
        if (names.Count > 0)
            complaints.Add(
                field.At,
                field.Path,
                Wording.Of("Policy.not-there", KeySet.NameOf(kind), name),
                Suggestions.For(name, names.Keys)
            );
        else
            complaints.Doubt();
        return false;
    }
}
