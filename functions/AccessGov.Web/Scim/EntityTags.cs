namespace AccessGov.Web.Scim;

/// <summary>Entity tags (RFC 9110 §8.8.3), compared weakly: ours come from the content.</summary>
internal static class EntityTags
{
    /// <summary>True when a header or a Bulk operation's version names the version, or is <c>*</c>.</summary>
    public static bool Match(string header, string version) =>
        header.Split(',', StringSplitOptions.TrimEntries).Any(tag => tag == "*" || Opaque(tag) == Opaque(version));

    private static string Opaque(string tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
}
