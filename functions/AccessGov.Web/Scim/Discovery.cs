using System.Text.Json.Nodes;

namespace AccessGov.Web.Scim;

/// <summary>What is supported: RFC 7643 §5 to §7. Nothing stands here that does not exist.</summary>
internal static class Discovery
{
    public static JsonObject ServiceProviderConfig(string root) =>
        new()
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"),
            ["patch"] = Supported(true),
            ["bulk"] = new JsonObject
            {
                ["supported"] = true,
                ["maxOperations"] = ScimBulk.MostOperations,
                ["maxPayloadSize"] = Envelope.MaxBytes,
            },
            ["filter"] = new JsonObject { ["supported"] = true, ["maxResults"] = Users.MostResults },
            ["changePassword"] = Supported(false),
            ["sort"] = Supported(false),
            ["etag"] = Supported(true),
            ["authenticationSchemes"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "oauthbearertoken",
                    ["name"] = "Bearer token",
                    ["description"] = "A token in the Authorization header (RFC 6750).",
                    ["primary"] = true,
                }
            ),
            ["meta"] = new JsonObject { ["resourceType"] = "ServiceProviderConfig", ["location"] = $"{root}/ServiceProviderConfig" },
        };

    public static JsonObject UserType(string root) =>
        new()
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:ResourceType"),
            ["id"] = "User",
            ["name"] = "User",
            ["endpoint"] = "/Users",
            ["description"] = "A person whom a personnel system tells of.",
            ["schema"] = ScimSchema.Core.Urn,
            ["schemaExtensions"] = new JsonArray(
                new JsonObject { ["schema"] = ScimSchema.Enterprise.Urn, ["required"] = false },
                new JsonObject { ["schema"] = ScimSchema.Personnel.Urn, ["required"] = true }
            ),
            ["meta"] = new JsonObject { ["resourceType"] = "ResourceType", ["location"] = $"{root}/ResourceTypes/User" },
        };

    public static JsonObject Schema(ScimSchema schema, string root) =>
        new()
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:Schema"),
            ["id"] = schema.Urn,
            ["name"] = schema.Name,
            ["description"] = schema.Name,
            ["attributes"] = new JsonArray([.. schema.Attributes.Where(a => a.IsKept).Select(Attribute)]),
            ["meta"] = new JsonObject { ["resourceType"] = "Schema", ["location"] = $"{root}/Schemas/{schema.Urn}" },
        };

    public static JsonObject List(int total, int startIndex, IEnumerable<JsonObject> resources)
    {
        var page = new JsonArray([.. resources]);
        return new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:ListResponse"),
            ["totalResults"] = total,
            ["startIndex"] = startIndex,
            ["itemsPerPage"] = page.Count,
            ["Resources"] = page,
        };
    }

    private static JsonObject Supported(bool flag) => new() { ["supported"] = flag };

    private static JsonObject Attribute(ScimAttribute attribute)
    {
        var written = new JsonObject
        {
            ["name"] = attribute.Name,
            ["type"] = attribute.Type switch
            {
                ScimType.Text => "string",
                ScimType.Boolean => "boolean",
                _ => "complex",
            },
            ["multiValued"] = attribute.IsMany,
            ["description"] = attribute.Description,
            ["required"] = attribute.IsRequired,
            ["mutability"] =
                attribute.IsWriteOnly ? "writeOnly"
                : attribute.IsImmutable ? "immutable"
                : "readWrite",
            ["returned"] = attribute.IsWriteOnly ? "never" : "default",
        };
        if (attribute.Type == ScimType.Text)
        {
            written["caseExact"] = attribute.IsCaseExact;
            written["uniqueness"] = attribute.IsUnique ? "server" : "none";
        }
        if (attribute.Values.Count > 0)
            written["canonicalValues"] = new JsonArray([.. attribute.Values.Select(v => (JsonNode)v)]);
        if (attribute.Parts.Count > 0)
            written["subAttributes"] = new JsonArray([.. attribute.Parts.Where(p => p.IsKept).Select(Attribute)]);
        return written;
    }
}
