using System.Collections.Immutable;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Laws;

/// <summary>Law 4: less is known ⇒ less is done: removing a page, a source or a column never adds a revocation.</summary>
public sealed class Law4LessKnown
{
    [Fact]
    public void A_missing_source_never_adds_a_revocation() =>
        WorldGen.Any.Hold(world =>
        {
            foreach (var source in world.Sources)
                NeverAdds(world, world.Without(source.Source), $"without {source.Source}");
        });

    [Fact]
    public void A_missing_family_of_gate_facts_never_adds_a_revocation() =>
        WorldGen.Any.Hold(world =>
        {
            var gates = world.Gates;
            NeverAdds(world, world with { Gates = gates with { Keys = new Known<IReadOnlyList<KeyFact>>.Missing("") } }, "without keys");
            NeverAdds(
                world,
                world with
                {
                    Gates = gates with { Trainings = new Known<IReadOnlyList<TrainingFact>>.Missing("") },
                },
                "without trainings"
            );
            NeverAdds(
                world,
                world with
                {
                    Gates = gates with { Reviews = new Known<IReadOnlyList<OverdueReview>>.Missing("") },
                },
                "without reviews"
            );
            NeverAdds(
                world,
                world with
                {
                    Gates = gates with { Contracts = new Known<IReadOnlyList<ContractFact>>.Missing("") },
                },
                "without contracts"
            );
            NeverAdds(world, world with { Gates = gates with { EntraKeys = null } }, "without Entra's report");
            NeverAdds(world, world with { Gates = gates with { EntraKeys = [.. (gates.EntraKeys ?? []).Skip(1)] } }, "a person less in it");
        });

    [Fact]
    public void A_row_that_vanished_never_adds_a_revocation() =>
        Gen.Select(WorldGen.Any, Gen.Int[0, 11])
            .Hold(
                (world, row) =>
                {
                    foreach (var source in world.Sources)
                    {
                        var extract = Deliveries.Again(source);
                        if (source.Workers.ElementAtOrDefault(row % 6) is { } worker)
                            NeverAdds(
                                world,
                                world.Delivers(extract with { Workers = [.. source.Workers.Where(w => w != worker)] }),
                                $"without the row of {worker.Id}"
                            );
                        foreach (var guest in source.GuestPostings.Select(g => g.Worker).Distinct())
                            NeverAdds(
                                world,
                                world.Delivers(extract with { GuestPostings = [.. source.GuestPostings.Where(g => g.Worker != guest)] }),
                                $"without the guest {guest} of {source.Source}"
                            );
                    }
                }
            );

    [Fact]
    public void A_page_that_is_missing_in_two_deliveries_never_adds_a_revocation() =>
        Gen.Select(WorldGen.Any, Gen.Int[0, 4])
            .Hold(
                (world, cut) =>
                {
                    foreach (var source in world.Sources)
                    {
                        var extract = Deliveries.Again(source) with
                        {
                            Workers = [.. source.Workers.Skip(cut)],
                            GuestPostings = [.. source.GuestPostings.Skip(cut)],
                        };
                        if (source.GuestPostings.Skip(cut).Any(g => source.GuestPostings.Take(cut).Any(t => t.Worker == g.Worker)))
                            continue;
                        var once = world.Delivers(extract);
                        NeverAdds(world, once, $"without the first {cut} of {source.Source}");
                        NeverAdds(
                            world,
                            once.Delivers(extract with { ContentHash = "third" }),
                            $"twice without the first {cut} of {source.Source}"
                        );
                    }
                }
            );

    [Fact]
    public void An_org_code_that_nobody_knows_never_adds_a_revocation() =>
        Gen.Select(WorldGen.Any, Gen.Int[0, 3])
            .Hold(
                (world, i) =>
                {
                    foreach (var source in world.Sources)
                        foreach (var worker in source.Workers)
                            if (i < worker.Postings.Count)
                            {
                                var garbled = worker with
                                {
                                    Postings = [.. worker.Postings.Select((p, n) => n == i ? p with { Org = Names.UnknownOrg } : p)],
                                };
                                NeverAdds(
                                    world,
                                    world.Delivers(
                                        Deliveries.Again(source) with
                                        {
                                            Workers = [.. source.Workers.Select(w => w == worker ? garbled : w)],
                                        }
                                    ),
                                    $"{worker.Id} at an unknown unit"
                                );
                            }
                }
            );

