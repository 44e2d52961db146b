using AccessGov.App.Personnel.Reading.Text;
using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;

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

    internal static ListKind Announcement { get; } =
        new(
            "announcement",
            [EmployeeId, Move, On, Org],
            new(ProfileReading.Kind, [.. FormSection.Required, "moves"], [.. FormSection.Optional, "endings"])
        );

    internal static ListKind Keys { get; } = new("keys", [EmployeeId, RegisteredOn, ExpiresOn], Profile);

    internal static ListKind Training { get; } = new("training", [EmployeeId, CompletedOn], Profile);

    internal static ListKind Contracts { get; } = new("contracts", [Company, EmployeeId, Reference, From, Until], Profile);

    /// <summary>Reads the profile of the 内示・発令 list.</summary>
    /// <param name="content">The whole file, UTF-8.</param>
    public static ProfileRead<ListProfile> ReadAnnouncement(ReadOnlySpan<byte> content) => Read(content, Announcement);

    /// <summary>Reads the profile of the list of keys.</summary>
    /// <param name="content">The whole file, UTF-8.</param>
    public static ProfileRead<ListProfile> ReadKeys(ReadOnlySpan<byte> content) => Read(content, Keys);

    /// <summary>Reads the profile of the list of trainings.</summary>
    /// <param name="content">The whole file, UTF-8.</param>
    public static ProfileRead<ListProfile> ReadTraining(ReadOnlySpan<byte> content) => Read(content, Training);

    /// <summary>Reads the profile of the list of contracts.</summary>
    /// <param name="content">The whole file, UTF-8.</param>
    public static ProfileRead<ListProfile> ReadContracts(ReadOnlySpan<byte> content) => Read(content, Contracts);

    private static ProfileRead<ListProfile> Read(ReadOnlySpan<byte> content, ListKind kind)
    {
        var reading = new ProfileReading();
        if (reading.Open(content, kind.Keys) is not { } root)
            return new ProfileRead<ListProfile>.Refused(reading.Errors.InOrder());
        var form = FormSection.Read(root, reading, kind.Name, kind.Columns, []);
        var moves = reading.Meanings(root["moves"], w => reading.Values.Word(w, ProfileWords.Moves));
        var endings = new HashSet<string>();
        foreach (var (word, field) in reading.Texts(root["endings"]))
            if (moves.ContainsKey(Folding.Key(word)))
                endings.Add(Folding.Key(word));
            else
                reading.Add(field, Wording.Of("Profile.no-move", word), Wording.Of("Profile.map-move"));
        return reading.Close(() => new ListProfile(form, moves, endings));
    }
}
