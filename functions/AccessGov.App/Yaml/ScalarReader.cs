using System.Globalization;
using System.Text.RegularExpressions;

namespace AccessGov.App.Yaml;

/// <summary>Reads single values. Each answers null after a complaint, and null in silence for a field that is not there.</summary>
internal sealed partial class ScalarReader(YamlErrors complaints)
{
    /// <summary>Any text of 1 to 200 characters.</summary>
    public string? Text(YamlField? field) => Text(field, AnyText(), "1 to 200 characters without control characters");

    /// <summary>A text of a given form.</summary>
    public string? Text(YamlField? field, Regex form, string description)
    {
        if (Scalar(field) is not { } scalar)
            return null;
        if (scalar.Plain && NotText().IsMatch(scalar.Text))
            complaints.Add(
                field!.At,
                field.Path,
                $"'{scalar.Text}' without quotes is not text for every program.",
                $"Write \"{scalar.Text}\"."
            );
        if (form.IsMatch(scalar.Text))
            return scalar.Text;
        return Refuse<string>(field!, $"'{Shown(scalar.Text)}' is not allowed here.", $"Write {description}.");
    }

    public int? Whole(YamlField? field, int min, int max)
    {
        if (Scalar(field) is not { } scalar)
            return null;
        if (!scalar.Plain || !WholeNumber().IsMatch(scalar.Text) || !int.TryParse(scalar.Text, CultureInfo.InvariantCulture, out var value))
            return RefuseValue<int>(
                field!,
                $"'{Shown(scalar.Text)}' is not a whole number.",
                $"Write a number from {min} to {max}, in half-width digits, without quotes."
            );
        return value >= min && value <= max
            ? value
            : RefuseValue<int>(field!, $"{value} is out of range.", $"Write a number from {min} to {max}.");
    }

    /// <summary>A share of a whole, 0 to 1; null when it is missing or wrong, which is then told.</summary>
    public decimal? Share(YamlField? field)
    {
        const string Remedy = "Write a decimal from 0 to 1, e.g. 0.05 for 5 %.";
        if (Scalar(field) is not { } scalar)
            return null;
        if (
            !scalar.Plain
            || !DecimalNumber().IsMatch(scalar.Text)
            || !decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        )
            return RefuseValue<decimal>(field!, $"'{Shown(scalar.Text)}' is not a share.", Remedy);
        return value is >= 0 and <= 1 ? value : RefuseValue<decimal>(field!, $"{scalar.Text} is out of range.", Remedy);
    }

    public bool? YesNo(YamlField? field) =>
        Scalar(field) switch
        {
            null => null,
            { Plain: true, Text: "true" } => true,
            { Plain: true, Text: "false" } => false,
            var other => RefuseValue<bool>(
                field!,
                $"'{Shown(other.Text)}' is neither true nor false.",
                "Write true or false, without quotes."
            ),
        };

    public DateOnly? Date(YamlField? field)
    {
        if (Scalar(field) is not { } scalar)
            return null;
        return DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : RefuseValue<DateOnly>(field!, $"'{Shown(scalar.Text)}' is not a date.", "Write it as 2026-04-01.");
    }

    public Guid? ObjectId(YamlField? field) =>
        Number(field, "an object id", "Copy the object id from Entra ID, e.g. 1b4f6a52-09c7-4c39-9d1e-7a30e5b8c2d4.");

    /// <summary>Number of a model of security keys; all zero is what keys say that have none.</summary>
    public Guid? Aaguid(YamlField? field) =>
        Number(field, "an AAGUID", "Copy the model's AAGUID from its maker, e.g. 2fc0579f-8113-47ea-b116-bb5a8db9202a.");

    private Guid? Number(YamlField? field, string what, string remedy)
    {
        if (Scalar(field) is not { } scalar)
            return null;
        return Guid.TryParseExact(scalar.Text, "D", out var id) && id != Guid.Empty
            ? id
            : RefuseValue<Guid>(field!, $"'{Shown(scalar.Text)}' is not {what}.", remedy);
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
                field.Node is YamlNode.Sequence ? "The list is empty." : "This must be a list.",
                "Write one item a line, each after '- ', or [a, b]; leave an optional key out when there is none."
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
        var (items, seen) = (new List<ListItem>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var item in List(field))
            if (read(item) is { } text)
            {
                if (seen.Add(text))
                    items.Add(new ListItem(text, item));
                else
                    complaints.Add(
                        item.At,
                        item.Path,
                        $"'{Shown(((YamlNode.Scalar)item.Node).Text)}' is in the list twice.",
                        "Remove one of them."
                    );
            }
        return items;
    }

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
            ?? Refuse<Word>(
                field!,
                $"「{Shown(scalar.Text)}」は使えません。 / '{Shown(scalar.Text)}' is not known here.",
                Suggestions.For(scalar.Text, [.. words.SelectMany(w => w.Spellings)])
            );
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
            return Refuse<YamlNode.Scalar>(field, "A single value is expected here.", "Write 'key: value' on one line.");
        if (scalar.Plain && scalar.Text is "" or "~" or "null")
            return Refuse<YamlNode.Scalar>(field, "The value is missing.", "Write a value behind the colon, or remove the key.");
        return scalar;
    }

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private T? Refuse<T>(YamlField field, string message, string remedy)
        where T : class
    {
        complaints.Add(field.At, field.Path, message, remedy);
        return null;
    }

    private T? RefuseValue<T>(YamlField field, string message, string remedy)
        where T : struct
    {
        complaints.Add(field.At, field.Path, message, remedy);
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
