using System.Text.Json.Nodes;

namespace AccessGov.Web.Scim;

/// <summary><c>attributes</c> and <c>excludedAttributes</c> of a request (RFC 7644 §3.9): one of them, or neither.</summary>
internal sealed class AttributeChoice
{
    private readonly List<ScimPath> paths = [];
    private readonly bool isOnly;

    private AttributeChoice(IReadOnlyList<string> names, bool isOnly)
    {
        this.isOnly = isOnly;
        if (names.Count > 50)
            throw ScimFault.Value(isOnly ? "attributes" : "excludedAttributes", "Names at most 50 attributes.");
        ShowsMeta = names.Any(n => n.Split('.')[0].Equals("meta", StringComparison.OrdinalIgnoreCase)) == isOnly;
        paths.AddRange(names.Where(n => !ScimPath.IsCommon(n)).Select(ScimPath.Parse));
    }

    private AttributeChoice() => ShowsMeta = true;

    public static AttributeChoice All { get; } = new();

    public bool ShowsMeta { get; }

    public static AttributeChoice Read(IQueryCollection query)
    {
        return Read(Names("attributes"), Names("excludedAttributes"));

        string[] Names(string name) =>
            query[name].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The choice that two lists make.</summary>
    /// <param name="only">What to show; empty: everything.</param>
    /// <param name="without">What not to show.</param>
    /// <exception cref="ScimFault">Both are given, or one names something unknown.</exception>
    public static AttributeChoice Read(IReadOnlyList<string> only, IReadOnlyList<string> without)
    {
        if (only.Count > 0 && without.Count > 0)
            throw ScimFault.Value("attributes", "Stands together with excludedAttributes; use one of them.");
        return only.Count > 0 ? new AttributeChoice(only, isOnly: true)
            : without.Count > 0 ? new AttributeChoice(without, isOnly: false)
            : All;
    }

    public JsonObject Of(JsonObject resource)
    {
        if (paths.Count == 0)
            return isOnly ? [] : resource;
        var chosen = isOnly ? [] : (JsonObject)resource.DeepClone();
        foreach (var path in paths)
        {
            var urn = path.Schema == ScimSchema.Core ? null : path.Schema.Urn;
            if (urn is not null && path.Attribute is null)
                Copy(resource, chosen, urn);
            else if (path.Attribute is null)
                foreach (var attribute in path.Schema.Attributes)
                    Copy(resource, chosen, attribute.Name);
            else if (urn is null)
                Choose(resource, chosen, path);
            else if (resource[urn] is JsonObject from)
            {
                if (isOnly && chosen[urn] is null)
                    chosen[urn] = new JsonObject();
                if (chosen[urn] is JsonObject into)
                    Choose(from, into, path);
            }
        }
        return chosen;
    }

    private void Choose(JsonObject from, JsonObject into, ScimPath path)
    {
        var name = path.Attribute!.Name;
        if (path.Part is null || from[name] is null)
            Copy(from, into, name);
        else if (!isOnly)
            foreach (var item in Items(into[name]))
                item.Remove(path.Part.Name);
        else if (from[name] is JsonObject one)
        {
            if (into[name] is not JsonObject)
                into[name] = new JsonObject();
            into[name]![path.Part.Name] = one[path.Part.Name]?.DeepClone();
        }
        else
            into[name] = new JsonArray([
                .. Items(from[name]).Select(i => new JsonObject { [path.Part.Name] = i[path.Part.Name]?.DeepClone() }),
            ]);
    }

    private void Copy(JsonObject from, JsonObject into, string name)
    {
        if (!isOnly)
            into.Remove(name);
        else if (from[name] is { } value)
            into[name] = value.DeepClone();
    }

    private static IEnumerable<JsonObject> Items(JsonNode? value) =>
        value is JsonArray array ? array.OfType<JsonObject>()
        : value is JsonObject one ? [one]
        : [];
}
