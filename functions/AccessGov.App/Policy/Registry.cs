using System.Text.RegularExpressions;
using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Policy;

/// <summary>Names that the file defines, so that each is defined once and every reference leads somewhere.</summary>
/// <param name="kind">What they name: the code of <see cref="KeySet.NameOf"/>.</param>
/// <param name="complaints">Takes what is wrong.</param>
/// <param name="spelling">The one spelling of a name that is written in several; null where each is written in one.</param>
internal sealed class Registry(string kind, YamlErrors complaints, Func<string, string>? spelling = null)
{
    private readonly Dictionary<string, SourcePosition> names = new(StringComparer.Ordinal);

    // As they are written where they should have been defined.
    private readonly HashSet<string> refused = new(StringComparer.Ordinal);

    /// <summary>Defines a name; null for one that was refused, which is complained of there and not wherever it is used.</summary>
    public void Define(string? name, YamlField? field)
    {
        if (name is null && field?.Node is YamlNode.Scalar written)
            refused.Add(written.Text);
        if (name is null || field is null || names.TryAdd(name = Spelled(name), field.At))
            return;
        complaints.Add(
            field.At,
            field.Path,
            Wording.Of("Policy.defined-twice", KeySet.NameOf(kind), name, names[name].Line),
            Wording.Of("Policy.rename-one")
        );
    }

    /// <summary>The name that is written, of a given form and defined; null after a complaint here or where it was defined.</summary>
    /// <param name="field">Where it is used; null when it is not there.</param>
    /// <param name="values">Reads it.</param>
    /// <param name="form">Its form.</param>
    /// <param name="description">That form, for people.</param>
    public string? Named(YamlField? field, ScalarReader values, Regex form, Wording description)
    {
        if (field?.Node is YamlNode.Scalar written && refused.Contains(written.Text))
        {
            complaints.Doubt();
            return null;
        }
        var name = values.Text(field, form, description) is { } text ? Spelled(text) : null;
        return Knows(name, field) ? name : null;
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

    private string Spelled(string name) => spelling is null ? name : spelling(name);
}
