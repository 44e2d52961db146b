using System.Text;
using AccessGov.Core.Audit.Trees;

namespace AccessGov.Core.Audit.Witnesses;

/// <summary>Hashes of a proof, each in base64 on a line of its own.</summary>
internal static class ProofLines
{
    public static bool TryRead(string[] lines, out IReadOnlyList<Digest> proof)
    {
        var read = new List<Digest>();
        proof = read;
        if (lines.Length > Merkle.LongestProof)
            return false;
        foreach (var line in lines)
        {
            if (!Digest.TryParseBase64(line, out var hash))
                return false;
            read.Add(hash);
        }
        return true;
    }

    public static string Write(IReadOnlyList<Digest> proof)
    {
        var lines = new StringBuilder();
        foreach (var hash in proof)
            lines.Append(hash.Base64).Append('\n');
        return lines.ToString();
    }
}
