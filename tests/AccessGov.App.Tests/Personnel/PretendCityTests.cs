using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.Core.Personnel;
using AccessGov.Sandbox.City;
using AccessGov.Sandbox.City.Files;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Personnel;

/// <summary>What the pretend city writes is what we read: the truth on one side, bytes on the other.</summary>
public sealed class PretendCityTests : IDisposable
{
    private static readonly MappingProfile[] Profiles =
    [
        SampleProfiles.Mayor,
        SampleProfiles.Education,
        SampleProfiles.Fire,
        SampleProfiles.Water,
    ];
    private readonly string _root = System.IO.Directory.CreateTempSubdirectory("city").FullName;

    public void Dispose() => System.IO.Directory.Delete(_root, recursive: true);

    [Fact]
    public void Extracts_without_faults_are_read_as_the_truth_they_were_made_from()
    {
        var city = Written(FaultLevel.None, out _);
        Assert.Equal(Texts(city.WorkersOn331), Texts(Merged("3-31", CitySettings.OldYear, out _)));
        Assert.Equal(Texts(city.WorkersOn401), Texts(Merged("4-1", CitySettings.NewYear, out var reads)));
        Assert.All(reads, r => Assert.Empty(r.Rejected));
    }

    [Fact]
    public void Repairable_faults_lose_nobody_and_the_others_are_reported_by_worker()
    {
        var city = Written(FaultLevel.Heavy, out var faults);
        var read = Merged("4-1", CitySettings.NewYear, out var reads);
        var heldBack = reads.SelectMany(r => r.HeldBack).Select(h => h.Worker.Value).ToHashSet();
        var here = faults.Where(f => f.Folder == "4-1").ToArray();
        var contradictory = here.Where(f => f.Kind is FaultKind.ReusedNumber or FaultKind.RetiredWithoutEnd).Select(f => f.Id).ToHashSet();
        Assert.NotEmpty(contradictory);
        Assert.Equal(contradictory.Order(), heldBack.Order());
        Assert.Equal(
            city.WorkersOn401.Select(w => w.Id.Value).Where(id => !heldBack.Contains(id)).Order(),
            read.Select(w => w.Id.Value).Order()
        );
        var spoilt = here.Where(f => !f.IsRepairable).Select(f => f.Id).ToHashSet();
        Assert.Equal(
            Texts(city.WorkersOn401.Where(w => !spoilt.Contains(w.Id.Value)), false),
            Texts(read.Where(w => !spoilt.Contains(w.Id.Value)), false)
        );
    }

    [Fact]
    public void The_truncated_extract_is_refused()
    {
        Written(FaultLevel.None, out _);
        Delivery.Refused(File.ReadAllBytes(Path.Combine(_root, "truncated", "mayor.csv")), SampleProfiles.Mayor);
    }

    [Fact]
    public void The_lists_beside_the_extracts_are_read_whole()
    {
        var city = Written(FaultLevel.None, out _);
        var announced = Assert.IsType<ListRead<Announcement>.Read>(
            ListReader.ReadAnnouncement(Bytes("announcement"), SampleProfiles.Announcement)
        );
        Assert.Empty(announced.Rejected);
        Assert.Equal(
            city.Announced().Select(l => (l.Id, l.On)).ToHashSet(),
            announced.Content.Moves.Select(m => (m.Worker, m.On)).ToHashSet()
        );
        Assert.NotEmpty(
            Assert.IsType<ListRead<List<Core.Grants.KeyFact>>.Read>(ListReader.ReadKeys(Bytes("keys"), SampleProfiles.Keys)).Content
        );
        Assert.NotEmpty(
            Assert
                .IsType<ListRead<List<Core.Grants.TrainingFact>>.Read>(ListReader.ReadTraining(Bytes("training"), SampleProfiles.Training))
                .Content
        );
    }

    private byte[] Bytes(string list) => File.ReadAllBytes(Path.Combine(_root, list + ".csv"));

    private PretendCity Written(FaultLevel level, out IReadOnlyList<InjectedFault> faults)
    {
        var city = new PretendCity(new CitySettings(300, 7, level));
        faults = CityFiles.Write(city, _root);
        return city;
    }

    private List<Worker> Merged(string folder, DateOnly asOf, out List<ExtractRead.Read> reads)
    {
        reads = [];
        foreach (var profile in Profiles)
        {
            // Heavy faults exceed any sane share; here the question is what becomes of each.
            var tolerant = profile with
            {
                Form = profile.Form with { MaxRejectedShare = 1 },
            };
            reads.Add(
                Assert.IsType<ExtractRead.Read>(
                    ExtractReader.Read(File.ReadAllBytes(Path.Combine(_root, folder, profile.Source + ".csv")), tolerant, asOf)
                )
            );
        }
        var guests = reads.SelectMany(r => r.Extract.GuestPostings).ToLookup(g => g.Worker, g => g.Posting);
        return
        [
            .. reads.SelectMany(r => r.Extract.Workers).Select(w => (w with { Postings = [.. w.Postings, .. guests[w.Id]] }).Canonical()),
        ];
    }

    private static string[] Texts(IEnumerable<Worker> workers, bool hasName = true) =>
        [
            .. workers
                .OrderBy(w => w.Id)
                .Select(w =>
                    $"{w.Id} {w.Home} {(hasName ? w.DisplayName : "")} {w.FormerId} | {string.Join(", ", w.Employments)} | "
                    + $"{string.Join(", ", w.Postings)} | {string.Join(", ", w.Leaves)}"
                ),
        ];
}
