using System.Globalization;
using System.Text.RegularExpressions;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Yaml;

/// <summary>Reads single values. Each answers null after a complaint, and null in silence for a field that is not there.</summary>
internal sealed partial class ScalarReader(YamlErrors complaints)
{
    /// <summary>Any text of 1 to 200 characters.</summary>
    public string? Text(YamlField? field) => Text(field, AnyText(), Forms.AnyText);

    /// <summary>A text of a given form.</summary>
    public string? Text(YamlField? field, Regex form, Wording description)
    {
        if (Scalar(field) is not { } scalar)
            return null;
        if (scalar.Plain && NotText().IsMatch(scalar.Text))
            complaints.Add(field!.At, field.Path, Wording.Of("Yaml.unquoted", scalar.Text), Wording.Of("Yaml.write-quoted", scalar.Text));
        if (form.IsMatch(scalar.Text))
            return scalar.Text;
        return Refuse<string>(field!, Wording.Of("Yaml.not-allowed", Shown(scalar.Text)), Wording.Of("Yaml.write-form", description));
    }

    public int? Whole(YamlField? field, int min, int max)
    {
        if (Scalar(field) is not { } scalar)
            return null;
        if (!scalar.Plain || !WholeNumber().IsMatch(scalar.Text) || !int.TryParse(scalar.Text, CultureInfo.InvariantCulture, out var value))
            return RefuseValue<int>(field!, Wording.Of("Yaml.not-whole", Shown(scalar.Text)), Wording.Of("Yaml.write-whole", min, max));
        return value >= min && value <= max
            ? value
            : RefuseValue<int>(field!, Wording.Of("Yaml.out-of-range", value), Wording.Of("Yaml.write-range", min, max));
    }

    /// <summary>A share of a whole, 0 to 1; null when it is missing or wrong, which is then told.</summary>
    public decimal? Share(YamlField? field)
    {
        var remedy = Wording.Of("Yaml.write-share");
        if (Scalar(field) is not { } scalar)
            return null;
        if (
            !scalar.Plain
            || !DecimalNumber().IsMatch(scalar.Text)
            || !decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        )
            return RefuseValue<decimal>(field!, Wording.Of("Yaml.not-share", Shown(scalar.Text)), remedy);
        return value is >= 0 and <= 1 ? value : RefuseValue<decimal>(field!, Wording.Of("Yaml.out-of-range", scalar.Text), remedy);
    }

    public bool? YesNo(YamlField? field) =>
        Scalar(field) switch
        {
            null => null,
            { Plain: true, Text: "true" } => true,
            { Plain: true, Text: "false" } => false,
            var other => RefuseValue<bool>(field!, Wording.Of("Yaml.not-yes-no", Shown(other.Text)), Wording.Of("Yaml.write-yes-no")),
        };

    public DateOnly? Date(YamlField? field)
    {
        if (Scalar(field) is not { } scalar)
            return null;
        return DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : RefuseValue<DateOnly>(field!, Wording.Of("Yaml.not-date", Shown(scalar.Text)), Wording.Of("Yaml.write-date"));
    }

    public Guid? ObjectId(YamlField? field) =>
        Number(field, text => Wording.Of("Yaml.not-object-id", text), Wording.Of("Yaml.copy-object-id"));

    /// <summary>Number of a model of security keys; all zero is what keys say that have none.</summary>
    public Guid? Aaguid(YamlField? field) => Number(field, text => Wording.Of("Yaml.not-aaguid", text), Wording.Of("Yaml.copy-aaguid"));

    private Guid? Number(YamlField? field, Func<string, Wording> what, Wording remedy)
    {
        if (Scalar(field) is not { } scalar)
            return null;
        return Guid.TryParseExact(scalar.Text, "D", out var id) && id != Guid.Empty
            ? id
            : RefuseValue<Guid>(field!, what(Shown(scalar.Text)), remedy);
    }

    /// <summary>One of the words.</summary>
    public T? Word<T>(YamlField? field, IReadOnlyList<Word<T>> words)
        where T : struct => Known(field, words) is Word<T> word ? word.Value : null;

    /// <summary>What the words of a list mean, each once, in the order of <paramref name="words"/>.</summary>
    public T[] Words<T>(YamlField? field, IReadOnlyList<Word<T>> words)
        where T : struct
    {
        var written = Written(field, words);
        var (values, count) = (new T[written.Count], 0);
        foreach (var word in words)
            if (written.Contains(word.English))
                values[count++] = word.Value;
        return values;
    }

