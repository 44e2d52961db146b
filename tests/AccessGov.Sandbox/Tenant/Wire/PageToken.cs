using System.Text;

namespace AccessGov.Sandbox.Tenant.Wire;

/// <summary>$skiptoken: opaque to the caller; here the page's number and the position after which it starts.</summary>
internal readonly record struct PageToken(int Page, long After)
{
    private const string Mark = "AccessGovPage";

    public string Encode(GraphRequest request) => Opaque.Encode($"{Mark}|{request.Path}|{Page}|{After}");

    public static bool TryDecode(GraphRequest request, string text, out PageToken token)
    {
        token = default;
        if (Opaque.Decode(text)?.Split('|') is not [Mark, var path, var page, var after] || path != request.Path)
            return false;
        token = new(int.Parse(page), long.Parse(after));
        return true;
    }
}

/// <summary>Text that callers must not look into.</summary>
internal static class Opaque
{
    public static string Encode(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static string? Decode(string text)
    {
        var base64 = text.Replace('-', '+').Replace('_', '/');
        var buffer = new byte[base64.Length + 4];
        return Convert.TryFromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='), buffer, out var length)
            ? Encoding.UTF8.GetString(buffer, 0, length)
            : null;
    }
}
