namespace AccessGov.Web.Scim;

/// <summary>Where a PATCH operation or <c>attributes</c> points (RFC 7644 §3.5.2, §3.10).</summary>
/// <param name="Schema">Whose attribute.</param>
/// <param name="Attribute">Which; null: all that the schema has.</param>
/// <param name="Filter">Which of several values; null: all.</param>
/// <param name="Part">Sub-attribute; null: the whole attribute.</param>
internal sealed record ScimPath(ScimSchema Schema, ScimAttribute? Attribute, ScimFilter? Filter, ScimAttribute? Part)
{
    /// <summary>Attributes of every resource that the server sets.</summary>
    private static readonly string[] Common = ["id", "meta", "schemas"];

    public static bool IsCommon(string text) =>
        Common.Any(c => text.Equals(c, StringComparison.OrdinalIgnoreCase) || text.StartsWith(c + ".", StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a path.</summary>
    /// <exception cref="ScimFault">It is none, or points to nothing that is known.</exception>
    public static ScimPath Parse(string text)
    {
        if (text.Length is 0 or > 1000)
            throw ScimFault.Path("A path has 1 to 1000 characters.");
        if (IsCommon(text))
            throw ScimFault.Mutability("id, meta and schemas are set by the server.");
        var (schema, rest) = (ScimSchema.Core, text);
        if (text.StartsWith("urn:", StringComparison.OrdinalIgnoreCase))
            (schema, rest) =
                ScimSchema.Begins(text)
                ?? throw ScimFault.Path(
                    ScimSchema.IsOfColumns(text) ? ScimSchema.NoColumns : "The path names a schema that is not supported (see Schemas)."
                );
        if (rest.Length == 0)
            return new ScimPath(schema, null, null, null);
        var end = rest.IndexOfAny(['.', '[']);
        var attribute =
            schema.Attribute(end < 0 ? rest : rest[..end])
            ?? throw ScimFault.Path("The path names an attribute that is not supported (see Schemas).");
        if (end < 0)
            return new ScimPath(schema, attribute, null, null);
        rest = rest[end..];
        ScimFilter? filter = null;
        if (rest[0] == '[')
        {
            var close = Close(rest);
            if (attribute.IsKept && !attribute.IsMany)
                throw ScimFault.Path("A filter in a path stands after an attribute with several values.");
            filter = ScimFilter.Parse(rest[1..close]);
            rest = rest[(close + 1)..];
            if (attribute.IsKept)
                foreach (var term in filter.Terms)
                    term.Check(
                        attribute.Part(term.Attribute) ?? throw ScimFault.Filter("The filter in the path names an unknown sub-attribute.")
                    );
        }
        if (rest.Length == 0 || !attribute.IsKept)
            return new ScimPath(schema, attribute, filter, null);
        var part = rest[0] == '.' ? attribute.Part(rest[1..]) : null;
        return part is null
            ? throw ScimFault.Path("The path names a sub-attribute that is not supported (see Schemas).")
            : new ScimPath(schema, attribute, filter, part);
    }

    /// <summary>The bracket that closes the first; one inside a quoted text does not.</summary>
    private static int Close(string text)
    {
        var isQuoted = false;
        for (var i = 1; i < text.Length; i++)
            switch (text[i])
            {
                case '\\' when isQuoted:
                    i++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case ']' when !isQuoted:
                    return i;
            }
        throw ScimFault.Path("The path has no closing bracket.");
    }
}
