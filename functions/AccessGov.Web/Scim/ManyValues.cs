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
            .Where(i => filter is null || filter.Terms.All(t => attribute.Part(t.Attribute) is { } part && t.Holds(part, i[part.Name])))
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
            if (op == "replace" || filter is null || !filter.Terms.All(t => t is { IsEqual: true, Value: not null }))
                throw ScimFault.NoTarget("No value meets the path.");
            var fresh = new JsonObject();
            foreach (var term in filter.Terms)
                fresh[attribute.Part(term.Attribute)!.Name] = term.Value!.DeepClone();
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

    private static bool IsPrimary(JsonObject item) => item["primary"] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;
}
