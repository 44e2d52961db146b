using System.Globalization;
using System.Text.Json.Nodes;

namespace AccessGov.Web.Scim;

/// <summary>What a client asks of a list, in the address or in a body (RFC 7644 §3.4.2, §3.4.3).</summary>
/// <param name="Filter">Who is meant; null: everybody.</param>
/// <param name="StartIndex">From which on, from 1.</param>
/// <param name="Count">How many at most, 0 to <see cref="Users.MostResults"/>.</param>
/// <param name="Choice">Which attributes.</param>
internal sealed record Listing(string? Filter, int StartIndex, int Count, AttributeChoice Choice)
{
    private const string Schema = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";
    private const int Usual = 100;

    /// <summary>Reads an address.</summary>
    /// <exception cref="ScimFault">Something in it cannot be read.</exception>
    public static Listing Read(IQueryCollection query)
    {
        return Of(query["filter"], Number("startIndex"), Number("count"), AttributeChoice.Read(query));

        int? Number(string name) =>
            query[name].ToString() is not { Length: > 0 } text ? null
            : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : throw MustBeNumber(name);
    }

    /// <summary>Reads the body of <c>.search</c>. An order is not kept, as in an address.</summary>
    /// <exception cref="ScimFault">Something in it cannot be read.</exception>
    public static Listing Read(JsonObject body)
    {
        Envelope.Require(body, Schema);
        return Of(
            Envelope.Text(body, "filter"),
            Number("startIndex"),
            Number("count"),
            AttributeChoice.Read(Names("attributes"), Names("excludedAttributes"))
        );

        int? Number(string name) =>
            Envelope.Member(body, name) switch
            {
                null => null,
                JsonValue value when value.TryGetValue<int>(out var number) => number,
                _ => throw MustBeNumber(name),
            };
        IReadOnlyList<string> Names(string name) =>
            Envelope.Member(body, name) switch
            {
                null => [],
                JsonArray several => [.. several.Select(n => Name(n, name))],
                var one => [Name(one, name)],
            };
        static string Name(JsonNode? node, string name) =>
            node is JsonValue value && value.TryGetValue<string>(out var text)
                ? text
                : throw ScimFault.Value(name, "Must be a list of texts.");
    }

    private static Listing Of(string? filter, int? startIndex, int? count, AttributeChoice choice) =>
        new(
            string.IsNullOrEmpty(filter) ? null : filter,
            Math.Max(1, startIndex ?? 1),
            Math.Clamp(count ?? Usual, 0, Users.MostResults),
            choice
        );

    private static ScimFault MustBeNumber(string name) => ScimFault.Value(name, "Must be a number.");
}
