using AccessGov.App.Personnel.Reading;
using AccessGov.App.Policy;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;
using AccessGov.Sandbox.City;
using AccessGov.Tests;

namespace AccessGov.Sandbox.Tests;

/// <summary>The generated city through importer, policy, planner and brake.</summary>
public sealed class CityAprilTests
{
    [Theory]
    [InlineData(900, 1, FaultLevel.Typical)]
    [InlineData(900, 3, FaultLevel.None)]
    [InlineData(2500, 1, FaultLevel.Typical)]
    public void A_lawful_1_April_passes_with_its_list_and_is_refused_without(int staff, ulong seed, FaultLevel faults)
    {
        var policy = Assert.IsType<PolicyRead.Read>(PolicyFile.Read(Sample.FilePath)).Policy;
        using var folder = new CityFolder(staff, seed, faults);
        var before = Snapshots(folder, "3-31", CitySettings.OldYear, policy, []);
        var tenant = Tenant(Entitlements.Of(Facts(folder, before, policy), policy, CitySettings.OldYear), policy);
        Assert.Empty(Reconciler.Plan(Entitlements.Of(Facts(folder, before, policy), policy, CitySettings.OldYear), tenant).Actions);

        var wanted = Entitlements.Of(
            Facts(folder, Snapshots(folder, "4-1", CitySettings.NewYear, policy, before), policy),
            policy,
            CitySettings.NewYear
        );
        var plan = Reconciler.Plan(wanted, tenant);
        var list = Assert
            .IsType<ListRead<Announcement>.Read>(ListReader.ReadAnnouncement(folder.Bytes("announcement.csv"), SampleProfiles.Announcement))
            .Content;
        Assert.IsType<Verdict.Refused>(Brake.Judge(plan, policy, new Surroundings(plan.Inputs.On, Announcement.None)));
        Assert.IsType<Verdict.NeedsApproval>(Brake.Judge(plan, policy, new Surroundings(plan.Inputs.On, list)));

        // Whom the list names otherwise than the record is somebody whose row was spoilt.
        var spoilt = folder.Faults.Where(f => !f.IsRepairable).Select(f => f.Id).ToHashSet();
        Assert.All(AnnouncementCheck.Compare(list, wanted.Facts.Roster), finding => Assert.Contains(finding.Worker!.Value.Value, spoilt));
        Assert.DoesNotContain(wanted.Facts.Roster.Findings, f => f.Worker is not { } id || !spoilt.Contains(id.Value));
    }

    private static DirectorySnapshot Tenant(DesiredState desired, GovernancePolicy policy)
    {
        var builder = new DirectorySnapshot.Builder(policy.Entitlements.Select(e => e.Id));
        var number = 0;
        foreach (var worker in desired.Workers.Where(w => w.ShouldExist))
        {
            var id = new Guid(++number, 0, 0, new byte[8]);
            builder.Add(
                new DirectoryAccount(
                    id,
                    worker.Worker.Id,
                    $"{worker.Worker.Id}@suzaka.example.jp",
                    worker.ShouldBeEnabled,
                    worker.Attributes!,
                    false
                )
            );
            foreach (var member in worker.Memberships)
                builder.AddMember(policy.Entitlements[member.Entitlement].Id, id);
        }
        return builder.Build();
    }

    private static Facts Facts(CityFolder folder, List<HrSnapshot> snapshots, GovernancePolicy policy) =>
        new(
            Roster.Of(snapshots, policy),
            new Known<IReadOnlyList<KeyFact>>.Whole([.. folder.City.KeyFacts()]),
            new Known<IReadOnlyList<TrainingFact>>.Whole([.. folder.City.TrainingFacts()]),
            new Known<IReadOnlyList<OverdueReview>>.Whole([]),
            new Known<IReadOnlyList<ContractFact>>.Whole([.. folder.City.ContractFacts()]),
            []
        );

    private static List<HrSnapshot> Snapshots(
        CityFolder folder,
        string day,
        DateOnly asOf,
        GovernancePolicy policy,
        List<HrSnapshot> before
    ) =>
        [
            .. new[] { SampleProfiles.Mayor, SampleProfiles.Education, SampleProfiles.Fire, SampleProfiles.Water }.Select(profile =>
            {
                var read = Assert.IsType<ExtractRead.Read>(ExtractReader.Read(folder.Bytes($"{day}/{profile.Source}.csv"), profile, asOf));
                var known = before.Find(s => s.Source == profile.Source);
                return Assert.IsType<HrReading.Accepted>(HrIntake.Judge(read.Extract, known, policy.Limits)).Snapshot;
            }),
        ];
}
