using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AccessGov.Core.Tests.Audit;

/// <summary>docs/audit.md once more, without any code of the product: true when both files are sound.</summary>
internal static class PlainVerifier
{
    public static bool Holds(byte[] facts, byte[] checkpoints, string pem)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(pem);
            string[] lines = Lines(facts),
                signed = Lines(checkpoints);
            var hashes = new List<string> { Hash($"accessgov-audit-chain/1\n{SampleChain.Tenant}\n") };
            foreach (var line in lines)
            {
                hashes.Add(Hash(hashes[^1] + line[8..^75]));
                if (line != $"{{\"fact\":{line[8..^75]},\"hash\":\"{hashes[^1]}\"}}")
                    return false;
            }
            var (before, size) = (hashes[0], 0L);
            foreach (var line in signed)
            {
                using var json = JsonDocument.Parse(line);
                var (point, signature) = (
                    json.RootElement.GetProperty("checkpoint"),
                    json.RootElement.GetProperty("signature").GetBytesFromBase64()
                );
                if (
                    line != $"{{\"checkpoint\":{point.GetRawText()},\"signature\":\"{Convert.ToBase64String(signature)}\"}}"
                    || !key.VerifyData(
                        Encoding.UTF8.GetBytes(point.GetRawText()),
                        signature,
                        HashAlgorithmName.SHA256,
                        DSASignatureFormat.Rfc3279DerSequence
                    )
                    || point.GetProperty("previous").GetString() != before
                    || point.GetProperty("size").GetInt64() < size
                )
                    return false;
                size = point.GetProperty("size").GetInt64();
                if (point.GetProperty("head").GetString() != hashes[(int)size])
                    return false;
                before = Hash(line);
            }
            return signed.Length > 0;
        }
        catch (Exception e)
            when (e is ArgumentException or FormatException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return false;
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string[] Lines(byte[] file)
    {
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);
        return text.Length == 0 ? []
            : text.EndsWith('\n') ? text[..^1].Split('\n')
            : throw new FormatException("cut");
    }
}
