using AccessGov.App.Composition;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Settings;
using AccessGov.Core.Kernel;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Personnel;

/// <summary>Profiles are read when the installation opens.</summary>
public sealed class ProfileSetTests : IDisposable
{
    private static readonly SourceId[] Sources = [new("fire"), new("mayor")];
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    private void Write(string name, string yaml) => File.WriteAllText(folder.File(name + ".yaml"), yaml);

    private IReadOnlyList<string> Faults()
    {
        var (profiles, faults) = ProfileSet.Read(folder.Path, Sources);
        Assert.Equal(profiles is null, faults.Count > 0);
        return faults.InEnglish();
    }

    [Fact]
    public void What_the_folder_has_is_read_and_what_it_has_not_is_missing()
    {
        Write("fire", SampleProfiles.Yaml("fire"));
        Write("keys", SampleProfiles.Yaml("keys"));
        Write("water", "nobody asks");
        var (profiles, faults) = ProfileSet.Read(folder.Path, Sources);
        Assert.Empty(faults);
        Assert.Equal("fire", profiles!.Of(Sources[0])!.Source.Value);
        Assert.Null(profiles.Of(Sources[1]));
        Assert.NotNull(profiles.Keys);
        Assert.Null(profiles.Announcement);
        Assert.Null(profiles.Training);
        Assert.Empty(ProfileSet.Read(folder.File("nowhere"), Sources).Faults);
    }

    [Fact]
    public void Every_fault_of_every_file_is_told_with_its_place()
    {
        Write("fire", SampleProfiles.Yaml("fire").Replace("delimiter: tab", "delimiter: tabs", StringComparison.Ordinal));
        Write("keys", SampleProfiles.Yaml("keys").Replace("  expiresOn: 失効日\n", "", StringComparison.Ordinal));
        var faults = Faults();
        Assert.Equal(4, faults.Count);
        Assert.StartsWith(folder.File("fire.yaml") + ":6:12 delimiter: 'tabs' is not known here", faults[0], StringComparison.Ordinal);
        Assert.Contains("'expiresOn' is missing", faults[2], StringComparison.Ordinal);
        Assert.Contains("the profile is refused as a whole", faults[3], StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_that_speaks_for_another_source_than_its_name_says_is_refused()
    {
        Write("mayor", SampleProfiles.Yaml("fire"));
        Assert.Contains("'source' is 'fire'", Assert.Single(Faults()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_installation_with_a_faulty_profile_does_not_open()
    {
        await using var stage = await Stage.SetAsync();
        stage.Open().Dispose();
        var file = Path.Combine(stage.Folder, "profiles", "training.yaml");
        File.WriteAllText(file, "kind: training\n");
        var (installation, faults) = Installation.Open(SettingsReader.Read(stage.SettingsFile).Settings!, TimeProvider.System);
        Assert.Null(installation);
        Assert.StartsWith($"{file}:1:1: The key 'source' is missing", faults[0].InEnglish(), StringComparison.Ordinal);
        Assert.StartsWith($"{file} 1行1桁: 項目「source」がありません", faults[0].InJapanese(), StringComparison.Ordinal);
    }
}
