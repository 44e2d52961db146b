using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel.Reading.Profiles;

/// <summary>Reads profiles of kind <c>announcement</c>, <c>keys</c> and <c>training</c>; documented in docs/hr-import.md.</summary>
public static class ListProfileReader
{
    internal const string EmployeeId = ExtractColumn.EmployeeId,
        Move = "move",
        On = "on",
        Org = "org",
        RegisteredOn = "registeredOn",
        ExpiresOn = "expiresOn",
        CompletedOn = "completedOn";

    /// <summary>Reads the profile of the 内示・発令 list.</summary>
    public static ProfileRead<ListProfile> ReadAnnouncement(string yaml) =>
        Read(yaml, "announcement", [EmployeeId, Move, On, Org], hasMoves: true);

    /// <summary>Reads the profile of the list of keys.</summary>
    public static ProfileRead<ListProfile> ReadKeys(string yaml) =>
        Read(yaml, "keys", [EmployeeId, RegisteredOn, ExpiresOn], hasMoves: false);

    /// <summary>Reads the profile of the list of trainings.</summary>
    public static ProfileRead<ListProfile> ReadTraining(string yaml) => Read(yaml, "training", [EmployeeId, CompletedOn], hasMoves: false);

    private static ProfileRead<ListProfile> Read(string yaml, string kind, string[] columns, bool hasMoves)
    {
        var errors = new List<ProfileError>();
        if (StrictMap.Parse(yaml, errors) is not { } map)
            return new ProfileRead<ListProfile>.Refused(errors);
        var form = FormParser.Parse(map, kind, columns, []);
        var moves = hasMoves ? FormParser.Words(map, "moves", MoveKindCodes.All.ByCode, required: true) : [];
        var endings = hasMoves ? map.List("endings").Select(Folding.Key).ToHashSet() : [];
        foreach (var word in endings.Where(word => !moves.ContainsKey(word)))
            map.FaultAt("endings", $"'{word}' in 'endings' is not one of 'moves'.");
        map.RefuseUnknownKeys(hasMoves ? [.. FormParser.Keys, "moves", "endings"] : FormParser.Keys);
        return errors.Count == 0
            ? new ProfileRead<ListProfile>.Loaded(new ListProfile(form, moves, endings))
            : new ProfileRead<ListProfile>.Refused([.. errors.OrderBy(e => e.Line).ThenBy(e => e.Column)]);
    }
}