    /// <summary>The items of a list; complains when it is none, or empty.</summary>
    public IReadOnlyList<YamlField> List(YamlField? field, string? named = null)
    {
        if (field is null)
            return [];
        if (field.Node is not YamlNode.Sequence { Items: { Count: > 0 } items })
        {
            complaints.Add(
                field.At,
                field.Path,
                field.Node is YamlNode.Sequence ? Wording.Of("Yaml.list-empty") : Wording.Of("Yaml.list-wanted"),
                Wording.Of("Yaml.write-list")
            );
            return [];
        }
        return [.. items.Select((item, i) => new YamlField(item, $"{field.Path}[{NameOf(item, named) ?? $"#{i + 1}"}]"))];
    }

    /// <summary>
    /// The items of a list, each once. They are texts: collections of our own value types would be compiled at every cold start.
    /// </summary>
    public IReadOnlyList<ListItem> Set(YamlField? field, Func<YamlField, string?> read)
    {
        var (items, seen) = (new List<ListItem>(), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var item in List(field))
            if (read(item) is { } text)
            {
                var written = ((YamlNode.Scalar)item.Node).Text;
                if (seen.TryAdd(text, written))
                    items.Add(new ListItem(text, item));
                else
                    complaints.Add(item.At, item.Path, Twice(written, seen[text]), Wording.Of("Yaml.remove-one"));
            }
        return items;
    }

    private static Wording Twice(string written, string first) =>
        written == first
            ? Wording.Of("Yaml.twice-in-list", Shown(written))
            : Wording.Of("Yaml.same-in-list", Shown(written), Shown(first));

    private HashSet<string> Written(YamlField? field, IReadOnlyList<Word> words)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in Set(field, f => Known(f, words)?.English))
            written.Add(item.Text);
        return written;
    }

    private Word? Known(YamlField? field, IReadOnlyList<Word> words)
    {
        if (Scalar(field) is not { } scalar)
            return null;
        return WordLists.Known(words, scalar.Text)
            ?? Refuse<Word>(field!, Wording.Of("Yaml.unknown-word", Shown(scalar.Text)), WordLists.SuggestionsFor(scalar.Text, words));
    }

    private static string? NameOf(YamlNode item, string? key) =>
        (item as YamlNode.Mapping)?.Entries.FirstOrDefault(e => e.Key.Text == key)?.Value is YamlNode.Scalar { Text.Length: > 0 } name
            ? Shown(name.Text)
            : null;

    private YamlNode.Scalar? Scalar(YamlField? field)
    {
        if (field is null)
            return null;
        if (field.Node is not YamlNode.Scalar scalar)
            return Refuse<YamlNode.Scalar>(field, Wording.Of("Yaml.single-value"), Wording.Of("Yaml.write-single"));
        if (scalar.Plain && scalar.Text is "" or "~" or "null")
            return Refuse<YamlNode.Scalar>(field, Wording.Of("Yaml.no-value"), Wording.Of("Yaml.write-value"));
        return scalar;
    }

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private T? Refuse<T>(YamlField field, Wording what, Wording remedy)
        where T : class
    {
        complaints.Add(field.At, field.Path, what, remedy);
        return null;
    }

    private T? RefuseValue<T>(YamlField field, Wording what, Wording remedy)
        where T : struct
    {
        complaints.Add(field.At, field.Path, what, remedy);
        return null;
    }

    // U+E0000 to U+E007F are format characters beyond the first plane, which \p{Cf} does not find; variation selectors follow them.
    [GeneratedRegex(@"\A(?=.*\S)(?!.*\uDB40[\uDC00-\uDC7F])[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{1,200}\z")]
    private static partial Regex AnyText();

    // What YAML 1.1 and 1.2 programs take for a number, a truth value or nothing.
    [GeneratedRegex(
        """
            \A(
                [-+]? [0-9][0-9_]* (\.[0-9]*)? ([eE][-+]?[0-9]+)?
              | 0[xo][0-9a-fA-F]+
              | true|false|yes|no|on|off|y|n
            )\z
            """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex NotText();

    [GeneratedRegex(@"\A(0|-?[1-9][0-9]*)\z")]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"\A-?[0-9]{1,9}(\.[0-9]{1,9})?\z")]
    private static partial Regex DecimalNumber();
}
