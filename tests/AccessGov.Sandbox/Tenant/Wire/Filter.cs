using System.Globalization;
using System.Text.RegularExpressions;
using AccessGov.Sandbox.Tenant.Schema;

namespace AccessGov.Sandbox.Tenant.Wire;

/// <summary>
/// $filter as far as the emulator goes: one <c>p eq v</c>, <c>p ne v</c> (advanced only) or <c>p in (v, …)</c>, or several of
/// <c>p eq v</c> on one property joined by <c>or</c>. All else is not emulated.
/// </summary>
internal sealed partial record Filter(SchemaProperty Property, IReadOnlyList<object?> Values, bool Negated)
{
    /// <summary>As the service refuses it: "Too many child clauses …: 16. Max allowed: 15" (microsoft-graph-docs issue 21098).</summary>
    public const int MaxClauses = 15;

    public bool Matches(TenantObject target)
    {
        var value = target.Get(Property);
        return Negated
            != Values.Any(v => v is string a && value is string b ? a.Equals(b, StringComparison.OrdinalIgnoreCase) : Equals(v, value));
    }

    public static GraphReply? Read(string text, ResourceSchema schema, bool advanced, out Filter? filter)
    {
        filter = null;
        var match = Clause().Match(text);
        if (!match.Success)
            return Refusals.NotEmulated($"$filter '{text}'");
        var names = match.Groups["name"].Captures.Select(c => c.Value).Distinct().ToArray();
        var operators = match.Groups["op"].Captures.Select(c => c.Value).Distinct().ToArray();
        if (names.Length != 1 || operators.Length != 1)
            return Refusals.NotEmulated($"$filter '{text}'");
        var negated = operators[0] == "ne";
        if (!schema.TryFind(names[0], out var property) || property.Kind is not (PropertyKind.Text or PropertyKind.Flag))
            return Refusals.NotEmulated($"$filter on '{names[0]}' of {schema.Name}");
        if (negated && match.Groups["name"].Captures.Count > 1)
            return Refusals.NotEmulated($"$filter '{text}'");
        if (negated && !advanced)
            return Refusals.Unsupported("Unsupported Query. The operator 'ne' needs ConsistencyLevel: eventual and $count=true.");
        var literals = match.Groups["value"].Captures;
        if (literals.Count > MaxClauses && !advanced)
            return Refusals.Unsupported(
                $"Too many child clauses specified in search filter expression containing 'OR' operators: "
                    + $"{literals.Count.ToString(CultureInfo.InvariantCulture)}. Max allowed: {MaxClauses}."
            );
        var values = new List<object?>();
        foreach (var literal in literals.Select(c => c.Value))
        {
            if (!Literal(literal, property, out var value))
                return Refusals.BadRequest($"Invalid filter clause: '{literal}' does not fit property '{property.Name}'.");
            values.Add(value);
        }

        filter = new(property, values, negated);
        return null;
    }

    private static bool Literal(string literal, SchemaProperty property, out object? value)
    {
        value = literal switch
        {
            "null" => null,
            "true" => true,
            "false" => false,
            _ => literal[1..^1].Replace("''", "'", StringComparison.Ordinal),
        };
        return value is null || value is bool == property.Kind is PropertyKind.Flag;
    }

    [GeneratedRegex(
        """
            ^\s*(
              (?<name>\w+)\s+(?<op>in)\s*\(\s*(?<value>'(''|[^'])*')(\s*,\s*(?<value>'(''|[^'])*'))*\s*\)
            |
              (?<name>\w+)\s+(?<op>eq|ne)\s+(?<value>'(''|[^'])*'|true|false|null)
              (\s+or\s+(?<name>\w+)\s+(?<op>eq|ne)\s+(?<value>'(''|[^'])*'|true|false|null))*
            )\s*$
            """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant
    )]
    private static partial Regex Clause();
}
