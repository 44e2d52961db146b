using System.Text;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit;

/// <summary>Builds the body of a fact, member by member, in any order.</summary>
public sealed class FactBody
{
    private readonly SortedDictionary<string, string> members = new(StringComparer.Ordinal);

    /// <summary>Adds a text; null becomes JSON null.</summary>
    /// <param name="key">The member's name: 1 to 64 printable ASCII characters, not there yet.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The key is not canonical or was added before, or the text has half a surrogate pair.</exception>
    public FactBody Add(string key, string? value) => Put(key, value is null ? "null" : new StringBuilder().Quote(value).ToString());

    /// <summary>Adds a whole number within ±(2^53 − 1).</summary>
    /// <param name="key">The member's name: 1 to 64 printable ASCII characters, not there yet.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The number is beyond; see also the other overloads.</exception>
    public FactBody Add(string key, long value) =>
        value is <= CanonicalScanner.MaxNumber and >= -CanonicalScanner.MaxNumber
            ? Put(key, value.ToString())
            : throw new ArgumentOutOfRangeException(
                nameof(value),
                value,
                $"A number of a fact is within ±{CanonicalScanner.MaxNumber}; write '{key}' as a text."
            );

    /// <summary>Adds a truth value.</summary>
    /// <param name="key">The member's name: 1 to 64 printable ASCII characters, not there yet.</param>
    /// <param name="value">The value.</param>
    public FactBody Add(string key, bool value) => Put(key, value ? "true" : "false");

    /// <summary>Adds a day as <c>2026-04-01</c>; null becomes JSON null.</summary>
    /// <param name="key">The member's name: 1 to 64 printable ASCII characters, not there yet.</param>
    /// <param name="value">The value.</param>
    public FactBody Add(string key, DateOnly? value) => Add(key, value?.ToString("yyyy-MM-dd"));

    /// <summary>Adds an instant as a fact writes its own: UTC with milliseconds.</summary>
    /// <param name="key">The member's name: 1 to 64 printable ASCII characters, not there yet.</param>
    /// <param name="value">The value; whole milliseconds.</param>
    public FactBody Add(string key, DateTimeOffset value) => Add(key, CanonicalText.Write(value));

    /// <summary>Adds an object.</summary>
    /// <param name="key">The member's name: 1 to 64 printable ASCII characters, not there yet.</param>
    /// <param name="value">The value.</param>
    public FactBody Add(string key, FactBody value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Put(key, value.ToString());
    }

    /// <summary>Adds texts in the given order.</summary>
    /// <param name="key">The member's name: 1 to 64 printable ASCII characters, not there yet.</param>
    /// <param name="values">The values.</param>
    public FactBody Add(string key, IEnumerable<string> values) =>
        Put(key, $"[{string.Join(',', values.Select(v => new StringBuilder().Quote(v).ToString()))}]");

    /// <summary>Adds wordings in the given order, each as <c>{"code":…,"values":[…]}</c>: a fact has no language.</summary>
    /// <param name="key">The member's name: 1 to 64 printable ASCII characters, not there yet.</param>
    /// <param name="values">The values.</param>
    public FactBody Add(string key, IEnumerable<Wording> values) => Put(key, $"[{string.Join(',', values.Select(Of))}]");

    /// <summary>Adds objects in the given order.</summary>
    /// <param name="key">The member's name: 1 to 64 printable ASCII characters, not there yet.</param>
    /// <param name="values">The values.</param>
    public FactBody Add(string key, IEnumerable<FactBody> values) => Put(key, $"[{string.Join(',', values)}]");

    /// <summary>The body as it is hashed.</summary>
    /// <exception cref="FormatException">Nested deeper than the canonical form allows.</exception>
    public CanonicalJson ToJson() => CanonicalJson.Parse(ToString());

    /// <inheritdoc/>
    public override string ToString() => $"{{{string.Join(',', members.Select(m => $"\"{m.Key}\":{m.Value}"))}}}";

    private static string Of(Wording wording)
    {
        var values = wording.Values.Select(v => v is Wording inner ? Of(inner) : new StringBuilder().Quote((string)v).ToString());
        return $"{{\"code\":{new StringBuilder().Quote(wording.Key)},\"values\":[{string.Join(',', values)}]}}";
    }

    private FactBody Put(string key, string json)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!CanonicalScanner.IsKey(Encoding.UTF8.GetBytes(key)))
            throw new ArgumentException(
                $"Key '{key}' must have 1 to {CanonicalScanner.MaxKeyLength} printable ASCII characters without '\"' and '\\'.",
                nameof(key)
            );
        if (!members.TryAdd(key, json))
            throw new ArgumentException($"Key '{key}' was added before.", nameof(key));
        return this;
    }
}
