using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AccessGov.Web.Scim;

/// <summary>A filter (RFC 7644 §3.4.2.2) as far as it is supported; the rest is refused, not guessed. Closed.</summary>
internal abstract record ScimFilter
{
    private ScimFilter() { }

    /// <summary>One comparison.</summary>
    /// <param name="Attribute">What stands before the operator, as it was written.</param>
    /// <param name="Operator">eq, ne, co, sw, ew, gt, ge, lt, le or pr.</param>
    /// <param name="Value">Text, true, false or null; null with pr.</param>
    internal sealed record Term(string Attribute, string Operator, JsonNode? Value) : ScimFilter
    {
        public bool IsEqual => Operator == "eq";

        /// <summary>The text it compares with; null when it compares with something else.</summary>
        public string? Text => Value is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

        /// <summary>Refuses a comparison that an attribute cannot meet, whoever is there.</summary>
        /// <param name="attribute">What is compared.</param>
        /// <exception cref="ScimFault">It has no answer.</exception>
        public void Check(ScimAttribute attribute)
        {
            if (Operator == "pr" || Value is null && Operator is "eq" or "ne")
                return;
            switch (attribute.Type)
            {
                case ScimType.Boolean when Operator is not ("eq" or "ne"):
                    throw ScimFault.Filter($"{attribute.Name} is true or false, and is compared with eq or ne.");
                case ScimType.Boolean when Flag(Value) is null:
                    throw ScimFault.Filter($"{attribute.Name} is compared with true or false.");
                case ScimType.Moment when Operator is "co" or "sw" or "ew":
                    throw ScimFault.Filter($"{attribute.Name} is a moment, and is compared with eq, ne, gt, ge, lt or le.");
                case ScimType.Moment when Moment(Text) is null:
                    throw ScimFault.Filter(
                        $"{attribute.Name} is compared with a moment like \"2026-04-01T00:00:00Z\"; in an address + is %2B."
                    );
                case ScimType.Text when Operator is "gt" or "ge" or "lt" or "le":
                    throw ScimFault.Filter("gt, ge, lt and le compare moments: meta.lastModified and meta.created.");
                case ScimType.Text when Text is null:
                    throw ScimFault.Filter($"{attribute.Name} is compared with a text in quotation marks.");
                default:
                    return;
            }
        }

        /// <summary>True when the value of an attribute meets the comparison.</summary>
        public bool Holds(ScimAttribute attribute, JsonNode? value)
        {
            if (Operator == "pr")
                return value is not null;
            if (attribute.Type == ScimType.Boolean)
                return Flag(value) == Flag(Value) == (Operator == "eq");
            if (attribute.Type == ScimType.Moment)
                return Holds(Moment((string?)value), Moment(Text));
            var (here, there) = (value is JsonValue one && one.TryGetValue<string>(out var text) ? text : null, Text);
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

        private bool Holds(DateTimeOffset? here, DateTimeOffset? there) =>
            Operator switch
            {
                "eq" => here == there,
                "ne" => here != there,
                "gt" => here > there,
                "ge" => here >= there,
                "lt" => here < there,
                "le" => here <= there,
                _ => throw new InvalidOperationException(Operator),
            };

        /// <summary>An xsd:dateTime (RFC 7643 §2.3.5) with its zone; null when it is none.</summary>
        private static DateTimeOffset? Moment(string? text) =>
            text is { Length: >= 20 and <= 40 }
            && text[10] is 'T' or 't'
            && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-')
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at)
                ? at
                : null;

        /// <summary>Entra and others write booleans as texts.</summary>
        private static bool? Flag(JsonNode? value) =>
            value?.GetValueKind() switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.String when bool.TryParse((string)value!, out var flag) => flag,
                _ => null,
            };
    }

    /// <summary>All of several must hold.</summary>
    /// <param name="Of">Two or more.</param>
    internal sealed record All(IReadOnlyList<ScimFilter> Of) : ScimFilter;

    /// <summary>One of several must hold.</summary>
    /// <param name="Of">Two or more.</param>
    internal sealed record Any(IReadOnlyList<ScimFilter> Of) : ScimFilter;

    /// <summary>Something must not hold.</summary>
    /// <param name="Of">What.</param>
    internal sealed record Not(ScimFilter Of) : ScimFilter;

    /// <summary>Every comparison of it, in their order.</summary>
    public IEnumerable<Term> Terms =>
        this switch
        {
            Term term => [term],
            All all => all.Of.SelectMany(f => f.Terms),
            Any any => any.Of.SelectMany(f => f.Terms),
            Not not => not.Of.Terms,
            _ => throw new InvalidOperationException(GetType().Name),
        };

    /// <summary>True when the filter holds.</summary>
    /// <param name="term">Says of one comparison whether it does.</param>
    public bool Holds(Func<Term, bool> term) =>
        this switch
        {
            Term one => term(one),
            All all => all.Of.All(f => f.Holds(term)),
            Any any => any.Of.Any(f => f.Holds(term)),
            Not not => !not.Of.Holds(term),
            _ => throw new InvalidOperationException(GetType().Name),
        };

    /// <summary>Reads a filter.</summary>
    /// <exception cref="ScimFault">It is none, or has something that is not supported.</exception>
    public static ScimFilter Parse(string text) => new ScimFilterReader(text).Read();
}
