using System.Security.Cryptography;
using AccessGov.App.Settings;

namespace AccessGov.Web.Pages;

/// <summary>Style sheet and scripts, from the program itself; their names carry their hash, so that browsers may keep them.</summary>
internal static class Assets
{
    private sealed record Asset(string Path, string ContentType, byte[] Bytes);

    private static readonly Dictionary<string, Asset> ByName = Load();

    /// <summary>Where a page finds one.</summary>
    /// <param name="name">Its name, such as <c>portal.css</c>.</param>
    public static string PathOf(string name) => ByName[name].Path;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (var asset in ByName.Values)
            endpoints
                .MapGet(
                    asset.Path,
                    async context =>
                    {
                        context.Response.ContentType = asset.ContentType;
                        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                        await context.Response.Body.WriteAsync(asset.Bytes, context.RequestAborted);
                    }
                )
                .AllowAnonymous();
    }

    private static Dictionary<string, Asset> Load()
    {
        const string folder = "assets/";
        var assembly = typeof(Assets).Assembly;
        return assembly
            .GetManifestResourceNames()
            .Where(n => n.StartsWith(folder, StringComparison.Ordinal))
            .ToDictionary(n => n[folder.Length..], n => Read(n, n[folder.Length..]));

        Asset Read(string resource, string name)
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes))[..12];
            var type = Path.GetExtension(name) switch
            {
                ".css" => "text/css; charset=utf-8",
                ".js" => "text/javascript; charset=utf-8",
                ".svg" => "image/svg+xml",
                var other => throw new InvalidOperationException(other),
            };
            return new Asset(
                $"{PublicPaths.Prefix}/assets/{Path.GetFileNameWithoutExtension(name)}-{hash}{Path.GetExtension(name)}",
                type,
                bytes
            );
        }
    }
}
