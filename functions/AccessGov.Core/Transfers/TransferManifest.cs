using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Transfers;

/// <summary>
/// What a package promises, signed by its sender: from whom to whom, its number, the hash of the one before, until when it may be taken
/// over, and of each part its rows, length and hash. It is read only after its signature holds.
/// </summary>
/// <param name="From">The sending node.</param>
/// <param name="To">The node that may take it over.</param>
/// <param name="Tenant">The municipality.</param>
/// <param name="Number">From 1, by one more each time.</param>
/// <param name="Previous">Hash of the package before it; null where nothing is said of one.</param>
/// <param name="MadeAt">When it was made; whole seconds in UTC.</param>
/// <param name="ExpiresAt">From then on nobody takes it over; whole seconds in UTC.</param>
/// <param name="Received">How far the sender has taken over what the recipient sent.</param>
/// <param name="Parts">Its parts in their order; each kind once.</param>
public sealed record TransferManifest(
    NodeName From,
    NodeName To,
    TenantId Tenant,
    long Number,
    string? Previous,
    DateTimeOffset MadeAt,
    DateTimeOffset ExpiresAt,
    TransferMark Received,
    IReadOnlyList<TransferPart> Parts
)
{
    /// <summary>Most parts of a package.</summary>
    public const int MostParts = 100;

    /// <summary>Longest time that a package may be taken over, in days, whatever its sender says.</summary>
    public const int MostValidDays = 60;

    private const string First = "accessgov transfer/1";
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private static readonly string[] Names = ["from", "to", "tenant", "number", "previous", "made", "expires", "received"];

    /// <summary>The text that is signed; ends with a line feed.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder(First).Append('\n');
            string[] values =
            [
                From.Value,
                To.Value,
                Tenant.Value,
                Write(Number),
                Previous ?? "-",
                Write(MadeAt),
                Write(ExpiresAt),
                $"{Received}",
            ];
            foreach (var (name, value) in Names.Zip(values))
                text.Append(name).Append(' ').Append(value).Append('\n');
            foreach (var part in Parts)
                text.Append($"part {part.Kind} {Write(part.Rows)} {Write(part.Bytes)} {part.Hash}\n");
            return text.ToString();
        }
    }

    /// <summary>SHA-256 of the signed text, lower-case hex: names the package, and the next one names it as the one before.</summary>
    public string Hash => $"{Digest.Of(Encoding.UTF8.GetBytes(Text))}";

    /// <summary>Reads a signed text: in its one spelling or not at all.</summary>
    /// <param name="text">The text.</param>
    /// <param name="manifest">What was read.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out TransferManifest? manifest)
    {
        ArgumentNullException.ThrowIfNull(text);
        manifest = null;
        var lines = text.Split('\n');
        if (lines.Length < Names.Length + 2 || lines.Length > Names.Length + 2 + MostParts || lines[0] != First || lines[^1].Length > 0)
            return false;
        var values = new string[Names.Length];
        for (var i = 0; i < Names.Length; i++)
        {
            if (!lines[i + 1].StartsWith(Names[i] + " ", StringComparison.Ordinal))
                return false;
            values[i] = lines[i + 1][(Names[i].Length + 1)..];
        }
        var parts = new List<TransferPart>();
        foreach (var line in lines[(Names.Length + 1)..^1])
            if (PartOf(line) is { } part && parts.TrueForAll(p => p.Kind != part.Kind))
                parts.Add(part);
            else
                return false;
        if (
            NodeName.TryParse(values[0], out var from)
            && NodeName.TryParse(values[1], out var to)
            && TenantOf(values[2]) is { } tenant
            && Spelling.TryNumber(values[3], out var number)
            && number >= 1
            && (values[4] == "-" || IsHash(values[4]))
            && InstantOf(values[5]) is { } made
            && InstantOf(values[6]) is { } expires
            && MarkOf(values[7]) is { } received
        )
            manifest = new TransferManifest(
                from,
                to,
                tenant,
                number,
                values[4] == "-" ? null : values[4],
                made,
                expires,
                received,
                parts
            );
        return manifest is not null && manifest.Text == text;
    }

    private static TransferPart? PartOf(string line) =>
        line.Split(' ') is ["part", var kind, var rows, var bytes, var hash]
        && (kind == TransferKinds.Words || TransferKinds.IsOne(kind))
        && Spelling.TryNumber(rows, out var count)
        && Spelling.TryNumber(bytes, out var length)
        && IsHash(hash)
            ? new TransferPart(kind, count, length, hash)
            : null;

    private static TransferMark? MarkOf(string text) =>
        text == $"{TransferMark.None}" ? TransferMark.None
        : text.Split(' ') is [var number, var hash] && Spelling.TryNumber(number, out var taken) && taken >= 1 && IsHash(hash)
            ? new TransferMark(taken, hash)
        : null;

    private static TenantId? TenantOf(string text)
    {
        try
        {
            return TenantId.Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static DateTimeOffset? InstantOf(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            Instant,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant
        )
            ? instant
            : null;

    private static bool IsHash(string text) => Digest.TryParseHex(text, out _);

    private static string Write(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Write(DateTimeOffset instant) => instant.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture);
}
