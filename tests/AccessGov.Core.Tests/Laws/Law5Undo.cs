using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Laws;

/// <summary>Law 5: undoing an HR correction restores exactly what the correction took.</summary>
public sealed class Law5Undo
{
    [Fact]
    public void Undoing_a_correction_restores_exactly_what_it_took() =>
        WorldGen.WithCorrection.Hold(
            (world, corrected) =>
            {
                var before = world.Settled();
                var wrong = corrected.Aggregate(before, (w, extract) => w.Delivers(extract)).Settled();
                var undone = world.Sources.Aggregate(wrong, (w, source) => w.Delivers(Deliveries.Again(source))).Settled();
                var (had, has) = (before.Tenant.Rights(), undone.Tenant.Rights());
                var independent = world.Policy.Entitlements.Where(e => e.Zone == Zone.Independent).Select(e => e.Id).ToHashSet();
                foreach (var desire in world.Desired.Workers.Where(d => d.Worker.Employments.Count > 0))
                {
                    var worker = desire.Worker;
                    // An account deleted after retention comes back, for a worker of whom HR tells enough to make one.
                    if (before.Tenant.Of(worker.Id).Count == 0 || (desire.Attributes is null && undone.Tenant.Of(worker.Id).Count == 0))
                        continue;
                    // Of two accounts under one number none is decided about: what a stop at once took from both, people give back.
                    if (before.Tenant.Of(worker.Id).Count > 1)
                        continue;
                    // An account that only its own directory can enable gets its rights back when it is enabled there.
                    if (before.Tenant.Of(worker.Id).Any(a => a is { SyncedFromOnPremises: true, Enabled: false }))
                        continue;
                    // A claim that only the correction told, and that no day has ended, is its source's last word on the number: it
                    // contests the others, or stops the person.
                    if (undone.Sources.Any(s => IsOpen(s, worker.Id, world.On) && !Names(world, s.Source, worker.Id)))
                        continue;
                    // A guest posting that only the correction told is its source's last word on the worker and stays so (law 4), with what
                    // it excludes.
                    var roster = undone.Facts.Roster;
                    var toldTheSame =
                        !roster.UnlistedGuests.Contains(worker.Id) && roster.Find(worker.Id)?.Postings.Count == worker.Postings.Count;
                    if (toldTheSame)
                        Assert.Equal(had[worker.Id].Except(independent).Order(), has[worker.Id].Except(independent).Order());
                    if (before.Tenant.Of(worker.Id) is not [var former] || !desire.ShouldExist)
                        continue;
                    var account = Assert.Single(undone.Tenant.Of(worker.Id));
                    Assert.Equal(former.Enabled, account.Enabled);
                    if (toldTheSame && desire.Attributes is not null)
                        Assert.Equal(former.Attributes, account.Attributes);
                }
            }
        );

    private static bool IsOpen(HrSnapshot source, EmployeeId id, DateOnly on)
    {
        var day = on < source.AsOf ? on : source.AsOf;
        return source
            .Workers.Concat(source.Unlisted)
            .Any(w => w.Id == id && (w.Employments.Count == 0 || w.Employments.Any(e => !e.Days.EndedBefore(day))));
    }

    private static bool Names(World world, SourceId source, EmployeeId id) =>
        world.Sources.Any(s => s.Source == source && s.Workers.Any(w => w.Id == id));
}
