using AccessGov.Sandbox.Tenant.Wire;

namespace AccessGov.Sandbox.Tenant.Routes;

/// <summary>Checks that several routes share.</summary>
internal static class RouteRules
{
    public static readonly string[] ListOptions = ["$top", "$select", "$filter", "$count", "$skiptoken"];
    public static readonly string[] UnfilteredOptions = ["$top", "$select", "$count", "$skiptoken"];
    public static readonly string[] SelectOnly = ["$select"];

    public static GraphReply? NoOptions(GraphRequest request) =>
        request.Query.Count == 0
            ? null
            : Refusals.NotEmulated($"query option '{request.Query.First().Key}' on {request.Method} {request.Path}");

    /// <summary>The error as the service words it for a malformed object id.</summary>
    public static GraphReply? BadId(string id) =>
        Guid.TryParse(id, out _) ? null : Refusals.BadRequest($"Invalid object identifier '{id}'.");

    /// <summary>The object id at the end of a reference like …/v1.0/directoryObjects/{id}.</summary>
    public static string? ReferencedId(string? reference) =>
        reference is not null
        && Uri.TryCreate(reference, UriKind.Absolute, out var uri)
        && uri.AbsolutePath.Split('/') is [.., "v1.0", "directoryObjects" or "users", var id]
        && Guid.TryParse(id, out _)
            ? id
            : null;
}
