using System.Text.Json.Nodes;

namespace AccessGov.Web.Scim;

/// <summary>PATCH (RFC 7644 §3.5.2) on a resource in the form of <see cref="ScimValues.Resource"/>.</summary>
internal static class ScimPatch
{
    public const string Schema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    /// <summary>Operations of one PATCH.</summary>
    public const int Most = 100;

    /// <summary>The resource after all operations; the given one stays as it is.</summary>
    /// <exception cref="ScimFault">An operation cannot be carried out; then none is.</exception>
    public static JsonObject Apply(JsonObject resource, JsonObject body)
    {
        Envelope.Require(body, Schema);
        if (Envelope.Member(body, "Operations") is not JsonArray { Count: > 0 and <= Most } operations)
            throw ScimFault.Syntax($"Operations must be a list of 1 to {Most}.");
        var patched = (JsonObject)resource.DeepClone();
        foreach (var operation in operations)
        {
            if (operation is not JsonObject one)
                throw ScimFault.Syntax("An operation must be an object.");
            // Entra writes "Add" and "Replace".
            var op = Envelope.Text(one, "op")?.ToLowerInvariant();
            if (op is not ("add" or "replace" or "remove"))
                throw ScimFault.Syntax("op must be add, replace or remove.");
            var value = Envelope.Member(one, "value");
            var isSaid = value is not null || op != "add" && one.Any(m => m.Key.Equals("value", StringComparison.OrdinalIgnoreCase));
            if (op != "remove" && !isSaid)
                throw ScimFault.Value("value", $"Is missing: {op} says what is to be. To take something away use remove.");
            if (Envelope.Text(one, "path") is { } path)
                At(patched, op, ScimPath.Parse(path), value);
            else if (op == "remove")
                throw ScimFault.NoTarget("remove needs a path.");
            else if (value is JsonObject several)
                Each(patched, op, "", several);
            else
                throw ScimFault.Value("value", "Without a path the value must be an object.");
        }
        return patched;
    }

    /// <summary>Names of members may be paths: Entra writes <c>name.givenName</c> and <c>urn:…:User:department</c>.</summary>
    private static void Each(JsonObject resource, string op, string prefix, JsonObject values)
    {
        foreach (var (name, value) in values)
            if (prefix.Length > 0 || !ScimPath.IsCommon(name))
                At(resource, op, ScimPath.Parse(prefix + name), value);
    }

    private static void At(JsonObject resource, string op, ScimPath path, JsonNode? value)
    {
        if (path.Attribute is null)
        {
            if (op != "remove" && value is JsonObject values)
                Each(resource, op, path.Schema == ScimSchema.Core ? "" : path.Schema.Urn + ":", values);
            else if (op != "remove")
                throw ScimFault.Value(path.Schema.Urn, "Must be an object.");
            else if (path.Schema == ScimSchema.Core)
                throw IsRequired("userName");
            else if (path.Schema == ScimSchema.Personnel)
                throw ScimFault.Mutability("The personnel facts are not removed: tell what they are.");
            else
                resource.Remove(path.Schema.Urn);
            return;
        }
        if (!path.Attribute.IsKept || path.Part is { IsKept: false })
            return;
        if (op == "remove" && (path.Part ?? (path.Filter is null ? path.Attribute : null)) is { IsRequired: true } required)
            throw IsRequired(required.Name);
        var home = resource;
        if (path.Schema != ScimSchema.Core)
        {
            if (resource[path.Schema.Urn] is not JsonObject)
                resource[path.Schema.Urn] = new JsonObject();
            home = (JsonObject)resource[path.Schema.Urn]!;
        }
        if (path.Attribute.IsMany)
            ManyValues.Change(home, op, path, value);
        else
            Single(home, op, path, value);
        if (home.Count == 0 && home != resource && path.Schema != ScimSchema.Personnel)
            resource.Remove(path.Schema.Urn);
    }

    private static void Single(JsonObject home, string op, ScimPath path, JsonNode? value)
    {
        var attribute = path.Attribute!;
        if (path.Part is { } part)
        {
            var parts = home[attribute.Name] as JsonObject ?? [];
            Set(parts, part.Name, op == "remove" ? null : ScimValues.Of(part, value, $"{attribute.Name}.{part.Name}"));
            Set(
                home,
                attribute.Name,
                parts.Count == 0 ? null
                    : parts.Parent is null ? parts
                    : parts.DeepClone()
            );
            return;
        }
        var given = op == "remove" ? null : ScimValues.Of(attribute, value, attribute.Name);
        // Which number it is, only the person tells.
        if (given is null && attribute.IsImmutable)
            throw ScimFault.Mutability($"{attribute.Name} does not change and is not removed.");
        // Parts that are not given stay (§3.5.2.3).
        if (given is JsonObject some && home[attribute.Name] is JsonObject there)
        {
            var merged = (JsonObject)there.DeepClone();
            foreach (var (name, one) in some)
                merged[name] = one?.DeepClone();
            given = merged;
        }
        Set(home, attribute.Name, given);
    }

    /// <summary>RFC 7644 §3.5.2.2.</summary>
    internal static ScimFault IsRequired(string name) =>
        ScimFault.Mutability($"{name} is required and is not removed: replace it by what it is to be.");

    internal static void Set(JsonObject home, string name, JsonNode? value)
    {
        if (value is null)
            home.Remove(name);
        else
            home[name] = value;
    }
}