    [Fact]
    public void Members_and_groups_that_were_not_read_never_add_a_revocation() =>
        WorldGen.Any.Hold(world =>
        {
            var tenant = world.Tenant;
            foreach (var member in tenant.Members.Take(4))
                NeverAdds(world, world with { Tenant = tenant with { Members = tenant.Members.Remove(member) } }, $"without {member}");
            foreach (var right in tenant.Read)
            {
                var others = tenant.Members.Where(m => m.Entitlement != right).ToImmutableHashSet();
                NeverAdds(
                    world,
                    world with
                    {
                        Tenant = tenant with { Read = tenant.Read.Remove(right), Absent = tenant.Absent.Remove(right), Members = others },
                    },
                    $"{right} not read"
                );
                NeverAdds(
                    world,
                    world with
                    {
                        Tenant = tenant with { Absent = tenant.Absent.Add(right), Members = others },
                    },
                    $"{right} absent"
                );
            }
        });

    /// <summary>
    /// An account that is not read may free its number for its double or for a successor; for everybody else nothing is taken.
    /// </summary>
    [Fact]
    public void An_account_that_was_not_read_takes_nothing_from_others() =>
        WorldGen.Any.Hold(world =>
        {
            var tenant = world.Tenant;
            foreach (var account in tenant.Accounts.Values)
            {
                var less = world with { Tenant = tenant with { Accounts = tenant.Accounts.Remove(account.ObjectId) } };
                var added = less.Revocations();
                added.ExceptWith(world.Revocations());
                var successors = world
                    .Facts.Roster.Workers.Where(w => w.FormerId is not null && w.FormerId == account.EmployeeId)
                    .Select(w => w.Id)
                    .ToHashSet();
                Assert.DoesNotContain(added, a => a.Target.Employee != account.EmployeeId && !successors.Contains(a.Target.Employee));
            }
        });

    /// <summary>A source that has spoken of some persons only takes from those at most, as if it were silent about the others.</summary>
    [Fact]
    public void A_source_known_by_single_statements_takes_nothing_from_others() =>
        Gen.Select(WorldGen.Any, Gen.Int[1, 3])
            .Hold(
                (world, every) =>
                {
                    foreach (var source in world.Sources.Where(s => s.Workers.Count > 0))
                    {
                        var said = source.Workers.Where((_, i) => i % every == 0).ToArray();
                        var part = HrSnapshot
                            .Silent(source.Source, source.AsOf)
                            .With(said.Select(w => new PersonStatement.Employed(source.Source, source.AsOf, w)));
                        var silent = world with { Sources = [.. world.Sources.Where(s => s != source)] };
                        var added = (world with { Sources = [.. silent.Sources, part] }).Revocations();
                        added.ExceptWith(silent.Revocations());
                        var spokenOf = said.SelectMany(w => new[] { w.Id, w.FormerId ?? w.Id }).ToHashSet();
                        Assert.All(added, a => Assert.Contains(a.Target.Employee, spokenOf));
                    }
                }
            );

    /// <summary>Saying again what was delivered changes nothing; saying something of one person takes nothing from others.</summary>
    [Fact]
    public void A_statement_about_one_person_takes_nothing_from_others() =>
        Gen.Select(WorldGen.Any, Gen.Int[0, 11])
            .Hold(
                (world, row) =>
                {
                    foreach (var source in world.Sources)
                        if (source.Workers.ElementAtOrDefault(row % 6) is { } worker)
                        {
                            World Told(Worker said) =>
                                world with
                                {
                                    Sources =
                                    [
                                        .. world.Sources.Select(s =>
                                            s == source ? s.With([new PersonStatement.Employed(source.Source, source.AsOf, said)]) : s
                                        ),
                                    ],
                                };
                            NeverAdds(world, Told(worker), $"{worker.Id} told again");
                            var added = Told(
                                    worker with
                                    {
                                        Employments = [.. worker.Employments.Select(e => e with { EndsAtOnce = true })],
                                    }
                                )
                                .Revocations();
                            added.ExceptWith(world.Revocations());
                            // One person under two numbers, where HR says so.
                            var same = world
                                .Facts.Roster.Workers.Where(w => w.FormerId == worker.Id)
                                .Select(w => w.Id)
                                .Append(worker.Id)
                                .Append(worker.FormerId ?? worker.Id)
                                .ToHashSet();
                            Assert.All(added, a => Assert.Contains(a.Target.Employee, same));
                        }
                }
            );

    private static void NeverAdds(World world, World less, string how)
    {
        var added = less.Revocations();
        added.ExceptWith(world.Revocations());
        Assert.True(added.Count == 0, $"{how}: {string.Join("; ", added)}");
    }
}
