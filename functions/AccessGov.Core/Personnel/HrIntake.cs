using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Personnel;

/// <summary>
/// Judges one delivery against what the source told before. An empty, partial, shrunken or older feed is refused whole.
/// Somebody who is simply no longer listed is not a leaver: only a stated 退職日 is. The source's former word is kept aside as
/// unlisted until it speaks again, so that a lost row never frees a number or a right for others to decide (law 4).
/// </summary>
public static class HrIntake
{
    /// <summary>Judges a delivery.</summary>
    /// <param name="extract">The delivery.</param>
    /// <param name="previous">The facts accepted last; null for a source's first delivery.</param>
    /// <param name="limits">The city's limits.</param>
    public static HrReading Judge(SourceExtract extract, HrSnapshot? previous, Limits limits)
    {
        // The same bytes for a later day are news of that day: what was stated before it is overtaken.
        if (previous is not null && previous.ContentHash == extract.ContentHash && extract.AsOf <= previous.AsOf)
            return new HrReading.Repeated();
        var refusals = Refusals(extract, previous, limits);
        if (refusals.Count > 0)
            return new HrReading.Refused(refusals);

        var findings = new List<Finding>();
        var before = previous?.Workers.Concat(previous.Unlisted).ToDictionary(w => w.Id) ?? [];
        var (unlisted, reused) = (new List<Worker>(), new List<EmployeeId>());
        var faulty = extract.HeldBack.ToHashSet();
        var heldBack = new SortedSet<EmployeeId>();
        var workers = new List<Worker>(extract.Workers.Count);
        // Asked only of whom something was known before: a first delivery, the largest there is, holds its people once.
        var told = previous is null ? [] : extract.Workers.ToDictionary(w => w.Id);
        foreach (var worker in extract.Workers)
        {
            if (before.TryGetValue(worker.Id, out var former) && (IsSomebodyElse(worker, former) || Swaps(worker, former, told)))
            {
                findings.Add(new Finding(FindingKind.ReusedNumber, worker.Id, Detail: extract.Source.Value));
                reused.Add(worker.Id);
                workers.Add(former);
            }
            else
                workers.Add(worker.Canonical());
        }
        foreach (var former in before.Values.Where(f => !told.ContainsKey(f.Id)))
        {
            if (HasEnded(former, extract.AsOf))
            {
                workers.Add(former);
                continue;
            }
            unlisted.Add(former);
            findings.Add(NotTold(former.Id, extract.Source.Value));
        }
        var guests = extract.GuestPostings.ToList();
        var unlistedGuests = new List<GuestPosting>();
        var guestsToldOf = extract.GuestPostings.Select(g => g.Worker).ToHashSet();
        foreach (
            var former in (previous?.GuestPostings ?? [])
                .Concat(previous?.UnlistedGuests ?? [])
                .Where(g => !told.ContainsKey(g.Worker) && !guestsToldOf.Contains(g.Worker))
        )
        {
            if (former.Posting.Days.EndedBefore(extract.AsOf))
            {
                guests.Add(former);
                continue;
            }
            unlistedGuests.Add(former);
            findings.Add(NotTold(former.Worker, $"{extract.Source}: {former.Posting.Org}"));
        }
        workers.Sort((a, b) => a.Id.CompareTo(b.Id));
        unlisted.Sort((a, b) => a.Id.CompareTo(b.Id));
        return new HrReading.Accepted(
            new HrSnapshot(
                extract.Source,
                extract.AsOf,
                extract.ContentHash,
                workers,
                GuestPosting.InOrder(guests),
                unlisted,
                GuestPosting.InOrder(unlistedGuests),
                [.. reused.Order()],
                [.. heldBack]
            ),
            [.. findings.Distinct().Order()]
        );

        Finding NotTold(EmployeeId id, string detail)
        {
            if (!faulty.Contains(id))
                return new Finding(FindingKind.VanishedWorker, id, Detail: detail);
            heldBack.Add(id);
            return new Finding(FindingKind.HeldBackWorker, id, Detail: extract.Source.Value);
        }
    }

