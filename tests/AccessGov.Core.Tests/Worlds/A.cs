using System.Collections.Immutable;
using AccessGov.Core.Directory;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Tests.Worlds;

/// <summary>Hand-made parts for tests that tell one case: <c>A.Worker("1", …)</c>.</summary>
internal static class A
{
    public static readonly SourceId Mayor = new("mayor");
    public static readonly SourceId Fire = new("fire");
    public static readonly OrgCode Tax = new("010"),
        Juki = new("020"),
        Station = new("900");
    public static readonly EntitlementId TaxInquiry = new("tax-inquiry"),
        Mail = new("mail"),
        JukiInquiry = new("juki-inquiry"),
        Siren = new("siren");
    public static readonly DateOnly April = new(2026, 4, 1);

    public static DateOnly Day(int month, int day, int year = 2026) => new(year, month, day);

    public static DateSpan Since(int year) => new(new DateOnly(year, 4, 1), null);

    public static DateSpan Until(DateOnly last) => new(new DateOnly(2020, 4, 1), last);

    public static Employment Term(DateSpan? days = null, EmploymentKind kind = EmploymentKind.Regular, bool atOnce = false) =>
        new(kind, days ?? Since(2020), atOnce);

    public static Posting At(OrgCode org, DateSpan? days = null, PostingKind kind = PostingKind.Primary, SourceId? source = null) =>
        new(source ?? Mayor, kind, org, "主査", days ?? Since(2020));

    public static Worker Worker(
        string id,
        Employment[]? terms = null,
        Posting[]? postings = null,
        Leave[]? leaves = null,
        string? former = null,
        SourceId? home = null,
        string name = "市川"
    ) =>
        new(
            new EmployeeId(id),
            home ?? Mayor,
            name,
            terms ?? [Term()],
            postings ?? [At(Tax)],
            leaves ?? [],
            former is null ? null : new EmployeeId(former)
        );

    public static SourceExtract Extract(
        IEnumerable<Worker> workers,
        SourceId? source = null,
        DateOnly? asOf = null,
        string hash = "1",
        params GuestPosting[] guests
    )
    {
        var list = workers.ToList();
        return new SourceExtract(source ?? Mayor, asOf ?? April, hash, list, guests, list.Count, 0);
    }

    public static HrSnapshot Snapshot(params Worker[] workers) => Accepted(HrIntake.Judge(Extract(workers), null, Limits)).Snapshot;

    public static HrReading.Accepted Accepted(HrReading reading) => Assert.IsType<HrReading.Accepted>(reading);

    public static readonly CapSet Tight = new(new(2, 0.1m), new(5, 0.1m), new(3, 0.2m), new(2, 0.5m));

    public static readonly Limits Limits = new(
        Tight,
        new(new(10, 0.3m), new(20, 0.3m), new(10, 0.5m), new(6, 1m)),
        20,
        7,
        50,
        true,
        true,
        0.1m,
        0.05m
    );

    private static Entitlement Right(EntitlementId id, Zone zone, params Gate[] gates) =>
        new(
            id,
            id.Value,
            zone,
            new Classification(Confidentiality.Level3B, 2, 2),
            Tax,
            Names.GroupOf(id),
            12,
            gates,
            new Article("第6(2)")
        );

    private static BirthrightRule Rule(string id, OrgCode org, params EntitlementId[] rights) =>
        new(new RuleId(id), rights, new RuleScope([org], [], [], []), new Article("第5"));

    public static readonly GovernancePolicy Policy = new(
        new TenantId("city"),
        "基本方針",
        new Article("第6(6)"),
        "policy-1",
        "Asia/Tokyo",
        "@city.example.jp",
        [new SourceRule(Mayor, "市長", 31), new SourceRule(Fire, "消防長", 31)],
        new OrgChart([
            new(Tax, "税務課", "内部部局", Mayor, null, Since(2000)),
            new(Juki, "市民課", "内部部局", Mayor, null, Since(2000)),
            new(Station, "消防署", "消防本部", Fire, null, Since(2000)),
        ]),
        [
            Right(JukiInquiry, Zone.MyNumber, Gate.MfaKey),
            Right(Mail, Zone.Internet),
            Right(Siren, Zone.Lgwan),
            Right(TaxInquiry, Zone.Lgwan),
        ],
        [Rule("juki", Juki, JukiInquiry, Mail), Rule("station", Station, Siren), Rule("tax", Tax, TaxInquiry, Mail)],
        [],
        new Timing(
            14,
            new Dictionary<Zone, int> { [Zone.Lgwan] = 7, [Zone.MyNumber] = 7 },
            365,
            new Dictionary<LeaveKind, LeaveTreatment>
            {
                [LeaveKind.Suspension] = LeaveTreatment.Withhold,
                [LeaveKind.Other] = LeaveTreatment.Keep,
            },
            365
        ),
        Limits,
        []
    );

    public static readonly GateFacts AllKeys = new(
        Whole(Enumerable.Range(0, 200).Select(i => new KeyFact(new EmployeeId($"{i}"), Since(2020)))),
        Whole<TrainingFact>([]),
        Whole<OverdueReview>([]),
        Whole<ContractFact>([])
    );

    public static Known<IReadOnlyList<T>> Whole<T>(IEnumerable<T> facts) => new Known<IReadOnlyList<T>>.Whole([.. facts]);

    public static Tenant EmptyTenant =>
        new(ImmutableSortedDictionary<Guid, DirectoryAccount>.Empty, [], [.. Policy.Entitlements.Select(e => e.Id)], []);

    /// <summary>A city whose fire brigade employs nobody we look at.</summary>
    public static World City(DateOnly on, params Worker[] workers) =>
        new(
            Policy,
            [Snapshot(workers), Accepted(HrIntake.Judge(Extract([Worker("F", home: Fire, postings: [])], Fire), null, Limits)).Snapshot],
            [],
            AllKeys,
            [],
            EmptyTenant,
            on
        );

    public static World Says(this World world, params Worker[] workers) =>
        world with
        {
            Sources = [Snapshot(workers), .. world.Sources.Skip(1)],
        };

    public static IReadOnlyList<EntitlementId> RightsOf(this World world, string id) =>
        [.. world.Tenant.Rights()[new EmployeeId(id)].Order()];

    public static DirectoryAccount AccountOf(this World world, string id) => Assert.Single(world.Tenant.Of(new EmployeeId(id)));
}
