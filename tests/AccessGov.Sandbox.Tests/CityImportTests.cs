using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.Core.Grants;
using AccessGov.Core.Personnel;
using AccessGov.Sandbox.City;
using AccessGov.Tests;

namespace AccessGov.Sandbox.Tests;

public sealed class CityImportTests
{
    private static readonly Dictionary<string, MappingProfile> Profiles = new()
    {
        ["mayor"] = SampleProfiles.Mayor,
        ["education"] = SampleProfiles.Education,
        ["fire"] = SampleProfiles.Fire,
        ["water"] = SampleProfiles.Water,
    };

    public static TheoryData<int, ulong> Cities =>
        new()
        {
            { 30, 1 },
            { 900, 1 },
            { 1500, 2 },
        };

    [Theory]
    [MemberData(nameof(Cities))]
    public void The_importer_reads_a_clean_city_back_as_it_is(int staff, ulong seed)
    {
        using var folder = new CityFolder(staff, seed);
        Assert.Equal(Texts(folder.City.WorkersOn331), Texts(Everybody(folder, "3-31", CitySettings.OldYear)));
        Assert.Equal(Texts(folder.City.WorkersOn401), Texts(Everybody(folder, "4-1", CitySettings.NewYear)));
    }

    [Theory]
    [MemberData(nameof(Cities))]
    public void Typical_faults_cost_no_file_and_nobody_but_those_whom_they_name(int staff, ulong seed)
    {
        using var folder = new CityFolder(staff, seed, FaultLevel.Typical);
        var spoilt = folder.Faults.Where(f => f.Folder == "4-1" && !f.IsRepairable).Select(f => f.Id).ToHashSet();
        var truth = Texts(folder.City.WorkersOn401.Where(w => !spoilt.Contains(w.Id.Value)), withName: false);
        Assert.Equal(
            truth,
            Texts(Everybody(folder, "4-1", CitySettings.NewYear).Where(w => !spoilt.Contains(w.Id.Value)), withName: false)
        );
    }

    [Fact]
    public void Heavy_faults_and_half_a_file_are_refused()
    {
        using var folder = new CityFolder(900, 1, FaultLevel.Heavy);
        Assert.IsType<ExtractRead.Refused>(Read(folder, "4-1", "mayor", CitySettings.NewYear));
        using var clean = new CityFolder(900, 1);
        Assert.IsType<ExtractRead.Refused>(Read(clean, "truncated", "mayor", CitySettings.NewYear));
    }

    [Theory]
    [MemberData(nameof(Cities))]
    public void The_lists_are_read_without_a_rejected_row(int staff, ulong seed)
    {
        using var folder = new CityFolder(staff, seed);
        var announced = Assert.IsType<ListRead<Announcement>.Read>(
            ListReader.ReadAnnouncement(folder.Bytes("announcement.csv"), SampleProfiles.Announcement)
        );
        Assert.Empty(announced.Rejected);
        Assert.Equal(folder.City.Announced().Select(a => a.Id).ToHashSet(), announced.Content.Moves.Select(m => m.Worker).ToHashSet());
        var keys = Assert.IsType<ListRead<List<KeyFact>>.Read>(ListReader.ReadKeys(folder.Bytes("keys.csv"), SampleProfiles.Keys));
        Assert.Equal(folder.City.KeyFacts().Count(), keys.Content.Count);
        Assert.IsType<ListRead<List<TrainingFact>>.Read>(ListReader.ReadTraining(folder.Bytes("training.csv"), SampleProfiles.Training));
    }

    private static ExtractRead Read(CityFolder folder, string day, string source, DateOnly asOf) =>
        ExtractReader.Read(folder.Bytes($"{day}/{source}.csv"), Profiles[source], asOf);

    // What the roster does: a guest posting joins the worker whom another source employs.
    private static IEnumerable<Worker> Everybody(CityFolder folder, string day, DateOnly asOf)
    {
        var extracts = Profiles.Keys.Select(s => Assert.IsType<ExtractRead.Read>(Read(folder, day, s, asOf)).Extract).ToList();
        var guests = extracts.SelectMany(e => e.GuestPostings).ToLookup(g => g.Worker, g => g.Posting);
        return extracts.SelectMany(e => e.Workers).Select(w => (w with { Postings = [.. w.Postings, .. guests[w.Id]] }).Canonical());
    }

    private static List<string> Texts(IEnumerable<Worker> workers, bool withName = true) =>
        [
            .. workers
                .OrderBy(w => w.Id)
                .Select(w =>
                    $"{w.Id} {w.Home} {(withName ? w.DisplayName : "")} {string.Join(';', w.Employments)} "
                        + $"{string.Join(';', w.Postings)} {string.Join(';', w.Leaves)} {w.FormerId}"
                ),
        ];
}
