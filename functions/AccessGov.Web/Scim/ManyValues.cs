using System.Text.Json.Nodes;

namespace AccessGov.Web.Scim;

/// <summary>PATCH of an attribute with several values.</summary>
internal static class ManyValues
{
    public static void Change(JsonObject home, string op, ScimPath path, JsonNode? value)
    {
        var attribute = path.Attribute!;
        var items = home[attribute.Name] is JsonArray there ? there.Select(i => (JsonObject)i!.DeepClone()).ToList() : [];
        var primaries = items.Where(IsPrimary).ToArray();
        // For facts, silence is not an empty list; what is removed is said to be none.
        if (path is { Filter: null, Part: null })
            items = Whole(items, op, attribute, value);
        else
            Some(items, op, path, value);
        // RFC 7644 §3.5.2.2: what is required does not become nothing by being removed.
        if (op == "remove" && items.Count == 0 && attribute.IsRequired)
            throw ScimPatch.IsRequired(attribute.Name);
        if (items.Where(IsPrimary).Except(primaries).LastOrDefault() is { } newest)
            foreach (var other in items.Where(i => i != newest && IsPrimary(i)))
                other["primary"] = false;
        if (items.Count == 0 && path.Schema != ScimSchema.Personnel)
            home.Remove(attribute.Name);
        else
            home[attribute.Name] = new JsonArray([.. items]);
    }

    private static List<JsonObject> Whole(List<JsonObject> items, string op, ScimAttribute attribute, JsonNode? value)
    {
        if (op == "remove")
            return value is null
                ? []
                : throw ScimFault.Value(attribute.Name, "remove takes away what its path names: use a filter in the path, not a value.");
        var given = (ScimValues.Of(attribute, value, attribute.Name) as JsonArray ?? []).Select(i => (JsonObject)i!.DeepClone());
        return op == "replace" ? [.. given] : [.. items, .. given.Where(g => !items.Exists(i => JsonNode.DeepEquals(i, g)))];
    }

    private static void Some(List<JsonObject> items, string op, ScimPath path, JsonNode? value)
    {
        var (attribute, filter) = (path.Attribute!, path.Filter);
        var meant = items
            .Where(i => filter is null || filter.Holds(t => attribute.Part(t.Attribute) is { } part && t.Holds(part, i[part.Name])))
            .ToList();
        if (op == "remove")
        {
            if (meant.Count == 0)
                throw ScimFault.NoTarget("No value meets the path.");
            foreach (var item in meant)
                if (path.Part is null)
                    items.Remove(item);
                else
                    item.Remove(path.Part.Name);
            return;
        }
        if (meant.Count == 0)
        {
            // Entra adds emails[type eq "work"].value where there is none; replace must find something (§3.5.2.3).
            if (op == "replace" || Equalities(filter) is not { } terms)
                throw ScimFault.NoTarget("No value meets the path.");
            var fresh = new JsonObject();
            foreach (var term in terms)
                if (attribute.Part(term.Attribute) is { } given)
                    fresh[given.Name] = ScimValues.Of(given, term.Value, $"{attribute.Name}.{given.Name}")?.DeepClone();
            items.Add(fresh);
            meant.Add(fresh);
        }
        foreach (var item in meant)
            if (path.Part is { } part)
                ScimPatch.Set(item, part.Name, ScimValues.Of(part, value, $"{attribute.Name}.{part.Name}")?.DeepClone());
            else
                foreach (
                    var (name, one) in value is JsonObject parts
                        ? ScimValues.Object(parts, attribute.Part, attribute.Name)
                        : throw ScimFault.Value(attribute.Name, "Must be an object.")
                )
                    item[name] = one?.DeepClone();
    }

    /// <summary>What a value that meets the filter has; null when the filter does not say it.</summary>
    private static IReadOnlyList<ScimFilter.Term>? Equalities(ScimFilter? filter) =>
        filter switch
        {
            ScimFilter.Term { IsEqual: true, Value: not null } term => [term],
            ScimFilter.All all when all.Of.All(f => f is ScimFilter.Term { IsEqual: true, Value: not null }) => [.. all.Terms],
            _ => null,
        };

    private static bool IsPrimary(JsonObject item) => item["primary"] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;
}
