using System.Text;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Profiles;

/// <summary>The profiles of one installation, read once when it opens: a fault shows then, and not when a file arrives at night.</summary>
public sealed class ProfileSet
{
    private readonly Dictionary<string, MappingProfile> extracts = new(StringComparer.Ordinal);
    private readonly List<Wording> faults = [];
    private readonly SortedDictionary<string, string> texts = new(StringComparer.Ordinal);

    private ProfileSet(string folder) => Folder = folder;

    /// <summary>Where they lie.</summary>
    public string Folder { get; }

    /// <summary>The files as they were read, by name.</summary>
    public IReadOnlyDictionary<string, string> Texts => texts;

    /// <summary>SHA-256 over all of them: what two people agree to.</summary>
    public string Hash
    {
        get
        {
            using var hash = new CanonicalHash();
            foreach (var (name, text) in texts)
                hash.Add(name).Add(text);
            return hash.ToHex();
        }
    }

    /// <summary>How the 内示・発令 list is written; null when the folder has no profile of it.</summary>
    public ListProfile? Announcement { get; private set; }

    /// <summary>How the list of keys is written; null when the folder has no profile of it.</summary>
    public ListProfile? Keys { get; private set; }

    /// <summary>How the list of trainings is written; null when the folder has no profile of it.</summary>
    public ListProfile? Training { get; private set; }

    /// <summary>How the list of contracts is written; null when the folder has no profile of it.</summary>
    public ListProfile? Contracts { get; private set; }

    /// <summary>Every list that the installation takes, so that one that is given to the wrong command is told by its name.</summary>
    public IReadOnlyList<OtherList> Lists { get; private set; } = [];

    /// <summary>How a source writes its extract; null when the folder has no profile of it: the source may speak in other ways.</summary>
    /// <param name="source">The source.</param>
    public MappingProfile? Of(SourceId source) => extracts.GetValueOrDefault(source.Value);

    /// <summary>How the sources write 職員番号.</summary>
    public EmployeeNumbers Numbers =>
        extracts.Count == 0 ? EmployeeNumbers.Any : new(extracts.Values.ToDictionary(e => e.Source, e => e.Form.IdWidth));

    /// <summary>The file that a profile of a name is read from.</summary>
    /// <param name="name">A source's id, <c>announcement</c>, <c>keys</c>, <c>training</c> or <c>contracts</c>.</param>
    public string PathOf(string name) => Path.Combine(Folder, name + ".yaml");

    /// <summary>Reads the profiles of these sources and of the lists; other files of the folder are nobody's.</summary>
    /// <param name="folder">Where they lie.</param>
    /// <param name="sources">The policy's sources.</param>
    /// <param name="others">Lists that no profile describes.</param>
    /// <returns>The profiles, or every fault of every file.</returns>
    public static (ProfileSet? Profiles, IReadOnlyList<Wording> Faults) Read(
        string folder,
        IEnumerable<SourceId> sources,
        IEnumerable<OtherList>? others = null
    )
    {
        var set = new ProfileSet(folder);
        foreach (var source in sources)
            if (set.Read(source.Value, content => MappingProfileReader.Read(content)) is { } profile)
                set.Add(source, profile);
        set.Announcement = set.Read("announcement", content => ListProfileReader.ReadAnnouncement(content));
        set.Keys = set.Read("keys", content => ListProfileReader.ReadKeys(content));
        set.Training = set.Read("training", content => ListProfileReader.ReadTraining(content));
        set.Contracts = set.Read("contracts", content => ListProfileReader.ReadContracts(content));
        if (set.faults.Count > 0)
            return (null, set.faults);
        set.Name([.. others ?? []]);
        return (set, []);
    }

    /// <summary>Makes each list known to all others.</summary>
    private void Name(OtherList[] others)
    {
        OtherList?[] lists =
        [
            Of("announce", Announcement),
            Of("keys", Keys),
            Of("training", Training),
            Of("contracts", Contracts),
            .. extracts.Values.Select(e => new OtherList(
                Wording.Of("HrList.import"),
                $"accessgov hr import --source {e.Source}",
                e.Form
            )),
            .. others,
        ];
        Lists = [.. lists.OfType<OtherList>()];
        Announcement = Knowing(Announcement);
        Keys = Knowing(Keys);
        Training = Knowing(Training);
        Contracts = Knowing(Contracts);
        foreach (var (source, profile) in extracts.ToArray())
            extracts[source] = profile with { Form = Knowing(profile.Form) };

        static OtherList? Of(string name, ListProfile? profile) =>
            profile is null ? null : new OtherList(Wording.Of($"HrList.{name}"), $"accessgov hr {name}", profile.Form);
    }

    private ListProfile? Knowing(ListProfile? profile) => profile is null ? null : profile with { Form = Knowing(profile.Form) };

    private TableForm Knowing(TableForm form) => form with { Others = [.. Lists.Where(l => l.Form != form)] };

    private void Add(SourceId source, MappingProfile profile)
    {
        if (profile.Source == source)
            extracts[source.Value] = profile;
        else
            faults.Add(Wording.Of("Profile.other-source", PathOf(source.Value), profile.Source, source));
    }

    private T? Read<T>(string name, Func<byte[], ProfileRead<T>> read)
        where T : class
    {
        var path = PathOf(name);
        try
        {
            if (!File.Exists(path))
                return null;
            var content = File.ReadAllBytes(path);
            switch (read(content))
            {
                case ProfileRead<T>.Loaded(var profile):
                    texts[name] = Encoding.UTF8.GetString(content);
                    return profile;
                case ProfileRead<T>.Refused(var errors):
                    faults.AddRange(YamlReport.Of(path, ProfileReading.Kind, errors));
                    return null;
                case var other:
                    throw new InvalidOperationException(other.GetType().Name);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.AddRange(YamlReport.Of(path, ProfileReading.Kind, [YamlText.Unreadable(e)]));
            return null;
        }
    }
}
