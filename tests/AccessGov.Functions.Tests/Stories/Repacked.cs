using System.Text;
using System.Text.Json.Nodes;
using AccessGov.App.Transfers;
using AccessGov.Core.Transfers;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>A package as whoever holds the sender's key could make it: signed, and saying what they like.</summary>
internal static class Repacked
{
    /// <summary>Packs a package again and signs it anew.</summary>
    /// <param name="from">Whose key signs.</param>
    /// <param name="file">The package.</param>
    /// <param name="promise">What its manifest says; null leaves it.</param>
    /// <param name="parts">Each part by its kind: its bytes, or null to leave it out; null leaves all.</param>
    /// <returns>Where it lies.</returns>
    public static async Task<string> MakeAsync(
        VillageStory from,
        string file,
        Func<TransferManifest, TransferManifest>? promise = null,
        Func<string, string, string?>? parts = null
    )
    {
        var content = await File.ReadAllBytesAsync(file);
        var manifest = TransferPackage.ManifestOf(content)!;
        var rest = content.AsMemory(content.Length - (int)manifest.Parts.Sum(p => p.Bytes));
        var (promised, kept) = (new List<TransferPart>(), new List<ReadOnlyMemory<byte>>());
        foreach (var part in manifest.Parts)
        {
            var text = Encoding.UTF8.GetString(rest.Span[..(int)part.Bytes]);
            rest = rest[(int)part.Bytes..];
            if ((parts is null ? text : parts(part.Kind, text)) is not { } changed)
                continue;
            var bytes = Encoding.UTF8.GetBytes(changed);
            var rows = changed.StartsWith('[') && changed != text ? JsonNode.Parse(changed)!.AsArray().Count : part.Rows;
            promised.Add(TransferPackage.Promise(part.Kind, rows, bytes));
            kept.Add(bytes);
        }
        manifest = manifest with { Parts = promised };
        using var installation = from.Open();
        using var signer = await installation.NodeKey.OpenAsync(CancellationToken.None);
        var path = Path.Combine(Path.GetDirectoryName(file)!, $"{Guid.NewGuid():N}.transfer");
        await File.WriteAllBytesAsync(path, new TransferPackage(promise is null ? manifest : promise(manifest), kept).Write(signer));
        return path;
    }
}
