using System.IO.Compression;
using System.Xml;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Workbooks;

/// <summary>
/// The parts of a workbook, found as they name each other (Open Packaging Conventions). Macros are refused, whether anybody would run them
/// or not: who needs them does not send records.
/// </summary>
internal sealed class WorkbookPackage : IDisposable
{
    /// <summary>All parts that are read have at most so many bytes when they are unpacked, as many as an extract may have.</summary>
    public const long MostUnpacked = 256L << 20;

    private const string RelationsNamespace = "http://schemas.openxmlformats.org/package/2006/relationships";

    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);
    private long left = MostUnpacked;

    /// <summary>Opens it.</summary>
    /// <param name="file">The file, which is left open.</param>
    /// <exception cref="WorkbookFault">It is no workbook without macros.</exception>
    public WorkbookPackage(Stream file)
    {
        file.Position = 0;
        zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in zip.Entries)
            // Of two parts with one name, programs read one or the other.
            if (!parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry))
                throw WorkbookFault.Damaged();
        if (parts.Keys.Any(IsMacro))
            throw new WorkbookFault(Wording.Of("Workbook.macros"));
        Book =
            RelationsOf("").FirstOrDefault(r => r.Kind == "officeDocument")?.Part is { } book && parts.ContainsKey(book) && IsXml(book)
                ? book
                : throw new WorkbookFault(Wording.Of("Workbook.none"));
    }

    /// <summary>The part that lists the sheets.</summary>
    public string Book { get; }

    /// <summary>One part names another.</summary>
    /// <param name="Id">By this id.</param>
    /// <param name="Kind">What for: the last word of its type.</param>
    /// <param name="Part">The other; empty for what lies outside.</param>
    public sealed record Relation(string Id, string Kind, string Part);

    /// <summary>Reads a part.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="WorkbookFault">There is none.</exception>
    public XmlReader Open(string name)
    {
        if (!parts.TryGetValue(name, out var entry))
            throw WorkbookFault.Damaged();
        return WorkbookXml.Of(new UnpackedPart(entry.Open(), entry.Length, entry.Crc32, Take));
    }

    /// <summary>What a part names; nothing when it names nothing.</summary>
    /// <param name="name">The part; empty for the workbook as a whole.</param>
    public IReadOnlyList<Relation> RelationsOf(string name)
    {
        var folder = name[..(name.LastIndexOf('/') + 1)];
        var relations = $"{folder}_rels/{name[folder.Length..]}.rels";
        if (!parts.ContainsKey(relations))
            return [];
        var found = new List<Relation>();
        using var reader = Open(relations);
        while (reader.Read())
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "Relationship", NamespaceURI: RelationsNamespace })
                found.Add(
                    new(
                        reader.GetAttribute("Id") ?? "",
                        (reader.GetAttribute("Type") ?? "").Split('/')[^1],
                        reader.GetAttribute("TargetMode") == "External" ? "" : Resolved(folder, reader.GetAttribute("Target") ?? "")
                    )
                );
        return found;
    }

    public void Dispose() => zip.Dispose();

    private void Take(int bytes)
    {
        left -= bytes;
        if (left < 0)
            throw WorkbookFault.TooLarge(MostUnpacked);
    }

    private static bool IsMacro(string name) =>
        name.EndsWith("/vbaProject.bin", StringComparison.OrdinalIgnoreCase)
        || name.Contains("/macrosheets/", StringComparison.OrdinalIgnoreCase);

    private static bool IsXml(string name) => name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase);

    private static string Resolved(string folder, string target)
    {
        var steps = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
            if (step == "..")
                steps.RemoveRange(Math.Max(steps.Count - 1, 0), Math.Min(steps.Count, 1));
            else if (step != ".")
                steps.Add(step);
        return string.Join('/', steps);
    }
}
