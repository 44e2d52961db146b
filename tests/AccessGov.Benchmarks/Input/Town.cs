using AccessGov.App.Policy;
using AccessGov.Core.Desired;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;
using AccessGov.Sandbox;
using AccessGov.Sandbox.City;

namespace AccessGov.Benchmarks.Input;

/// <summary>
/// A city of any size under the sample policy on the morning of 1 April: the directory is as 31 March left it, 5 % move, everybody
/// is trained, who needs a key has one, and every move was announced.
/// </summary>
internal sealed class Town
{
    public static readonly DateOnly Before = new(2026, 3, 31);
    public static readonly DateOnly Today = new(2026, 4, 1);
    private readonly PopulationSource population;
    private readonly Dictionary<EmployeeId, Guid> objectIds;

    public Town(int staff)
    {
        population = new PopulationSource(staff);
        Policy = ReadPolicy();
        Trainings = [.. population.On331().Select(w => new TrainingFact(w.Id, new DateOnly(2025, 6, 2)))];
        Announcement = new Announcement([
            .. population
                .On401()
                .Where(w => w.Postings.Count > 1)
                .Select(w => new AnnouncedMove(w.Id, MoveKind.Moves, Today, w.Postings[^1].Org)),
        ]);
        var everybody = new Known<IReadOnlyList<KeyFact>>.Whole([.. population.On331().Select(w => Key(w.Id))]);
        var needing = new[] { (Snapshots(population.On331(), Before), Before), (Snapshots(population.On401(), Today), Today) }
            .SelectMany(day => Entitlements.Of(FactsOf(day.Item1, everybody), Policy, day.Item2).Workers)
            .Where(desire => desire.Memberships.Any(m => Policy.Entitlements[m.Entitlement].Zone == Zone.MyNumber))
            .Select(desire => desire.Worker.Id)
            .ToHashSet();
        Keys = [.. needing.Order().Select(Key)];
        var ids = SplitMix.For(1, 99, staff);
        objectIds = population.On331().ToDictionary(w => w.Id, _ => NextGuid(ref ids));
    }

    public GovernancePolicy Policy { get; }

    public IReadOnlyList<KeyFact> Keys { get; }

    public IReadOnlyList<TrainingFact> Trainings { get; }

    public Announcement Announcement { get; }

    /// <summary>What the four sources delivered on 1 April.</summary>
    public IReadOnlyList<HrSnapshot> Delivered() => Snapshots(population.On401(), Today);

    /// <summary>What the directory holds: everything that was due on 31 March, in the order of the object ids.</summary>
    public IEnumerable<(Guid ObjectId, WorkerDesire Desire)> InDirectory()
    {
        var desired = Entitlements.Of(
            FactsOf(Snapshots(population.On331(), Before), new Known<IReadOnlyList<KeyFact>>.Whole(Keys)),
            Policy,
            Before
        );
        return desired
            .Workers.Select(desire => (objectIds[desire.Worker.Id], desire))
            .OrderBy(p => p.Item1.ToString(), StringComparer.Ordinal);
    }

    /// <summary>
    /// Somebody with an account whom 1 April leaves as it was: who may agree to a plan must be known, and not touched by it.
    /// </summary>
    public EmployeeId Officer()
    {
        var movers = Announcement.Moves.Select(m => m.Worker).ToHashSet();
        return population.On331().First(w => !movers.Contains(w.Id)).Id;
    }

    /// <summary>The table of operators, as two people would have agreed to it.</summary>
    public IReadOnlyList<OperatorEntry> Operators() => [new OperatorEntry("officer", Officer(), [OperatorRole.Officer])];

    public string NameOf(EmployeeId id) => id.Value + Policy.UserPrincipalNameSuffix;

    /// <summary>The sample policy without the counts of its caps, which are those of a city of 900; the shares stay.</summary>
    public static GovernancePolicy ReadPolicy()
    {
        var policy = ((PolicyRead.Read)PolicyFile.Read(Repository.Path("functions/policy/suzaka-sample.yaml"))).Policy;
        return policy with
        {
            Limits = policy.Limits with { Approval = Uncounted(policy.Limits.Approval), Refusal = Uncounted(policy.Limits.Refusal) },
        };
    }

    private static CapSet Uncounted(CapSet caps) =>
        new(Uncounted(caps.Disables), Uncounted(caps.Removals), Uncounted(caps.RemovalsPerZone), Uncounted(caps.RemovalsPerOrg));

    private static Cap Uncounted(Cap cap) => cap with { Count = int.MaxValue };

    private static KeyFact Key(EmployeeId id) => new(id, new DateSpan(new DateOnly(2025, 5, 1), null));

    private Facts FactsOf(IReadOnlyList<HrSnapshot> snapshots, Known<IReadOnlyList<KeyFact>> keys) =>
        new(
            Roster.Of(snapshots, Policy),
            keys,
            new Known<IReadOnlyList<TrainingFact>>.Whole(Trainings),
            new Known<IReadOnlyList<OverdueReview>>.Whole([]),
            new Known<IReadOnlyList<ContractFact>>.Whole([]),
            []
        );

    private HrSnapshot[] Snapshots(IEnumerable<Worker> workers, DateOnly asOf) =>
        [
            .. workers
                .GroupBy(w => w.Home)
                .Select(source =>
                    HrIntake.Judge(
                        new SourceExtract(source.Key, asOf, $"{source.Key}-{asOf:yyyyMMdd}", [.. source], [], source.Count(), 0),
                        null,
                        Policy.Limits
                    )
                )
                .Select(reading => ((HrReading.Accepted)reading).Snapshot),
        ];

    private static Guid NextGuid(ref SplitMix random)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, random.Next());
        BitConverter.TryWriteBytes(bytes[8..], random.Next());
        return new Guid(bytes);
    }
}
