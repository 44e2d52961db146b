using AccessGov.Core.Codes;
using AccessGov.Core.Kernel;
using static AccessGov.Web.Scim.ScimAttribute;

namespace AccessGov.Web.Scim;

/// <summary>A schema of RFC 7643 as far as it is kept here: what Schemas shows, PATCH reaches and resources may hold.</summary>
/// <param name="Urn">Its id.</param>
/// <param name="Name">For people.</param>
/// <param name="Attributes">What it has.</param>
internal sealed record ScimSchema(string Urn, string Name, IReadOnlyList<ScimAttribute> Attributes)
{
    /// <summary>RFC 7643 §4.1. Names and addresses only: whatever a right does not depend on is let pass and not kept.</summary>
    public static ScimSchema Core { get; } =
        new(
            "urn:ietf:params:scim:schemas:core:2.0:User",
            "User",
            [
                Text("externalId", "職員番号, zeros in place. Needed, here or as employeeNumber.") with
                {
                    IsCaseExact = true,
                    IsUnique = true,
                    IsImmutable = true,
                },
                Text("userName", "The client's name for the person; unique within its source.") with
                {
                    IsRequired = true,
                    IsUnique = true,
                },
                new("name", ScimType.Complex, "Parts of the name.")
                {
                    Parts =
                    [
                        Text("formatted"),
                        Text("familyName"),
                        Text("givenName"),
                        Text("middleName"),
                        Text("honorificPrefix"),
                        Text("honorificSuffix"),
                    ],
                },
                Text("displayName", "Name for the directory; else name.formatted, else family and given name."),
                Text("nickName"),
                Text("title", "Told only; the post of a posting decides."),
                Text("userType"),
                Text("preferredLanguage"),
                Text("locale"),
                Text("timezone"),
                Many("emails", "Told only.", Text("value"), Text("display"), Text("type"), Flag("primary")),
                Flag("active", "false stops the person at once (即時停止)."),
                .. new[]
                {
                    "profileUrl",
                    "password",
                    "phoneNumbers",
                    "ims",
                    "photos",
                    "addresses",
                    "groups",
                    "entitlements",
                    "roles",
                    "x509Certificates",
                }.Select(Passed),
            ]
        );

    /// <summary>RFC 7643 §4.3.</summary>
    public static ScimSchema Enterprise { get; } =
        new(
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
            "Enterprise User",
            [
                Text("employeeNumber", "職員番号; the same as externalId.") with
                {
                    IsCaseExact = true,
                    IsUnique = true,
                    IsImmutable = true,
                },
                Text("costCenter"),
                Text("organization"),
                Text("division"),
                Text("department", "Told only; the org of a posting decides."),
                new("manager", ScimType.Complex, "Told only.")
                {
                    Parts = [Text("value") with { IsCaseExact = true }, Passed("$ref"), Passed("displayName")],
                },
            ]
        );

    /// <summary>Ours: what decides, in the words of docs/hr-import.md.</summary>
    public static ScimSchema Personnel { get; } =
        new(
            "urn:accessgov:params:scim:schemas:extension:personnel:2.0:User",
            "Personnel",
            [
                Many(
                    "employments",
                    "Terms of employment; absent when another source employs the person.",
                    Word("kind", EmploymentKindCodes.All),
                    Day("from") with
                    {
                        IsRequired = true,
                    },
                    Day("until"),
                    Flag("endsAtOnce", "即時停止.")
                ),
                Many(
                    "postings",
                    "Where the person serves.",
                    Word("kind", PostingKindCodes.All),
                    Text("org", "所属コード.") with
                    {
                        IsRequired = true,
                        IsCaseExact = true,
                    },
                    Text("post", "職名."),
                    Day("from") with
                    {
                        IsRequired = true,
                    },
                    Day("until")
                ) with
                {
                    IsRequired = true,
                },
                Many(
                    "leaves",
                    "休職・育休. Needed with employments; none is the empty list.",
                    Word("kind", LeaveKindCodes.All),
                    Day("from") with
                    {
                        IsRequired = true,
                    },
                    Day("until")
                ),
                Text("formerEmployeeId", "職員番号 that the same person had before.") with
                {
                    IsCaseExact = true,
                },
                Text("tenant", "If given, must be this municipality.") with
                {
                    IsCaseExact = true,
                    IsWriteOnly = true,
                },
                Text("source", "任命権者; needed only if the caller speaks for several.") with
                {
                    IsCaseExact = true,
                    IsWriteOnly = true,
                },
            ]
        );

    public static IReadOnlyList<ScimSchema> Extensions { get; } = [Enterprise, Personnel];

    public static IReadOnlyList<ScimSchema> All { get; } = [Core, Enterprise, Personnel];

    /// <summary>
    /// What to answer to the columns of a CSV file that clients of Entra's API-driven provisioning send along. A column is no fact: which
    /// one tells a posting, and of which of several, is known to nobody here.
    /// </summary>
    public const string NoColumns =
        "urn:ietf:params:scim:schemas:extension:csv:1.0:User: columns of a CSV file are not read here, for nobody has said what they mean. "
        + "Either leave this schema out and tell employments, postings and leaves under "
        + "urn:accessgov:params:scim:schemas:extension:personnel:2.0:User (docs/scim.md, From Entra's API-driven provisioning), or "
        + "deliver the CSV file itself as an extract (docs/hr-import.md).";

    /// <summary>True for the schema, or a path into the schema, under which such clients put columns.</summary>
    /// <param name="text">What a client wrote.</param>
    public static bool IsOfColumns(string text) =>
        text.StartsWith("urn:ietf:params:scim:schemas:extension:csv:", StringComparison.OrdinalIgnoreCase);

    public ScimAttribute? Attribute(string name) => Attributes.FirstOrDefault(a => a.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The schema that a text begins with, and what follows the colon or dot after it; null when it begins with none.</summary>
    public static (ScimSchema Schema, string Path)? Begins(string text)
    {
        foreach (var schema in All)
            if (
                text.StartsWith(schema.Urn, StringComparison.OrdinalIgnoreCase)
                && (text.Length == schema.Urn.Length || text[schema.Urn.Length] is ':' or '.')
            )
                return (schema, text.Length == schema.Urn.Length ? "" : text[(schema.Urn.Length + 1)..]);
        return null;
    }

    private static ScimAttribute Day(string name) => Text(name, "A day like 2026-04-01.") with { IsCaseExact = true };

    private static ScimAttribute Word<T>(string name, EnumCodes<T> codes)
        where T : struct, Enum =>
        Text(name) with
        {
            IsRequired = true,
            IsCaseExact = true,
            Values = [.. codes.All.Select(c => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(c.Code))],
        };
}
