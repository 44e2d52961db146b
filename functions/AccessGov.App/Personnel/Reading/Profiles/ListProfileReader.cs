using AccessGov.App.Personnel.Reading.Text;
using AccessGov.App.Yaml;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel.Reading.Profiles;

/// <summary>
/// Reads profiles of kind <c>announcement</c>, <c>keys</c>, <c>training</c> and <c>contracts</c>; documented in docs/hr-import.md.
/// </summary>
public static class ListProfileReader
{
    internal const string EmployeeId = ExtractColumn.EmployeeId,
        Move = "move",
        On = "on",
        Org = "org",
        RegisteredOn = "registeredOn",
        ExpiresOn = "expiresOn",
        CompletedOn = "completedOn",
        Company = "company",
        Reference = "reference",
        From = "from",
        Until = "until";

    private static readonly KeySet Profile = new(ProfileReading.Kind, FormSection.Required, FormSection.Optional);
    private static readonly KeySet ProfileOfMoves = new(
        ProfileReading.Kind,
        [.. FormSection.Required, "moves"],
        [.. FormSection.Optional, "endings"]
    );

    /// <summary>Reads the profile of the 内示・発令 list.</summary>
    /// <param name="content">The whole file, UTF-8.</param>
    public static ProfileRead<ListProfile> ReadAnnouncement(ReadOnlySpan<byte> content) =>
        Read(content, "announcement", [EmployeeId, Move, On, Org], ProfileOfMoves);

    /// <summary>Reads the profile of the list of keys.</summary>
    /// <param name="content">The whole file, UTF-8.</param>
    public static ProfileRead<ListProfile> ReadKeys(ReadOnlySpan<byte> content) =>
        Read(content, "keys", [EmployeeId, RegisteredOn, ExpiresOn], Profile);

    /// <summary>Reads the profile of the list of trainings.</summary>
    /// <param name="content">The whole file, UTF-8.</param>
    public static ProfileRead<ListProfile> ReadTraining(ReadOnlySpan<byte> content) =>
        Read(content, "training", [EmployeeId, CompletedOn], Profile);

    /// <summary>Reads the profile of the list of contracts.</summary>
    /// <param name="content">The whole file, UTF-8.</param>
    public static ProfileRead<ListProfile> ReadContracts(ReadOnlySpan<byte> content) =>
        Read(content, "contracts", [Company, EmployeeId, Reference, From, Until], Profile);

    private static ProfileRead<ListProfile> Read(ReadOnlySpan<byte> content, string kind, string[] columns, KeySet keys)
    {
        var reading = new ProfileReading();
        if (reading.Open(content, keys) is not { } root)
            return new ProfileRead<ListProfile>.Refused(reading.Errors.InOrder());
        var form = FormSection.Read(root, reading, kind, columns, []);
        var kinds = ProfileReading.Words(MoveKindCodes.All);
        var moves = reading.Meanings(root["moves"], w => reading.Values.Word(w, kinds));
        var endings = new HashSet<string>();
        foreach (var (word, field) in reading.Texts(root["endings"]))
            if (moves.ContainsKey(Folding.Key(word)))
                endings.Add(Folding.Key(word));
            else
                reading.Add(field, $"'{word}' is not one of 'moves'.", "Map it there, or remove it here.");
        return reading.Close(() => new ListProfile(form, moves, endings));
    }
}
