using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Planning;

/// <summary>Says what of the directory a plan for one worker will depend on.</summary>
public static class Vicinities
{
    extension(Vicinity)
    {
        /// <summary>The vicinity of a number that nobody in personnel has: accounts that carry it.</summary>
        /// <param name="number">The number.</param>
        /// <param name="policy">How accounts are named.</param>
        public static Vicinity Of(EmployeeId number, GovernancePolicy policy) =>
            new(number, [number], AccountPlanner.NameOf(number, policy), []);

        /// <summary>The vicinity of a worker as the facts are now.</summary>
        /// <param name="desired">What should be on the day.</param>
        /// <param name="worker">The worker.</param>
        public static Vicinity Of(DesiredState desired, Worker worker)
        {
            var numbers = new SortedSet<EmployeeId> { worker.Id };
            if (worker.FormerId is { } former)
                numbers.Add(former);
            foreach (var other in desired.ContinuingOf(worker.Id, worker.FormerId).Concat(desired.HeldBackContinuing))
                if (Adoptions.Concerns(other, worker))
                    numbers.Add(other.Id);
            var policy = desired.Policy;
            var due = desired
                .Of(worker)
                .Memberships.Select(m => policy.Entitlements[m.Entitlement])
                .Where(e => e.Zone != Zone.Independent)
                .Select(e => e.Id);
            return new Vicinity(worker.Id, [.. numbers], AccountPlanner.NameOf(worker.Id, policy), [.. due.Distinct().Order()])
            {
                Chosen = desired.ChosenFor(worker.Id) is { } chosen ? [chosen.Account] : [],
            };
        }
    }
}
