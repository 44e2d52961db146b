using System.Text.Json;
using System.Text.RegularExpressions;
using AccessGov.App.Settings;

namespace AccessGov.Tests;

/// <summary>The table of identities and permissions of docs/operations.md, as rows.</summary>
/// <param name="Role">Whose.</param>
/// <param name="Permission">Graph application permission.</param>
/// <param name="Operations">Calls that need it: <c>GET /users/{id}</c>.</param>
/// <param name="IsLater">Nothing calls it yet.</param>
/// <param name="IsFromMetadata">Microsoft's metadata names it for these calls.</param>
internal sealed partial record PermissionTable(
    DirectoryRole Role,
    string Permission,
    IReadOnlyList<string> Operations,
    bool IsLater,
    bool IsFromMetadata
)
{
    public static IReadOnlyList<PermissionTable> Rows { get; } =
    [
        .. Row()
            .Matches(File.ReadAllText(Sample.InRepository("docs/operations.md")))
            .Select(m => new PermissionTable(
                m.Groups[1].Value switch
                {
                    "reader" => DirectoryRole.Reader,
                    "writer" => DirectoryRole.Writer,
                    "mailer" => DirectoryRole.Mailer,
                    _ => DirectoryRole.Credentials,
                },
                m.Groups[2].Value,
                [.. Operation().Matches(m.Groups[3].Value).Select(o => o.Groups[1].Value)],
                m.Groups[3].Value.StartsWith("later", StringComparison.Ordinal),
                m.Groups[4].Value == "M"
            )),
    ];

    /// <summary>What Microsoft's metadata names for each call; null where it is silent.</summary>
    public static IReadOnlyDictionary<string, string[]?> Facts { get; } =
        JsonDocument
            .Parse(File.ReadAllText(Sample.InRepository("tests/AccessGov.Functions.Tests/Docs/permissions.json")))
            .RootElement.GetProperty("operations")
            .Deserialize<Dictionary<string, string[]?>>()!;

    /// <summary>A call without the ids in it.</summary>
    public static string OperationOf(string method, string path) => $"{method} {Ids().Replace(path, "$1/{id}")}";

    [GeneratedRegex(@"^\| (reader|writer|credential holder|mailer) \| `([^`]+)` \| (.+?) \| (M|D)[^|]*\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`((?:GET|POST|PATCH|DELETE) /[^` ]+)`")]
    private static partial Regex Operation();

    [GeneratedRegex(@"(/users|/groups|/members|/deletedItems)/(?!\$|microsoft\.graph)[^/]+")]
    private static partial Regex Ids();
}
