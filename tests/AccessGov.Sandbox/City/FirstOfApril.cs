using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using static AccessGov.Sandbox.City.CitySettings;

namespace AccessGov.Sandbox.City;

/// <summary>Turns the facts of 31 March into those of 1 April.</summary>
internal static class FirstOfApril
{
    /// <summary>Before, after, and the worker under a new number.</summary>
    public static (Worker Before, Worker After, Worker? Renumbered) Apply(
        ref SplitMix random,
        Worker worker,
        OrgUnit unit,
        CityEvent what,
        EmployeeId? newNumber,
        bool isPlain
    )
    {
        var after = what switch
        {
            CityEvent.Moves => Moved(ref random, worker, unit, isPlain),
            CityEvent.IsPromoted => Reposted(worker, unit, Posts.Above),
            CityEvent.StepsDown => Placed(Ended(worker), Offices.PickOther(ref random, unit, isRegular: true), "専門員"),
            CityEvent.Leaves or CityEvent.TermEnds or CityEvent.RenewalIsLate => Ended(worker),
            CityEvent.IsDismissed => worker with
            {
                Employments =
                [
                    new Employment(
                        EmploymentKind.Regular,
                        worker.Employments[0].Days with
                        {
                            Until = new DateOnly(2026, 4, 30),
                        },
                        EndsAtOnce: true
                    ),
                ],
            },
            CityEvent.IsReappointed => Placed(Ended(worker), unit, "専門員") with
            {
                Employments = [.. worker.Employments, new Employment(EmploymentKind.Reappointed, new DateSpan(NewYear, NextEnd))],
            },
            CityEvent.GetsNewNumber => Ended(worker),
            CityEvent.GoesOut => GoneOut(ref random, Ended(worker), unit),
            CityEvent.ComesBack => Placed(Ended(worker), unit, worker.Postings[0].Post),
            CityEvent.StartsLeave => worker with
            {
                Leaves =
                [
                    new Leave(
                        random.Chance(8500) ? LeaveKind.Childcare : LeaveKind.Suspension,
                        new DateSpan(NewYear, random.Chance(8000) ? NextEnd : null)
                    ),
                ],
            },
            CityEvent.GainsPost => worker with
            {
                Postings = [.. worker.Postings, Careers.Side(ref random, unit, worker.Postings[0].Post, NewYear)],
            },
            CityEvent.LosesPost => worker with
            {
                Postings = [.. worker.Postings.Select(p => p.Kind is PostingKind.Concurrent or PostingKind.ActingDuty ? Closed(p) : p)],
            },
            CityEvent.RenewsByNewRow => Renewed(ref random, worker, unit),
            CityEvent.RenewsInPlace => worker with
            {
                Employments = [worker.Employments[0] with { Days = worker.Employments[0].Days with { Until = NextEnd } }],
            },
            _ => worker,
        };
        // 3 % of the moves are already typed in on 31 March: facts of the future among those of today.
        var before = what == CityEvent.Moves && !isPlain && random.Chance(300) ? after : worker;
        return (before, after, newNumber is { } number ? Renumbered(worker, number) : null);
    }

    private static Worker Moved(ref SplitMix random, Worker worker, OrgUnit unit, bool isPlain)
    {
        var target = isPlain ? Offices.Of("010400") : Offices.PickOther(ref random, unit, isRegular: true);
        var post = worker.Postings[0].Post;
        if (Posts.IsManagement(post))
            post = Posts.HeadOf(target);
        else if (!isPlain && random.Chance(1500))
            post = Posts.Above(post);
        var moved = Placed(Ended(worker), target, post);
        return isPlain ? moved : moved with { Postings = [.. moved.Postings, .. CrossAppointments.For(random, target.Code, NewYear)] };
    }

    private static Worker Reposted(Worker worker, OrgUnit unit, Func<string, string> post) =>
        worker with
        {
            Postings =
            [
                Closed(worker.Postings[0]),
                .. worker.Postings.Skip(1),
                Careers.Post(PostingKind.Primary, unit, post(worker.Postings[0].Post), NewYear),
            ],
        };

    private static Worker GoneOut(ref SplitMix random, Worker worker, OrgUnit unit) =>
        worker with
        {
            Postings =
            [
                .. worker.Postings,
                Careers.Post(
                    random.Chance(7000) ? PostingKind.Seconded : PostingKind.Dispatched,
                    Offices.Outside(unit.Source),
                    worker.Postings[0].Post,
                    NewYear
                ),
            ],
        };

    private static Worker Renewed(ref SplitMix random, Worker worker, OrgUnit unit)
    {
        var target = random.Chance(800) ? Offices.PickOther(ref random, unit, isRegular: false) : unit;
        return Placed(Ended(worker), target, worker.Postings[0].Post) with
        {
            Employments = [.. worker.Employments, new Employment(worker.Employments[0].Kind, new DateSpan(NewYear, NextEnd))],
        };
    }

    private static Worker Renumbered(Worker worker, EmployeeId number)
    {
        var kind = worker.Employments[0].Kind == EmploymentKind.Regular ? EmploymentKind.Reappointed : worker.Employments[0].Kind;
        var post = kind == EmploymentKind.Reappointed ? "専門員" : worker.Postings[0].Post;
        return new Worker(
            number,
            worker.Home,
            worker.DisplayName,
            [new Employment(kind, new DateSpan(NewYear, NextEnd))],
            [worker.Postings[0] with { Post = post, Days = new DateSpan(NewYear, null) }],
            [],
            worker.Id
        );
    }

    private static Worker Ended(Worker worker) => worker with { Postings = [.. worker.Postings.Select(Closed)] };

    private static Worker Placed(Worker worker, OrgUnit unit, string post) =>
        worker with
        {
            Postings = [.. worker.Postings, Careers.Post(PostingKind.Primary, unit, post, NewYear)],
        };

    private static Posting Closed(Posting posting) => posting with { Days = posting.Days with { Until = OldYear } };
}
