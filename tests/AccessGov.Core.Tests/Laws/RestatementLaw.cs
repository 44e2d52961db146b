using AccessGov.Core.Desired;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Laws;

/// <summary>
/// What single persons are told of after a roster was made, one event after the other, leads where making everything anew leads: the same
/// people, findings, digests and rights. Nothing that is shared may be shared wrongly.
/// </summary>
public sealed class RestatementLaw
{
    private sealed record Said(SourceId Source, Worker Worker, Posting[]? Guest, bool IsAskedFor);

    private static readonly Gen<Said> Any = Gen.Select(Gen.OneOf(Names.Sources), Gen.OneOf(Names.People))
        .SelectMany(who =>
            Gen.Select(
                PeopleGen.Worker(who.Item2, who.Item1),
                Gen.Frequency((3, Gen.Const((Posting[]?)null)), (1, PeopleGen.Posting(who.Item1).Array[0, 2].Select(p => (Posting[]?)p))),
                Gen.Frequency((1, Gen.Const(false)), (3, Gen.Const(true))),
                (worker, guest, asked) => new Said(who.Item1, worker, guest, asked)
            )
        );

    private static readonly Gen<(World World, SourceExtract[] Second, Said[] Told)> Cases = WorldGen.Any.SelectMany(world =>
        Gen.Select(PeopleGen.Extracts(world.Policy.OrgChart), Any.Array[1, 8], (second, told) => (world, second, told))
    );

    [Fact]
    public void One_statement_after_the_other_leads_where_making_all_anew_leads() =>
        Cases.Hold(c =>
        {
            // A second delivery leaves people unlisted.
            var world = c.World;
            foreach (var extract in c.Second.Where(e => world.Sources.Any(s => s.Source == e.Source)))
                world = world.Delivers(extract with { ContentHash = "second" });
            var policy = world.Policy with { Heads = ["課長", "係長"], Approvals = ApprovalRules.Usual with { Named = ["課長"] } };
            var sources = world.Sources.ToDictionary(s => s.Source);
            var delivered = sources.ToDictionary();
            var all = new Dictionary<(SourceId, EmployeeId), PersonStatement>();
            var roster = Roster.Of(sources.Values, policy);
            var facts = world.Facts with { Roster = roster, Register = Register(roster) };
            var desired = Entitlements.Of(facts, policy, world.On);
            // What nobody has asked for yet cannot be shared.
            _ = (desired.FactsDigest, desired.Heads, desired.Named);
            foreach (var (source, worker, guest, isAskedFor) in c.Told.Where(t => sources.ContainsKey(t.Source)))
            {
                PersonStatement said = guest is null
                    ? new PersonStatement.Employed(source, sources[source].AsOf, worker)
                    : new PersonStatement.Guest(source, sources[source].AsOf, worker.Id, guest);
                all[(source, worker.Id)] = said;
                sources[source] = sources[source].With([said]);
                var anew = delivered[source].With(all.Where(a => a.Key.Item1 == source).Select(a => a.Value));
                Assert.Equal(anew.Digest, sources[source].Digest);
                Assert.Equal(anew.Workers.Select(Text), sources[source].Workers.Select(Text));
                Assert.Equal(anew.GuestPostings, sources[source].GuestPostings);
                Assert.Equal(anew.Unlisted, sources[source].Unlisted);
                Assert.Equal(anew.UnlistedGuests, sources[source].UnlistedGuests);

                roster = roster.Restated(sources.Values, [worker.Id], policy)!;
                Same(Roster.Of(sources.Values, policy), roster);
                facts = facts with { Roster = roster };
                var next = Entitlements.Of(facts, policy, world.On, desired);
                Same(Entitlements.Of(facts, policy, world.On), next);
                // Sometimes two events come before anybody asks.
                if (isAskedFor)
                    desired = next;
            }
        });

    [Fact]
    public void With_another_day_or_another_source_a_roster_is_made_anew() =>
        WorldGen.Whole.Hold(world =>
        {
            var roster = Roster.Of(world.Sources, world.Policy);
            Assert.Null(roster.Restated(world.Sources.Skip(1), [], world.Policy));
            Assert.Null(roster.Restated(world.Sources.Select(s => s.SpeakingOf(s.AsOf.AddDays(1))), [], world.Policy));
            Assert.Null(
                Roster.Of(world.Sources.Skip(1), world.Policy, [world.Sources[0]]).Restated(world.Sources.Skip(1), [], world.Policy)
            );
            Assert.NotNull(roster.Restated(world.Sources, [], world.Policy));
        });

    private static void Same(Roster anew, Roster restated)
    {
        Assert.Equal(anew.Workers.Select(Text), restated.Workers.Select(Text));
        Assert.Equal(anew.Workers.Count, restated.Workers.Count);
        Assert.Equal(anew.HeldBack.Select(Text), restated.HeldBack.Select(Text));
        Assert.Equal(anew.Findings, restated.Findings);
        Assert.Equal(anew.Digest, restated.Digest);
        Assert.Equal(anew.AsOf, restated.AsOf);
        Assert.Equal(anew.MissingSources.Order(), restated.MissingSources.Order());
        foreach (var id in Names.People)
        {
            Assert.Equal(anew.UnlistedGuests[id].Order(), restated.UnlistedGuests[id].Order());
            Assert.Equal(anew.Continued.Of(id).Order(), restated.Continued.Of(id).Order());
            Assert.Equal(anew.ContinuedByHeldBack.Of(id).Order(), restated.ContinuedByHeldBack.Of(id).Order());
            Assert.Equal(anew.IsHeldBack(id), restated.IsHeldBack(id));
        }
    }

    private static void Same(DesiredState anew, DesiredState shared)
    {
        Assert.Equal(anew.Workers.Select(Text), shared.Workers.Select(Text));
        Assert.Equal(anew.FactsDigest, shared.FactsDigest);
        Assert.Equal(anew.Named.Order(), shared.Named.Order());
        Assert.Equal(anew.Continuing.Select(w => w.Id), shared.Continuing.Select(w => w.Id));
        foreach (var unit in Names.Orgs)
            Assert.Equal(anew.Heads.OwnOf(unit), shared.Heads.OwnOf(unit));
        foreach (var id in Names.People)
        {
            Assert.Equal(anew.KeyHeirs.Of(id), shared.KeyHeirs.Of(id));
            Assert.Equal(anew.Heads.UnitsOf(id), shared.Heads.UnitsOf(id));
            Assert.Equal(anew.IsContinued(id), shared.IsContinued(id));
        }
    }

    private static List<HeldKey> Register(Roster roster) =>
        [.. roster.Workers.Where((_, i) => i % 2 == 0).Select(w => new HeldKey(w.Id, Names.FirstOfApril))];

    private static string Text(WorkerDesire desire) =>
        $"{Text(desire.Worker)} {desire with { Worker = desire.Worker, Memberships = [], Withheld = [], UndecidedSources = [] }} "
        + $"[{string.Join(", ", desire.Memberships)}] [{string.Join(", ", desire.Withheld)}] "
        + $"[{string.Join(", ", desire.UndecidedSources)}]";

    private static string Text(Worker worker) =>
        $"{worker.Id} {worker.Home} {worker.DisplayName} {worker.FormerId} [{string.Join(", ", worker.Employments)}] "
        + $"[{string.Join(", ", worker.Postings)}] [{string.Join(", ", worker.Leaves)}]";
}
