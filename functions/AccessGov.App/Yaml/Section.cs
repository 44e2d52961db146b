using AccessGov.Core.Kernel;

namespace AccessGov.App.Yaml;

/// <summary>A mapping whose keys were checked: unknown and missing ones are already complained of.</summary>
internal sealed class Section
{
    private readonly Dictionary<string, YamlField> fields = new(StringComparer.Ordinal);

    private Section(YamlField field) => YamlField = field;

    public YamlField YamlField { get; }

    public YamlField? this[string key] => fields.GetValueOrDefault(key);

    /// <returns>Null after a complaint that it is no mapping.</returns>
    public static Section? Of(YamlField? field, KeySet keys, YamlErrors complaints)
    {
        if (field is null)
            return null;
        if (field.Node is not YamlNode.Mapping mapping)
        {
            complaints.Add(field.At, field.Path, Wording.Of("Yaml.not-mapping", keys.Called), Wording.Of("Yaml.its-keys", keys.All));
            return null;
        }
        var section = new Section(field);
        foreach (var (key, value) in mapping.Entries)
        {
            if (key.Text == "<<")
                complaints.Add(key.At, field.Path, Wording.Of("Yaml.merge-key"), Wording.Of("Yaml.write-out"));
            else if (!keys.All.Contains(key.Text))
                complaints.Add(
                    key.At,
                    field.Path,
                    Wording.Of("Yaml.unknown-key", keys.Called, key.Text),
                    Suggestions.For(key.Text, keys.All)
                );
            else
                section.fields.Add(key.Text, new YamlField(value, field.Path.Length == 0 ? key.Text : $"{field.Path}.{key.Text}"));
        }
        foreach (var key in keys.Required)
            if (!section.fields.ContainsKey(key))
                complaints.Add(field.At, field.Path, Wording.Of("Yaml.missing-key", key), Wording.Of("Yaml.add-key", key, keys.Called));
        return section;
    }
}
