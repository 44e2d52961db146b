using System.Globalization;

namespace AccessGov.Core.Kernel;

/// <summary>
/// A sentence for people before it is said in a language: its name in the texts, and what takes the places <c>{0}</c>, <c>{1}</c> … What
/// decides does not know who reads; the record and <c>--json</c> hold name and values and no sentence.
/// </summary>
public sealed class Wording : IEquatable<Wording>
{
    private Wording(string key, IReadOnlyList<object> values) => (Key, Values) = (key, values);

    /// <summary>Its name in the texts, such as <c>Row.NoSuchDay</c>.</summary>
    public string Key { get; }

    /// <summary>What takes the places: texts, or further wordings that are said in the same language.</summary>
    public IReadOnlyList<object> Values { get; }

    /// <summary>A wording. Days are written <c>2026-04-01</c>, numbers plainly, lists with commas; null as nothing.</summary>
    /// <param name="key">Its name in the texts.</param>
    /// <param name="values">What takes the places.</param>
    /// <exception cref="ArgumentException">No name.</exception>
    public static Wording Of(string key, params ReadOnlySpan<object?> values)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var told = new object[values.Length];
        for (var i = 0; i < values.Length; i++)
            told[i] = values[i] switch
            {
                Wording wording => wording,
                DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                string text => text,
                System.Collections.IEnumerable list => string.Join(", ", list.Cast<object>()),
                IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
                var other => other?.ToString() ?? "",
            };
        return new Wording(key, told);
    }

    /// <summary>
    /// What a former version kept as one text, <c>日本語 / English</c> or in one language: each reader is shown their half, or all of it.
    /// </summary>
    /// <param name="text">As it was kept.</param>
    public static Wording OfFormer(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var at = text.IndexOf(" / ", StringComparison.Ordinal); at >= 0; at = text.IndexOf(" / ", at + 1, StringComparison.Ordinal))
            if (text.AsSpan(0, at).ContainsAnyExceptInRange('\0', '\u2fff') && !IsJapanese(text[at + 3]))
                return Of("Former.text", text[..at], text[(at + 3)..]);
        return Of("Former.text", text, text);

        static bool IsJapanese(char c) => c > '\u2fff';
    }

    /// <inheritdoc/>
    public bool Equals(Wording? other) => other is not null && Key == other.Key && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Wording);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Values.Count);

    /// <summary>Name and values, for logs and tests.</summary>
    public override string ToString() => Values.Count == 0 ? Key : $"{Key}({string.Join(", ", Values)})";
}

/// <summary>What was read is not in its form, and people are told why in their language.</summary>
/// <param name="what">What is wrong.</param>
/// <param name="inner">How it was found; null when this is the first place that knows.</param>
public sealed class FlawException(Wording what, Exception? inner = null) : FormatException($"{what}", inner)
{
    /// <summary>What is wrong.</summary>
    public Wording What { get; } = what;

    /// <summary>What people are told of any text that is not in its form.</summary>
    /// <param name="thrown">What was thrown.</param>
    public static Wording Told(FormatException thrown) => thrown is FlawException flaw ? flaw.What : Wording.Of("Audit.not-in-form");
}
