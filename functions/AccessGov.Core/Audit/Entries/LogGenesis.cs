using System.Diagnostics.CodeAnalysis;
using System.Text;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Entries;

/// <summary>The first leaf of a log: a plain text that binds it to its tenant, its origin and the chain of old.</summary>
/// <param name="Tenant">Whose log.</param>
/// <param name="Origin">Its origin.</param>
/// <param name="Chain">Where the chain of old ended; null when there was none.</param>
public sealed record LogGenesis(TenantId Tenant, NoteName Origin, ClosedChain? Chain)
{
    /// <summary>Index of this leaf.</summary>
    public const long Index = 0;

    private const string Format = "accessgov-audit-genesis/2";

    /// <summary>The entry: eight lines, each with its line feed; the last five are empty when there was no chain.</summary>
    public string Text =>
        string.Concat(
            new[]
            {
                Format,
                Tenant.Value,
                Origin.Value,
                $"{Chain?.Head.Size}",
                $"{Chain?.Head.Hash}",
                $"{Chain?.Checkpoint}",
                $"{Chain?.CheckpointLine}",
                $"{Chain?.Key}",
            }.Select(l => l + "\n")
        );

    /// <summary>Hash of the leaf.</summary>
    public Digest LeafHash => Merkle.Leaf(Encoding.UTF8.GetBytes(Text));

    /// <summary>Reads the entry.</summary>
    /// <param name="utf8">All its bytes.</param>
    /// <param name="genesis">What was read.</param>
    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out LogGenesis? genesis)
    {
        genesis = null;
        if (
            !Spelling.TryText(utf8, out var text)
            || text.Split('\n') is not [Format, var first, var second, .. { Length: 5 } old, ""]
            || !NoteName.TryParse(second, out var origin)
        )
            return false;
        try
        {
            var tenant = TenantId.Parse(first);
            genesis = new LogGenesis(tenant, origin, old.All(l => l.Length == 0) ? null : ReadChain(tenant, old));
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static ClosedChain ReadChain(TenantId tenant, string[] lines) =>
        Spelling.TryNumber(lines[0], out var size) && Spelling.TryNumber(lines[2], out var number)
            ? new ClosedChain(
                new ChainHead(tenant, size, ChainHash.Parse(lines[1])),
                number,
                ChainHash.Parse(lines[3]),
                KeyId.Parse(lines[4])
            )
            : throw new FormatException("A size or a number is none.");
}