    /// <summary>Judges what a source says of one person against what it said before.</summary>
    /// <param name="statement">What it says.</param>
    /// <param name="present">The facts of the source as they are now, earlier statements included.</param>
    /// <returns>Empty when it may be believed.</returns>
    public static IReadOnlyList<Refusal> Judge(PersonStatement statement, HrSnapshot present)
    {
        if (present.IsWhole && statement.On < present.AsOf)
            return [new Refusal("statement-older", statement.Person.Value, present.AsOf.DayNumber - statement.On.DayNumber, 0)];
        var former = present.Find(statement.Person) ?? PeopleList.Of(present.Unlisted, statement.Person, w => w.Id).FirstOrDefault();
        return statement switch
        {
            PersonStatement.Employed { Worker.Employments.Count: 0 } =>
            [
                new Refusal("statement-without-term", statement.Person.Value, 0, 1),
            ],
            // Of anybody who has not left, a post would be taken by silence.
            PersonStatement.Employed { Worker: { Postings.Count: 0 } unposted } when !HasEnded(unposted, statement.On) =>
            [
                new Refusal("statement-without-posting", statement.Person.Value, 0, 1),
            ],
            PersonStatement.Employed { Worker: var worker }
                when worker.Home != statement.Source || worker.Postings.Any(p => p.Source != statement.Source) =>
                throw new ArgumentException("A statement tells only its source's own facts.", nameof(statement)),
            PersonStatement.Employed { Worker: var worker } when former is not null && IsSomebodyElse(worker, former) =>
            [
                new Refusal("number-reused", statement.Person.Value, 1, 0),
            ],
            PersonStatement.Employed => [],
            // Saying only where one's own worker serves as a guest would take back the term: known in part.
            PersonStatement.Guest when former is not null => [new Refusal("guest-is-own-worker", statement.Person.Value, 1, 0)],
            PersonStatement.Guest => [],
            _ => throw new InvalidOperationException(statement.GetType().Name),
        };
    }

    private static List<Refusal> Refusals(SourceExtract extract, HrSnapshot? previous, Limits limits)
    {
        var refusals = new List<Refusal>();
        var source = extract.Source.Value;
        if (extract.Workers.Count == 0)
            refusals.Add(new Refusal("feed-empty", source, 0, 1));
        if (extract.RowsRead > 0 && extract.RowsRejected > limits.MaxRejectedShare * extract.RowsRead)
            refusals.Add(
                new Refusal(
                    "feed-rejected-rows",
                    source,
                    extract.RowsRejected,
                    Math.Floor(limits.MaxRejectedShare * extract.RowsRead),
                    (decimal)extract.RowsRejected / extract.RowsRead
                )
            );
        var twice = ToldTwice(extract.Workers);
        if (twice > 0)
            refusals.Add(new Refusal("feed-duplicate-workers", source, twice, 0));
        if (previous is null)
            return refusals;

        if (extract.AsOf < previous.AsOf)
            refusals.Add(new Refusal("feed-older", source, previous.AsOf.DayNumber - extract.AsOf.DayNumber, 0));
        var was = previous.Workers.Count(w => !HasEnded(w, previous.AsOf));
        // Who is held back is in the file: that it is whole is not in doubt, and rows at fault have a limit of their own.
        var listed = extract.Workers.Select(w => w.Id).Concat(extract.HeldBack).ToHashSet();
        var lost = previous.Workers.Count(w => !HasEnded(w, extract.AsOf) && !listed.Contains(w.Id));
        if (was > 0 && lost > limits.MaxShrinkShare * was)
            refusals.Add(new Refusal("feed-shrunken", source, lost, Math.Floor(limits.MaxShrinkShare * was), (decimal)lost / was));
        return refusals;
    }

    /// <summary>How many numbers stand more than once. Readers deliver them in order, so that nothing need be remembered.</summary>
    private static int ToldTwice(IReadOnlyList<Worker> workers)
    {
        for (var i = 1; i < workers.Count; i++)
            if (workers[i - 1].Id.CompareTo(workers[i].Id) >= 0)
                return workers.GroupBy(w => w.Id).Count(g => g.Skip(1).Any());
        return 0;
    }

    private static bool HasEnded(Worker worker, DateOnly on) =>
        worker.Employments.Count > 0 && worker.Employments.All(e => e.EndsAtOnce || e.Days.EndedBefore(on));

    /// <summary>
    /// Another name, and none of the former terms is told any more: the number was given to another person, whether or not a last day of
    /// the former one was ever told. Whoever marries keeps the 採用日.
    /// </summary>
    private static bool IsSomebodyElse(Worker now, Worker former) =>
        now.DisplayName != former.DisplayName
        && former.Employments.Count > 0
        && (
            now.Employments.All(e => former.Employments.All(f => f.Days.From != e.Days.From))
            // Of a number that is known, HR now says that its holder comes from another one.
            || (now.FormerId is { } from && from != former.FormerId)
        );

    /// <summary>Two people are said to have changed numbers, whatever they are called: no account may be taken for the other's.</summary>
    private static bool Swaps(Worker now, Worker former, Dictionary<EmployeeId, Worker> told) =>
        now.FormerId is { } from && from != former.FormerId && told.TryGetValue(from, out var other) && other.FormerId == now.Id;
}
