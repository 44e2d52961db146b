using AccessGov.App.Yaml;

namespace AccessGov.App.Policy;

/// <summary>Names that the file defines, so that each is defined once and every reference leads somewhere.</summary>
/// <param name="kind">What they name, in English.</param>
/// <param name="japanese">The same in Japanese.</param>
/// <param name="complaints">Takes what is wrong.</param>
internal sealed class Registry(string kind, string japanese, YamlErrors complaints)
{
    private readonly Dictionary<string, SourcePosition> names = new(StringComparer.Ordinal);

    public void Define(string? name, YamlField? field)
    {
        if (name is null || field is null || names.TryAdd(name, field.At))
            return;
        complaints.Add(
            field.At,
            field.Path,
            $"The {kind} '{name}' is defined twice; the first is in line {names[name].Line}.",
            "Remove one or give it another name."
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
                $"{japanese}「{name}」はありません。 / There is no {kind} '{name}'.",
                Suggestions.For(name, names.Keys)
            );
        else
            complaints.Doubt();
        return false;
    }
}
