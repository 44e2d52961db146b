using AccessGov.App.Personnel.Reading.Text;
using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Profiles;

/// <summary>One reading of one profile, in the language of the policy file: the same rules, the same complaints.</summary>
internal sealed class ProfileReading
{
    /// <summary>What a profile is called in complaints.</summary>
    public const string Kind = "profile";

    public ProfileReading() => Values = new ScalarReader(Errors);

    public YamlErrors Errors { get; } = new(Kind);

    public ScalarReader Values { get; }

    /// <summary>The root of a file, or null after a complaint.</summary>
    public Section? Open(ReadOnlySpan<byte> content, KeySet keys) =>
        YamlText.Decode(content, Errors) is { } text && YamlTree.Of(text, Errors) is { } root
            ? Section.Of(new YamlField(root, ""), keys, Errors)
            : null;

    public void Add(YamlField at, Wording what, Wording remedy) => Errors.Add(at.At, at.Path, what, remedy);

    /// <summary>Texts, each once.</summary>
    public IReadOnlyList<(string Text, YamlField Field)> Texts(YamlField? field)
    {
        var texts = new List<(string Text, YamlField Field)>();
        foreach (var item in Values.List(field))
            if (Values.Text(item) is not { } text)
                continue;
            else if (texts.Exists(t => t.Text == text))
                Add(item, Wording.Of("Yaml.twice-in-list", text), Wording.Of("Yaml.remove-one"));
            else
                texts.Add((text, item));
        return texts;
    }

    /// <summary>Texts for which widths and spaces do not count.</summary>
    public HashSet<string> Folded(YamlField? field) => [.. Texts(field).Select(t => Folding.Key(t.Text))];

    /// <summary>What a source's words mean, each as it is written. Widths and spaces do not count where one is looked up.</summary>
    /// <param name="field">A mapping whose keys are the source's words.</param>
    /// <param name="meaning">Reads what one means.</param>
    public Dictionary<string, T> Meanings<T>(YamlField? field, Func<YamlField, T?> meaning)
        where T : struct
    {
        var meanings = new Dictionary<string, T>(Folding.SameKey);
        if (field is null)
            return meanings;
        if (field.Node is not YamlNode.Mapping { Entries: { Count: > 0 } entries })
        {
            Add(field, Wording.Of("Profile.words-wanted"), Wording.Of("Profile.write-words"));
            return meanings;
        }
        foreach (var (key, value) in entries)
        {
            var word = new YamlField(value, $"{field.Path}.{key.Text}");
            var meant = meaning(word);
            if (!meanings.TryAdd(key.Text, meant ?? default))
                Add(word with { Node = key }, Wording.Of("Profile.word-twice", key.Text), Wording.Of("Yaml.remove-one"));
        }
        return meanings;
    }

    /// <summary>The profile when nothing was complained of.</summary>
    public ProfileRead<T> Close<T>(Func<T> make) =>
        Errors.Count == 0 ? new ProfileRead<T>.Loaded(make()) : new ProfileRead<T>.Refused(Errors.InOrder());
}
