using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AccessGov.Sandbox.Tenant.Wire;

/// <summary>
/// The part of Entra that other APIs see: a discovery document, published keys and RS256 access tokens of applications, in the v2.0
/// form (learn.microsoft.com, access token claims).
/// </summary>
internal sealed class AppTokens(TimeProvider clock) : IDisposable
{
    public const string KeyId = "sandbox-1";
    private readonly RSA key = RSA.Create(2048);

    /// <summary>Public half, for whoever wants to forge with it.</summary>
    public RSA Key => key;

    /// <summary>Claims of an application's token as Entra makes them; change what a test needs.</summary>
    public JsonObject Claims(Uri authority, string tenant, string audience, string app)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var subject = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(app)).AsSpan(0, 16)).ToString();
        return new JsonObject
        {
            ["aud"] = audience,
            ["iss"] = authority.AbsoluteUri,
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 3599,
            ["azp"] = app,
            ["azpacr"] = "1",
            ["oid"] = subject,
            ["sub"] = subject,
            ["tid"] = tenant,
            ["ver"] = "2.0",
        };
    }

    /// <summary>A token with these claims, signed with the published key.</summary>
    public string Sign(JsonObject claims) => Sign(claims, key, KeyId);

    /// <summary>A token signed with another key.</summary>
    public static string Sign(JsonObject claims, RSA key, string keyId) =>
        Join(Header("RS256", keyId), claims, signed => key.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    /// <summary>A token in which header, claims and signature are whatever the forger likes.</summary>
    public static string Join(JsonObject header, JsonObject claims, Func<byte[], byte[]> sign)
    {
        var text = $"{Part(header)}.{Part(claims)}";
        return $"{text}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    public static JsonObject Header(string algorithm, string keyId) =>
        new()
        {
            ["typ"] = "JWT",
            ["alg"] = algorithm,
            ["kid"] = keyId,
        };

    /// <summary>Discovery and keys; null when the path is neither.</summary>
    public GraphReply? Answer(string path, Uri authority)
    {
        if (path == authority.AbsolutePath + "/.well-known/openid-configuration")
            return GraphReply.Json(
                200,
                json =>
                {
                    json.WriteStartObject();
                    json.WriteString("issuer", authority.AbsoluteUri);
                    json.WriteString("jwks_uri", authority.AbsoluteUri + "/keys");
                    json.WriteEndObject();
                }
            );
        if (path != authority.AbsolutePath + "/keys")
            return null;
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return GraphReply.Json(
            200,
            json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("keys");
                json.WriteStartObject();
                json.WriteString("kty", "RSA");
                json.WriteString("use", "sig");
                json.WriteString("kid", KeyId);
                json.WriteString("n", Base64Url.EncodeToString(parameters.Modulus));
                json.WriteString("e", Base64Url.EncodeToString(parameters.Exponent));
                json.WriteEndObject();
                json.WriteEndArray();
                json.WriteEndObject();
            }
        );
    }

    public void Dispose() => key.Dispose();

    private static string Part(JsonObject json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));
}
