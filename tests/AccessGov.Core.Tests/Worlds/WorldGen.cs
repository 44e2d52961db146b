using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Tests.Worlds;

/// <summary>Random worlds: as small as they can be with everything that can go wrong in one.</summary>
internal static class WorldGen
{
    private static readonly Gen<EmployeeId> Who = Gen.OneOf(Names.People);

    private static Gen<Known<IReadOnlyList<T>>> Family<T>(Gen<T> fact, bool mayMiss) =>
        Gen.Frequency(
            (mayMiss ? 1 : 0, Gen.Const<Known<IReadOnlyList<T>>>(new Known<IReadOnlyList<T>>.Missing("not delivered"))),
            (6, fact.Array[0, 12].Select(facts => (Known<IReadOnlyList<T>>)new Known<IReadOnlyList<T>>.Whole(facts)))
        );

    /// <summary>Everybody whom a source may speak of.</summary>
    private static readonly EmployeeId[] Everybody =
    [
        .. Names.People,
        .. Enumerable.Range(0, Names.Sources.Length).Select(i => new EmployeeId($"X{i}")),
    ];

    /// <summary>A report that may miss something is silent of some, or was not read.</summary>
    private static Gen<EntraKey[]?> Entra(bool mayMiss) =>
        Gen.Select(Gen.Int[0, mayMiss ? 2 : 0].Array[Everybody.Length], Gen.Bool.Array[Everybody.Length])
            .Select(
                (spoken, has) =>
                    spoken[0] == 2
                        ? null
                        : (EntraKey[]?)[.. Everybody.Select((w, i) => new EntraKey(w, has[i])).Where((_, i) => spoken[i] == 0)]
            );

    private static Gen<GateFacts> Gates(bool mayMiss) =>
        Gen.Select(
                Family(Gen.Select(Who, PeopleGen.Span).Select((w, s) => new KeyFact(w, s)), mayMiss),
                Family(Gen.Select(Who, PeopleGen.Day).Select((w, d) => new TrainingFact(w, d)), mayMiss),
                Family(Gen.Select(Who, Gen.OneOf(Names.Rights), PeopleGen.Day).Select((w, r, d) => new OverdueReview(w, r, d)), mayMiss),
                Family(Gen.Select(Who, PeopleGen.Span).Select((w, s) => new ContractFact(w, s)), mayMiss),
                Entra(mayMiss)
            )
            .Select(
                (keys, trainings, reviews, contracts, entra) => new GateFacts(keys, trainings, reviews, contracts) { EntraKeys = entra }
            );

    private static readonly Gen<Grant> Grant = Gen.Select(
            Who,
            Gen.OneOf(Names.Rights),
            Gen.OneOf(GrantKind.Request, GrantKind.Exception),
            PeopleGen.Span,
            PeopleGen.Day,
            Gen.Int[1, 3]
        )
        .Select(
            (who, right, kind, days, end, n) =>
                new Grant(who, right, kind, days with { Until = days.Until ?? (end < days.From ? days.From : end) }, $"申請{n}")
        );

    public static HrSnapshot Accepted(SourceExtract extract, HrSnapshot? previous = null) =>
        ((HrReading.Accepted)HrIntake.Judge(extract, previous, PolicyGen.Wide)).Snapshot;

    private static Gen<World> Of(GovernancePolicy policy, bool whole) =>
        Gen.Select(
                PeopleGen.Extracts(policy.OrgChart),
                Gates(!whole),
                Grant.Array[0, 6],
                DirectoryGen.Tenant,
                PolicyGen.On,
                Gen.Int[0, whole ? 0 : 9]
            )
            .Select(
                (extracts, gates, grants, tenant, on, missing) =>
                {
                    var all = extracts.Select(e => Accepted(e)).ToArray();
                    var world = new World(policy, all, [], gates, grants, tenant, on);
                    return missing is >= 1 and <= 2 ? world.Without(Names.Sources[missing]) : world;
                }
            );

    /// <summary>Any world.</summary>
    public static readonly Gen<World> Any = PolicyGen.Policy.SelectMany(policy => Of(policy, whole: false));

    /// <summary>A world in which every source and every family of gate facts is there.</summary>
    public static readonly Gen<World> Whole = PolicyGen.Policy.SelectMany(policy => Of(policy, whole: true));

    /// <summary>A whole world without renumbering or unknown units, and a delivery of each source that says something else.</summary>
    public static readonly Gen<(World World, SourceExtract[] Corrected)> WithCorrection = PolicyGen
        .Policy.SelectMany(policy =>
            Gen.Select(Of(policy with { ProtectedAccounts = [] }, whole: true), PeopleGen.Extracts(policy.OrgChart))
        )
        .Select(pair =>
        {
            var (world, corrected) = pair;
            return (
                world with
                {
                    Sources = [.. world.Sources.Select(s => Accepted(Plain(Deliveries.Again(s)) with { ContentHash = "first" }))],
                },
                corrected.Select(Plain).ToArray()
            );
        });

    private static SourceExtract Plain(SourceExtract extract) =>
        extract with
        {
            Workers =
            [
                .. extract.Workers.Select(w =>
                    w with
                    {
                        FormerId = null,
                        DisplayName = "市川",
                        Postings = [.. w.Postings.Where(p => p.Org != Names.UnknownOrg)],
                    }
                ),
            ],
            GuestPostings = [.. extract.GuestPostings.Where(g => g.Posting.Org != Names.UnknownOrg)],
        };
}
