using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AccessGov.Core.Kernel;

namespace AccessGov.Web.Scim;

/// <summary>Comparisons joined by <c>and</c>: RFC 7644 §3.4.2.2 as far as it is supported. The rest is refused, not guessed.</summary>
/// <param name="Terms">At least one.</param>
internal sealed record ScimFilter(IReadOnlyList<ScimFilter.Term> Terms)
{
    private const int Longest = 1000,
        MostTerms = 8;

    /// <summary>One comparison; all of a filter must hold.</summary>
    /// <param name="Attribute">What stands before the operator, as it was written.</param>
    /// <param name="Operator">eq, ne, co, sw, ew or pr.</param>
    /// <param name="Value">Text, true, false or null; null with pr.</param>
    internal sealed record Term(string Attribute, string Operator, JsonNode? Value)
    {
        public bool IsEqual => Operator == "eq";

        /// <summary>True when the value of an attribute meets the comparison.</summary>
        public bool Holds(ScimAttribute attribute, JsonNode? value)
        {
            if (Operator == "pr")
                return value is not null;
            if (
                Value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False
                || value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False
            )
                return Operator is "eq" or "ne"
                    ? JsonNode.DeepEquals(value, Value) == IsEqual
                    : throw ScimFault.Filter("A boolean is compared with eq or ne.");
            var (here, there) = ((string?)value, (string?)Value);
            var how = attribute.IsCaseExact ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
            if (Operator is "eq" or "ne")
                return string.Equals(here, there, how) == IsEqual;
            return here is not null
                && there is not null
                && Operator switch
                {
                    "co" => here.Contains(there, how),
                    "sw" => here.StartsWith(there, how),
                    "ew" => here.EndsWith(there, how),
                    _ => throw new InvalidOperationException(Operator),
                };
        }
    }

    /// <summary>Reads a filter.</summary>
    /// <exception cref="ScimFault">It is none, or has something that is not supported.</exception>
    public static ScimFilter Parse(string text)
    {
        if (text.Length > Longest)
            throw ScimFault.Filter($"A filter has at most {Longest} characters; this one has {text.Length}.");
        var terms = new List<Term>();
        var at = 0;
        do
        {
            if (terms.Count == MostTerms)
                throw ScimFault.Filter($"A filter has at most {MostTerms} comparisons.");
            var attribute = Word(text, ref at);
            if (attribute.Length == 0 || !attribute.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or ':' or '_' or '-' or '$'))
                throw ScimFault.Filter(
                    "A filter is comparisons like 'userName eq \"x\"' joined by 'and'; 'or', 'not' and brackets are not supported."
                );
            var op = Word(text, ref at).ToLowerInvariant();
            if (op is not ("eq" or "ne" or "co" or "sw" or "ew" or "pr"))
                throw ScimFault.Filter("The operator must be one of: eq, ne, co, sw, ew, pr.");
            terms.Add(new Term(attribute, op, op == "pr" ? null : Value(text, ref at)));
        } while (More(text, ref at));
        return new ScimFilter(terms);
    }

    private static bool More(string text, ref int at)
    {
        var word = Word(text, ref at);
        if (word.Length == 0)
            return false;
        return word.Equals("and", StringComparison.OrdinalIgnoreCase)
            ? true
            : throw ScimFault.Filter("Comparisons are joined by 'and'; nothing else is supported.");
    }

    private static string Word(string text, ref int at)
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        var from = at;
        while (at < text.Length && text[at] != ' ')
            at++;
        return text[from..at];
    }

    private static JsonNode? Value(string text, ref int at)
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        var from = at;
        if (at < text.Length && text[at] == '"')
        {
            for (at++; at < text.Length && text[at] != '"'; at++)
                if (text[at] == '\\')
                    at++;
            if (at >= text.Length)
                throw ScimFault.Filter("A text in the filter has no closing quotation mark.");
            at++;
        }
        else
            Word(text, ref at);
        try
        {
            using var json = StrictJson.Parse(Encoding.UTF8.GetBytes(text[from..at]), default);
            var value = json.RootElement.ValueKind == JsonValueKind.Null ? null : JsonNode.Parse(json.RootElement.GetRawText());
            return value is null || value.GetValueKind() is JsonValueKind.String or JsonValueKind.True or JsonValueKind.False
                ? value
                : throw ScimFault.Filter("A filter compares with a text in quotation marks, true, false or null.");
        }
        catch (JsonException)
        {
            throw ScimFault.Filter("A filter compares with a text in quotation marks, true, false or null.");
        }
    }
}
