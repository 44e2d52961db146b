using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Profiles;

/// <summary>Reads a mapping profile of kind <c>extract</c>; documented in docs/hr-import.md.</summary>
public static class MappingProfileReader
{
    private static readonly string[] Keys = [.. FormParser.Keys, "guestKind", "needsEnd", "words"];
    private static readonly string[] WordKeys = ["employmentKind", "postingKind", "leaveKind", "status", "endsAtOnce"];
    private static readonly Dictionary<string, bool> YesNo = new() { ["true"] = true, ["false"] = false };

    /// <summary>Reads the YAML text strictly.</summary>
    public static ProfileRead<MappingProfile> Read(string yaml)
    {
        var errors = new List<ProfileError>();
        if (StrictMap.Parse(yaml, errors) is not { } map)
            return new ProfileRead<MappingProfile>.Refused(errors);
        var form = FormParser.Parse(map, "extract", ExtractColumn.Needed, ExtractColumn.Possible);
        var words = map.Map("words", required: true);
        var profile = new MappingProfile(
            new SourceId(form.Source),
            form,
            FormParser.Words(words, "employmentKind", EmploymentKindCodes.All.ByCode, required: true),
            FormParser.Words(words, "postingKind", PostingKindCodes.All.ByCode, required: true),
            FormParser.Words(words, "leaveKind", LeaveKindCodes.All.ByCode, required: true),
            FormParser.Words(words, "status", StandingWords.All.ByCode, form.Columns.ContainsKey(ExtractColumn.Status)),
            FormParser.Words(words, "endsAtOnce", YesNo, form.Columns.ContainsKey(ExtractColumn.EndsAtOnce)),
            GuestKind(map),
            NeedsEnd(map)
        );
        if (
            profile.GuestKind is { } guest
            && (!profile.PostingKinds.TryGetValue(guest, out var kind) || kind != PostingKind.CrossAppointed)
        )
            map.FaultAt("guestKind", "'guestKind' must be a word that 'words.postingKind' maps to CrossAppointed.");
        words?.RefuseUnknownKeys(WordKeys);
        map.RefuseUnknownKeys(Keys);
        return errors.Count == 0
            ? new ProfileRead<MappingProfile>.Loaded(profile)
            : new ProfileRead<MappingProfile>.Refused([.. errors.OrderBy(e => e.Line).ThenBy(e => e.Column)]);
    }

    private static string? GuestKind(StrictMap map) => map.Text("guestKind") is { } word ? Folding.Key(word) : null;

    private static HashSet<EmploymentKind> NeedsEnd(StrictMap map)
    {
        var kinds = EmploymentKindCodes.All.ByCode;
        var read = new HashSet<EmploymentKind>();
        foreach (var word in map.List("needsEnd"))
        {
            if (kinds.TryGetValue(word, out var kind))
                read.Add(kind);
            else
                map.FaultAt("needsEnd", $"'{word}' in 'needsEnd' is unknown; allowed: {string.Join(", ", kinds.Keys)}.");
        }
        return read;
    }
}
