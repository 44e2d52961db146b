namespace AccessGov.Web.Scim;

/// <summary>A request that cannot be answered as asked, with the words of RFC 7644 §3.12. The detail quotes nothing personal.</summary>
internal sealed class ScimFault(int status, string? type, string detail) : FormatException(detail)
{
    public const string Schema = "urn:ietf:params:scim:api:messages:2.0:Error";

    public int Status { get; } = status;

    public string? Type { get; } = type;

    public static ScimFault Value(string path, string text) => new(400, "invalidValue", $"{path}: {text}");

    public static ScimFault Path(string text) => new(400, "invalidPath", text);

    public static ScimFault Filter(string text) => new(400, "invalidFilter", text);

    public static ScimFault Syntax(string text) => new(400, "invalidSyntax", text);

    public static ScimFault Mutability(string text) => new(400, "mutability", text);

    public static ScimFault NoTarget(string text) => new(400, "noTarget", text);

    public static ScimFault TooLarge(string text) => new(413, null, text);

    /// <summary>The same for what does not exist, what is not the caller's and what is another tenant's.</summary>
    public static ScimFault NotFound() => new(404, null, "There is no such resource.");
}
