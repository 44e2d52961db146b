using System.IO.Compression;
using System.Text.Json;
using AccessGov.App.Planning;
using AccessGov.App.Storage.Content;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Answers;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Audit;

/// <summary>
/// Answers questions from an exported folder alone, as the script in it does. The folder must have been verified: what is read here is
/// believed.
/// </summary>
public static class AskRecord
{
    /// <summary>Days are counted like this where the record does not say otherwise.</summary>
    private const string Japan = "Asia/Tokyo";

    /// <summary>Reads the folder and answers.</summary>
    /// <param name="folder">A verified export.</param>
    /// <param name="person">Of whom; null for everybody.</param>
    /// <param name="on">Of which day; null for all.</param>
    /// <param name="zone">Whose holders (<see cref="ZoneCodes"/>); null for none.</param>
    /// <returns>The answer, and the names of rights and units by the newest policy of the record; null when it is not there.</returns>
    public static (RecordAnswer Answer, RightsMap? Names) Run(string folder, EmployeeId? person, DateOnly? on, string? zone)
    {
        var signed = AuditFiles.SignedOf(folder);
        var newest = AuditFiles
            .Facts(folder)
            .TakeWhile(f => f.Line <= signed)
            .LastOrDefault(f => f.Fact.Kind == FactKind.PolicyKept)
            .Fact?.BodyText("rights");
        var names = newest is null ? null : Kept<RightsMap>(folder, newest);
        var days = TimeZoneInfo.FindSystemTimeZoneById(names?.TimeZone ?? Japan);
        var reader = new RecordReader(
            new RecordQuestion(at => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, days).DateTime))
            {
                Person = person,
                On = on,
                HoldersOf = zone,
            }
        );
        foreach (var (fact, line) in AuditFiles.Facts(folder).TakeWhile(f => f.Line <= signed))
            reader.Add(fact, line);
        return (reader.Answer(hash => Kept<HolderList>(folder, hash)), names);
    }

    private static T? Kept<T>(string folder, string hash)
        where T : class
    {
        var path = Path.Combine(folder, AuditFileNames.Kept, hash);
        if (!File.Exists(path))
            return null;
        using var content = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(content, CoreJson.Options);
    }
}
