using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;
using AccessGov.Core.Tests.Laws;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Desired;

/// <summary>The April pack: whose rights change in a window, before 発令.</summary>
public sealed class ComingMovesTests
{
    [Fact]
    public void Whoever_is_not_named_is_due_the_same_on_every_day_and_whoever_is_named_changes() =>
        WorldGen.Any.Hold(world =>
        {
            var (from, to) = (world.On, world.On.AddDays(20));
            foreach (var zone in (Zone[])[Zone.MyNumber, Zone.Lgwan])
            {
                var named = ComingMoves
                    .Between(world.Facts, world.Policy, Announcement.None, zone, from, to)
                    .Select(m => (m.Worker, m.On))
                    .ToHashSet();
                for (var day = from; day <= to; day = day.AddDays(1))
                    foreach (var worker in world.Facts.Roster.Workers)
                        Assert.Equal(
                            !Due(world, worker, day.AddDays(-1), zone).SetEquals(Due(world, worker, day, zone)),
                            named.Contains((worker.Id, day))
                        );
            }
        });

    [Fact]
    public void A_move_on_the_first_of_April_is_seen_in_March_with_what_is_gained_and_lost()
    {
        var mover = A.Worker("1", postings: [A.At(A.Tax, A.Until(A.Day(3, 31))), A.At(A.Juki, new DateSpan(A.April, null))]);
        var away = A.Worker("2", postings: [A.At(A.Juki, A.Until(A.Day(3, 31))), A.At(A.Tax, new DateSpan(A.April, null))]);
        var leaver = A.Worker("3", terms: [A.Term(A.Until(A.Day(3, 31)))], postings: [A.At(A.Juki)]);
        var stays = A.Worker("4", postings: [A.At(A.Juki)]);
        var moves = Between(A.City(A.Day(3, 20), mover, away, leaver, stays), Announcement.None);
        Assert.Equal(["1+juki-inquiry", "2-juki-inquiry", "3-juki-inquiry"], moves.Select(Text));
        Assert.All(moves, m => Assert.Equal(A.April, m.On));
        // The gate is judged on the day: who has no key is named with what would be withheld.
        var without = A.City(A.Day(3, 20), mover) with
        {
            Gates = A.AllKeys with { Keys = A.Whole<Core.Grants.KeyFact>([]) },
        };
        var move = Assert.Single(Between(without, Announcement.None));
        Assert.Equal(new WithheldReason.GateClosed(Gate.MfaKey), Assert.Single(move.After!.Withheld).Reason);
    }

    [Fact]
    public void What_is_only_announced_is_named_too_and_claims_no_loss_that_nobody_told()
    {
        var mover = A.Worker("1", postings: [A.At(A.Tax)]);
        var from = A.Worker("2", postings: [A.At(A.Juki)]);
        var leaver = A.Worker("3", postings: [A.At(A.Juki)]);
        var world = A.City(A.Day(3, 20), mover, from, leaver);
        var moves = Between(
            world,
            new Announcement([
                new(mover.Id, MoveKind.Moves, A.April, A.Juki),
                new(from.Id, MoveKind.Moves, A.April, A.Tax),
                new(leaver.Id, MoveKind.Leaves, A.Day(3, 31), null),
                new(new EmployeeId("9"), MoveKind.Joins, A.April, A.Juki),
                new(mover.Id, MoveKind.Moves, A.Day(9, 1), A.Juki),
            ])
        );
        Assert.Equal(["1+juki-inquiry", "3-juki-inquiry", "9"], moves.Select(Text));
        Assert.All(moves, m => Assert.NotNull(m.Announced));
    }

    [Fact]
    public void What_the_record_shows_is_not_told_twice()
    {
        var mover = A.Worker("1", postings: [A.At(A.Tax, A.Until(A.Day(3, 31))), A.At(A.Juki, new DateSpan(A.April, null))]);
        var stays = A.Worker("2", postings: [A.At(A.Juki)]);
        var list = new Announcement([new(mover.Id, MoveKind.Moves, A.April, A.Juki), new(stays.Id, MoveKind.Moves, A.April, A.Juki)]);
        Assert.Null(Assert.Single(Between(A.City(A.Day(3, 20), mover, stays), list)).Announced);
    }

    [Fact]
    public void An_order_that_the_record_shows_and_that_takes_nothing_there_is_not_told_as_a_loss()
    {
        // Engaged anew on the next day, and a leave that keeps every right.
        var leave = new Leave(LeaveKind.Other, new DateSpan(A.Day(4, 10), A.Day(4, 20)));
        var leaver = A.Worker("1", [A.Term(A.Until(A.Day(3, 31))), A.Term(new DateSpan(A.April, null))], [A.At(A.Juki)]);
        var away = A.Worker("2", postings: [A.At(A.Juki)], leaves: [leave]);
        var stays = A.Worker("3", postings: [A.At(A.Juki)]);
        AnnouncedMove[] told =
        [
            new(leaver.Id, MoveKind.Leaves, A.Day(3, 31), null),
            new(away.Id, MoveKind.StartsLeave, A.Day(4, 10), null),
            new(away.Id, MoveKind.EndsLeave, A.Day(4, 21), null),
            new(stays.Id, MoveKind.Moves, A.April, null),
        ];
        Assert.Empty(Between(A.City(A.Day(3, 20), leaver, away, stays), new Announcement(told)));
        // The record shows none of them; whose leave ends without a new unit gains nothing that is known.
        var silent = A.City(A.Day(3, 20), A.Worker("1", postings: [A.At(A.Juki)]), A.Worker("2", postings: [A.At(A.Juki)]), stays);
        Assert.Equal(["1-juki-inquiry", "2-juki-inquiry"], Between(silent, new Announcement(told)).Select(Text));
    }

    [Fact]
    public void A_window_has_a_beginning_an_end_and_at_most_its_length()
    {
        static object Between(DateOnly from, DateOnly to) =>
            ComingMoves.Between(A.City(A.April, A.Worker("1")).Facts, A.Policy, Announcement.None, Zone.MyNumber, from, to);
        Assert.NotNull(Between(A.April, A.April));
        Assert.NotNull(Between(A.April, A.April.AddDays(ComingMoves.MostDays)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Between(A.April, A.April.AddDays(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Between(A.April, A.April.AddDays(ComingMoves.MostDays + 1)));
    }

    private static IReadOnlyList<ComingMove> Between(World world, Announcement announcement) =>
        ComingMoves.Between(world.Facts, world.Policy, announcement, Zone.MyNumber, A.Day(3, 20), A.Day(4, 30));

    private static string Text(ComingMove move) =>
        $"{move.Worker}{string.Concat(move.Gained.Select(r => $"+{r}"))}{string.Concat(move.Lost.Select(r => $"-{r}"))}";

    private static HashSet<int> Due(World world, Worker worker, DateOnly on, Zone zone)
    {
        var desire = (world with { On = on }).Desired.Of(worker);
        return
        [
            .. desire
                .Memberships.Concat(desire.Withheld.Where(w => w.Reason is not WithheldReason.OnLeave).Select(w => w.Membership))
                .Select(m => m.Entitlement)
                .Where(i => world.Policy.Entitlements[i].Zone == zone),
        ];
    }
}
