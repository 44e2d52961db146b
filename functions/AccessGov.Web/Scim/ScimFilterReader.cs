using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AccessGov.Core.Kernel;

namespace AccessGov.Web.Scim;

/// <summary>Reads the text of a filter: <c>not</c> binds before <c>and</c>, and that before <c>or</c> (RFC 7644 §3.4.2.2).</summary>
internal sealed class ScimFilterReader(string text)
{
    private const int Longest = 1000,
        MostTerms = 8,
        Deepest = 8;
    private int at;
    private int terms;
    private int depth;

    /// <summary>Reads all of it.</summary>
    /// <exception cref="ScimFault">It is no filter, or has something that is not supported.</exception>
    public ScimFilter Read()
    {
        if (text.Length > Longest)
            throw ScimFault.Filter($"A filter has at most {Longest} characters; this one has {text.Length}.");
        var filter = Any();
        Skip();
        return at == text.Length
            ? filter
            : throw ScimFault.Filter("Comparisons are joined by 'and' or 'or'; something else follows one of them.");
    }

    private ScimFilter Any()
    {
        List<ScimFilter> several = [All()];
        while (Takes("or"))
            several.Add(All());
        return several.Count == 1 ? several[0] : new ScimFilter.Any(several);
    }

    private ScimFilter All()
    {
        List<ScimFilter> several = [One()];
        while (Takes("and"))
            several.Add(One());
        return several.Count == 1 ? several[0] : new ScimFilter.All(several);
    }

    private ScimFilter One()
    {
        if (Takes("not"))
            return Opens() ? new ScimFilter.Not(Bracket()) : throw ScimFault.Filter("After 'not' a bracket must open: not (…).");
        return Opens() ? Bracket() : Term();
    }

    private bool Opens()
    {
        Skip();
        return at < text.Length && text[at] == '(';
    }

    private ScimFilter Bracket()
    {
        if (++depth > Deepest)
            throw ScimFault.Filter($"Brackets of a filter stand at most {Deepest} deep.");
        at++;
        var within = Any();
        Skip();
        if (at == text.Length || text[at] != ')')
            throw ScimFault.Filter("A bracket of the filter is not closed.");
        at++;
        depth--;
        return within;
    }

    private ScimFilter.Term Term()
    {
        if (++terms > MostTerms)
            throw ScimFault.Filter($"A filter has at most {MostTerms} comparisons.");
        var attribute = Word();
        if (attribute.Contains('[', StringComparison.Ordinal))
            throw ScimFault.Filter("A part of several values is compared by its path, like emails.value; '[ ]' is for paths of PATCH.");
        if (attribute.Length == 0 || !attribute.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or ':' or '_' or '-' or '$'))
            throw ScimFault.Filter(
                "A filter is comparisons like 'userName eq \"x\"', joined by 'and' or 'or', with brackets and 'not (…)'; one is missing."
            );
        var op = Word().ToLowerInvariant();
        if (op is not ("eq" or "ne" or "co" or "sw" or "ew" or "gt" or "ge" or "lt" or "le" or "pr"))
            throw ScimFault.Filter("The operator must be one of: eq, ne, co, sw, ew, gt, ge, lt, le, pr.");
        return new ScimFilter.Term(attribute, op, op == "pr" ? null : Value());
    }

    /// <summary>Passes a word, in any case, if it comes next.</summary>
    private bool Takes(string word)
    {
        var from = at;
        if (Word().Equals(word, StringComparison.OrdinalIgnoreCase))
            return true;
        at = from;
        return false;
    }

    private void Skip()
    {
        while (at < text.Length && text[at] == ' ')
            at++;
    }

    private string Word()
    {
        Skip();
        var from = at;
        while (at < text.Length && text[at] is not (' ' or '(' or ')'))
            at++;
        return text[from..at];
    }

    private JsonNode? Value()
    {
        Skip();
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
            Word();
        try
        {
            using var json = StrictJson.Parse(Encoding.UTF8.GetBytes(text[from..at]), default);
            var value = json.RootElement.ValueKind == JsonValueKind.Null ? null : JsonNode.Parse(json.RootElement.GetRawText());
            if (value is null || value.GetValueKind() is JsonValueKind.String or JsonValueKind.True or JsonValueKind.False)
                return value;
        }
        // Told below, with the values of other kinds.
        catch (JsonException) { }
        throw ScimFault.Filter("A filter compares with a text in quotation marks, true, false or null.");
    }
}
