using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using AccessGov.App.Storage;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Events;

/// <summary>A file of the inbox by its name: <c>SOURCE/yyyy-MM-dd_anything.csv</c>, or <c>.xlsx</c>.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Source">Who delivers it.</param>
/// <param name="AsOf">The day it speaks of.</param>
public sealed record InboxFile(DropPath Path, SourceId Source, DateOnly AsOf)
{
    // What a file is, its bytes tell; another ending tells that somebody meant another file.
    private static readonly string[] Endings = [".csv", ".xlsx"];

    /// <summary>Reads a name, or says why it is refused.</summary>
    /// <param name="policy">Knows the sources.</param>
    /// <param name="name">The name below the inbox, <c>SOURCE/yyyy-MM-dd_anything.csv</c>.</param>
    /// <param name="file">What the name says.</param>
    /// <param name="why">Why it is refused, in a sentence; null when it is not.</param>
    public static bool TryParse(
        GovernancePolicy policy,
        string name,
        [NotNullWhen(true)] out InboxFile? file,
        [NotNullWhen(false)] out Wording? why
    )
    {
        file = null;
        if (!DropPath.TryParse(name, out var path, out why))
            return false;
        var parts = name.Split('/');
        if (parts.Length != 2)
            why = Wording.Of("HrFile.folders", parts.Length - 1);
        else if (policy.Sources.All(s => s.Id.Value != parts[0]))
            why = Wording.Of("HrFile.no-source", policy.Sources.Select(s => s.Id));
        else if (
            !Endings.Any(e => parts[1].EndsWith(e, StringComparison.OrdinalIgnoreCase))
            || parts[1].Length < "yyyy-MM-dd_.csv".Length
            || parts[1][10] != '_'
            || !DateOnly.TryParseExact(parts[1][..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asOf)
        )
            why = Wording.Of("HrFile.no-day");
        else
            file = new InboxFile(path, new SourceId(parts[0]), asOf);
        return file is not null;
    }

    /// <summary>A name as a record may show it: what nobody would see is its code, what is too long is cut.</summary>
    /// <param name="name">A name as somebody outside wrote it.</param>
    public static string Shown(string name)
    {
        var plain = VisibleText.Of(name);
        if (plain.Length > 200)
            plain = plain[..(char.IsHighSurrogate(plain[199]) ? 199 : 200)];
        return plain.Length == 0 ? "?" : plain;
    }
}
