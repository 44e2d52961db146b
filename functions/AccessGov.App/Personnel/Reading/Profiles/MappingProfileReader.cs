using AccessGov.App.Personnel.Reading.Text;
using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Profiles;

/// <summary>Reads a mapping profile of kind <c>extract</c>; documented in docs/hr-import.md.</summary>
public static class MappingProfileReader
{
    internal static readonly KeySet Profile = new(
        ProfileReading.Kind,
        [.. FormSection.Required, "words"],
        [.. FormSection.Optional, "guestKind", "needsEnd"]
    );

    /// <summary>Reads the bytes of a file strictly.</summary>
    /// <param name="content">The whole file, UTF-8.</param>
    public static ProfileRead<MappingProfile> Read(ReadOnlySpan<byte> content)
    {
        var reading = new ProfileReading();
        if (reading.Open(content, Profile) is not { } root)
            return new ProfileRead<MappingProfile>.Refused(reading.Errors.InOrder());
        var values = reading.Values;
        var form = FormSection.Read(root, reading, "extract", ExtractColumn.Needed, ExtractColumn.Possible);
        var words = Section.Of(root["words"], Words(form.Columns.Keys), reading.Errors);
        var employmentKinds = reading.Meanings(words?["employmentKind"], w => values.Word(w, ProfileWords.Employments));
        var postingKinds = reading.Meanings(words?["postingKind"], w => values.Word(w, ProfileWords.Postings));
        var leaveKinds = reading.Meanings(words?["leaveKind"], w => values.Word(w, ProfileWords.Leaves));
        var statuses = reading.Meanings(words?["status"], w => values.Word(w, ProfileWords.Standings));
        var stops = reading.Meanings(words?["endsAtOnce"], values.YesNo);
        var guestKind = GuestKind(root["guestKind"], reading, postingKinds);
        var needsEnd = values.Words(root["needsEnd"], ProfileWords.Employments).ToHashSet();
        return reading.Close(() =>
            new MappingProfile(
                new SourceId(form.Source),
                form,
                employmentKinds,
                postingKinds,
                leaveKinds,
                statuses,
                stops,
                guestKind,
                needsEnd
            )
        );
    }

    /// <summary>A column that is mapped needs its words.</summary>
    internal static KeySet Words(IEnumerable<string> columns)
    {
        string[] mayBe = [ExtractColumn.Status, ExtractColumn.EndsAtOnce];
        var mapped = mayBe.Where(columns.Contains).ToArray();
        return new KeySet(
            "words",
            [ExtractColumn.EmploymentKind, ExtractColumn.PostingKind, ExtractColumn.LeaveKind, .. mapped],
            [.. mayBe.Except(mapped)]
        );
    }

    private static string? GuestKind(YamlField? field, ProfileReading reading, Dictionary<string, PostingKind> kinds)
    {
        if (reading.Values.Text(field) is not { } word)
            return null;
        var guest = Folding.Key(word);
        if (!kinds.TryGetValue(guest, out var kind) || kind != PostingKind.CrossAppointed)
            reading.Add(field!, Wording.Of("Profile.no-guest-kind", word), Wording.Of("Profile.write-guest-kind"));
        return guest;
    }
}
