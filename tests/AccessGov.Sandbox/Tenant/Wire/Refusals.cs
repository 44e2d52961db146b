using AccessGov.Sandbox.Tenant.Schema;

namespace AccessGov.Sandbox.Tenant.Wire;

/// <summary>The service's refusals with the texts that have been seen on the wire.</summary>
internal static class Refusals
{
    public static GraphReply NotEmulated(string what) =>
        GraphReply.Refused(501, "NotEmulated", $"The tenant emulator does not know {what}.");

    public static GraphReply BadRequest(string message) => GraphReply.Refused(400, "Request_BadRequest", message);

    public static GraphReply BadBody() =>
        GraphReply.Refused(
            400,
            "BadRequest",
            "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format."
        );

    public static GraphReply NoContentType() =>
        GraphReply.Refused(400, "BadRequest", "Write requests (excluding DELETE) must contain the Content-Type header declaration.");

    // canvas-lms' captured responses: an unknown group, an unknown user and a non-member all read like this.
    public static GraphReply NotFound(string id) =>
        GraphReply.Refused(
            404,
            "Request_ResourceNotFound",
            $"Resource '{id}' does not exist or one of its queried reference-property objects are not present."
        );

    public static GraphReply Denied() =>
        GraphReply.Refused(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");

    public static GraphReply Invalid(SchemaProperty property, ResourceSchema schema) =>
        BadRequest($"Invalid value specified for property '{property.Name}' of resource '{schema.Name}'.");

    public static GraphReply Missing(string property, ResourceSchema schema) =>
        BadRequest($"A value is required for property '{property}' of resource '{schema.Name}'.");

    public static GraphReply Conflict(string property) =>
        GraphReply.Refused(
            400,
            "Request_BadRequest",
            $"Another object with the same value for property {property} already exists.",
            new("ObjectConflict", property)
        );

    public static GraphReply Synced() =>
        BadRequest(
            "Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing "
                + "migration."
        );

    public static GraphReply Unsupported(string message) => GraphReply.Refused(400, "Request_UnsupportedQuery", message);

    public static GraphReply Unauthorized(string message) => GraphReply.Refused(401, "InvalidAuthenticationToken", message);
}
