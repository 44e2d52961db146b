using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Tests.Worlds;

/// <summary>Random policies over the names of <see cref="Names"/>.</summary>
internal static class PolicyGen
{
    public static readonly Gen<DateOnly> On = Gen.Int[-20, 40].Select(d => Names.FirstOfApril.AddDays(d));

    public static readonly Gen<OrgChart> Chart = Gen.Select(Gen.Int[-1, 5].Array[7], Gen.Int[0, 2].Array[7])
        .Select(
            (parents, sources) =>
                new OrgChart(
                    Names.Orgs.Select(
                        (code, i) =>
                            new OrgUnit(
                                code,
                                $"課{i}",
                                "内部部局",
                                Names.Sources[sources[i]],
                                parents[i] >= 0 && parents[i] < i ? Names.Orgs[parents[i]] : null,
                                new DateSpan(DateOnly.MinValue, null)
                            )
                    )
                )
        );

    private static readonly Gen<IReadOnlyList<Gate>> Gates = Gen.Frequency(
        (3, Gen.Const<IReadOnlyList<Gate>>([])),
        (3, Gen.OneOf(Enum.GetValues<Gate>()).HashSet[1, 2].Select(s => (IReadOnlyList<Gate>)[.. s.Order()]))
    );

    public static readonly Gen<Entitlement[]> Rights = Gen.Select(Gen.OneOf(Enum.GetValues<Zone>()).Array[8], Gates.Array[8])
        .Select(
            (zones, gates) =>
                Names
                    .Rights.Select(
                        (id, i) =>
                            new Entitlement(
                                id,
                                $"権限{i}",
                                zones[i],
                                new Classification(Confidentiality.Level2, 2, 2),
                                Names.Orgs[0],
                                Names.GroupOf(id),
                                12,
                                zones[i] == Zone.MyNumber ? [.. gates[i].Union([Gate.MfaKey]).Order()] : gates[i],
                                new Article($"第6({i})")
                            )
                    )
                    .ToArray()
        );

    private static Gen<IReadOnlyList<T>> Few<T>(Gen<T> one, int most) =>
        Gen.Frequency((2, Gen.Const<IReadOnlyList<T>>([])), (1, one.HashSet[1, most].Select(s => (IReadOnlyList<T>)[.. s])));

    private static readonly Gen<RuleScope> Scope = Gen.Select(
            Few(Gen.OneOf(Names.Orgs), 3),
            Few(Gen.OneOf(Enum.GetValues<EmploymentKind>()), 3),
            Few(Gen.OneOf(Enum.GetValues<PostingKind>()), 3),
            Few(Gen.OneOf(Names.Posts[0], Names.Posts[1]), 2)
        )
        .Select((orgs, kinds, postings, posts) => new RuleScope(orgs, kinds, postings, posts));

    public static readonly Gen<BirthrightRule[]> Rules = Gen.Select(Scope, Gen.OneOf(Names.Rights).HashSet[1, 4])
        .Array[0, 6]
        .Select(rules =>
            rules.Select((r, i) => new BirthrightRule(new RuleId($"rule-{i}"), [.. r.Item2], r.Item1, new Article("第5"))).ToArray()
        );

    public static readonly Gen<SeparationRule[]> Separations = Gen.Select(Gen.Int[0, 7], Gen.Int[0, 7])
        .Where((a, b) => a != b)
        .Array[0, 2]
        .Select(pairs =>
            pairs
                .Select(
                    (p, i) => new SeparationRule(new RuleId($"sep-{i}"), Names.Rights[p.Item1], Names.Rights[p.Item2], new Article("第3"))
                )
                .ToArray()
        );

    public static readonly Gen<Timing> Timings = Gen.Select(
            Gen.Int[0, 30],
            Gen.Int[0, 20].Array[4],
            Gen.OneOf(30, 90, 365),
            Gen.OneOf(Enum.GetValues<LeaveTreatment>()).Array[3],
            Gen.OneOf(30, 365)
        )
        .Select(
            (lead, overlap, retention, leave, training) =>
                new Timing(
                    lead,
                    Enum.GetValues<Zone>().ToDictionary(z => z, z => overlap[(int)z]),
                    retention,
                    Enum.GetValues<LeaveKind>().ToDictionary(k => k, k => leave[(int)k]),
                    training
                )
        );

    private static readonly Gen<ProtectedAccount[]> Protected = Gen.Select(Gen.Int[0, 13], Gen.Bool)
        .Array[0, 2]
        .Select(some =>
            some.Select(p =>
                    p.Item2
                        ? new ProtectedAccount(Names.AccountNo(p.Item1), null, ProtectionKind.BreakGlass, "")
                        : new ProtectedAccount(null, $"E00{p.Item1 % 10}@CITY.example.jp", ProtectionKind.Named, "")
                )
                .ToArray()
        );

    public static readonly Limits Wide = new(
        new CapSet(new(1000, 1), new(1000, 1), new(1000, 1), new(1000, 1)),
        new CapSet(new(1000, 1), new(1000, 1), new(1000, 1), new(1000, 1)),
        10,
        30,
        1000,
        false,
        false,
        1,
        1
    );

    public static readonly Gen<GovernancePolicy> Policy = Gen.Select(Chart, Rights, Rules, Separations, Timings, Protected)
        .Select(
            (chart, rights, rules, separations, timing, kept) =>
                new GovernancePolicy(
                    new TenantId("city"),
                    "基本方針",
                    new Article("第6(6)"),
                    "policy-1",
                    "Asia/Tokyo",
                    "@city.example.jp",
                    [.. Names.Sources.Select(s => new SourceRule(s, s.Value, 31))],
                    chart,
                    rights,
                    rules,
                    separations,
                    timing,
                    Wide,
                    kept
                )
        );
}
