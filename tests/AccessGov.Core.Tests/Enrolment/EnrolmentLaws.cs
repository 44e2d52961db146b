using AccessGov.Core.Desired;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;
using AccessGov.Core.Tests.Laws;
using AccessGov.Core.Tests.Worlds;
using static AccessGov.Core.Tests.Enrolment.Counter;

namespace AccessGov.Core.Tests.Enrolment;

/// <summary>What holds whatever people do at the counter, in whatever order, whoever of them does it.</summary>
public sealed class EnrolmentLaws
{
    private static readonly EmployeeId[] People = [Ann, Bob, Eve, Holder, Other];
    private static readonly KeySerial[] Serials = [new("S1"), new("S2"), new("S3")];
    private static readonly TicketId[] Tickets = [.. TicketId.Letters.Select(c => new TicketId(new string(c, TicketId.Length)))];

    /// <param name="Fits">True when the holder of the key and the newest ticket are meant: else hardly anything would come about.</param>
    private sealed record Step(EmployeeId By, KeyCommand Command, int Minutes, bool Fits);

    private static readonly Gen<KeyCommand> Commands =
        from kind in Gen.Int[0, 19]
        from serial in Gen.OneOf(Serials)
        from person in Gen.OneOf(People)
        from ticket in Gen.OneOf(Tickets)
        from credential in Gen.Int[1, 8]
        from stepUp in Gen.Int[0, 60]
        from flag in Gen.Bool
        select kind switch
        {
            0 => new KeyCommand.AddToStock(serial, "m", null),
            1 or 2 => new KeyCommand.HandOut(serial, person, true),
            3 => new KeyCommand.TakeBack(serial, flag),
            >= 4 and <= 7 => new KeyCommand.IssueTicket(ticket, person, serial, IdentityProof.StaffCard),
            >= 8 and <= 11 => new KeyCommand.ConfirmTicket(ticket),
            >= 12 and <= 16 => Counter.Enrol(
                serial,
                $"c{credential}",
                flag ? ticket : null,
                stepUp == 0 ? null : $"c{stepUp}",
                stepUp % 5 > 0
            ),
            17 => new KeyCommand.ReportLost(serial),
            18 => new KeyCommand.ReportFound(serial),
            _ => (KeyCommand)new KeyCommand.Revoke(serial, stepUp == 0 ? null : new CredentialId($"c{stepUp}")),
        };

    private static readonly Gen<Step[]> Lives = (
        from who in Gen.OneOf(People)
        from command in Commands
        from minutes in Gen.Int[0, 2]
        from fits in Gen.Int[0, 3]
        select new Step(who, command, minutes, fits > 0)
    ).Array[150];

    [Fact]
    public void A_gate_is_open_for_whoever_holds_an_enrolled_attested_key_and_for_nobody_else() =>
        Lives.Hold(life =>
        {
            var counter = Live(life);
            // Told from what happened alone, without the register.
            var holds = new Dictionary<KeySerial, EmployeeId>();
            foreach (var happened in counter.Events)
                if (happened is KeyEvent.WasEnrolled { Enrolled.Key.IsAttested: true } enrolled)
                    holds[happened.Serial] = enrolled.Person;
                else if (happened is KeyEvent.TakenBack or KeyEvent.WasLost or KeyEvent.WasRevoked)
                    holds.Remove(happened.Serial);
            foreach (var person in People)
                Assert.Equal(holds.ContainsValue(person), IsOpen(counter.Ledger, person));
        });

    [Fact]
    public void A_ticket_is_used_at_most_once_and_by_its_person_within_its_time() =>
        Lives.Hold(life =>
        {
            var counter = Live(life);
            var used = counter.Events.OfType<KeyEvent.WasEnrolled>().Where(e => e.Enrolled.Ticket is not null).ToArray();
            Assert.Distinct(used.Select(e => e.Enrolled.Ticket));
            foreach (var enrolled in used)
            {
                var ticket = counter.Ledger.Find(enrolled.Enrolled.Ticket!.Value)!;
                Assert.Equal((enrolled.Person, enrolled.Serial, enrolled.At), (ticket.Person, ticket.Serial, ticket.UsedAt));
                Assert.InRange(enrolled.At, ticket.ConfirmedAt!.Value, ticket.ConfirmedAt.Value + KeyTicket.ValidFor);
            }
        });

    /// <summary>A ticket that is ready, and whatever may be done to its key within its time.</summary>
    [Fact]
    public void A_ready_ticket_lets_in_one_enrolment_whatever_becomes_of_the_key_in_between() =>
        Gen.Int[0, 5]
            .Array[12]
            .Hold(order =>
            {
                var counter = Ready();
                foreach (var (i, what) in order.Index())
                    counter.Tries(
                        what is 0 or 1 ? Holder : Ann,
                        what switch
                        {
                            0 or 1 => Counter.Enrol(First, $"t{i}", Ticket),
                            2 => new KeyCommand.ReportLost(First),
                            3 => new KeyCommand.ReportFound(First),
                            4 => new KeyCommand.TakeBack(First, true),
                            _ => new KeyCommand.HandOut(First, Holder, true),
                        }
                    );
                Assert.InRange(counter.Events.Count(e => e is KeyEvent.WasEnrolled), 0, 1);
            });

    [Fact]
    public void No_credential_ever_belongs_to_two_keys_and_no_ended_one_comes_back() =>
        Lives.Hold(life =>
        {
            var counter = Live(life);
            Assert.Distinct(counter.Events.OfType<KeyEvent.WasEnrolled>().Select(e => e.Enrolled.Key.Credential));
            // A key is somebody's, until it lies on the counter again.
            var holders = new Dictionary<KeySerial, EmployeeId>();
            foreach (var happened in counter.Events)
                switch (happened)
                {
                    case KeyEvent.HandedOut(var serial, var person, _):
                        Assert.True(holders.TryAdd(serial, person));
                        break;
                    case KeyEvent.TakenBack(var serial, _, _):
                        Assert.True(holders.Remove(serial));
                        break;
                    case KeyEvent.WasEnrolled enrolled:
                        Assert.Equal(holders[enrolled.Serial], enrolled.Person);
                        break;
                }
        });

    [Fact]
    public void Whoever_comes_in_was_let_in_by_two_others() =>
        Lives.Hold(life =>
        {
            var counter = Begun();
            foreach (var step in life)
            {
                var before = counter.Ledger;
                var decision = Try(counter, step);
                if (decision is KeyDecision.Done { Event: KeyEvent.WasEnrolled enrolled } && !before.Opening(enrolled.Person).Any())
                {
                    Assert.Equal(2, enrolled.Givers.Distinct().Count());
                    Assert.DoesNotContain(enrolled.Person, enrolled.Givers);
                    Assert.All(enrolled.Givers, g => Assert.True(Actor(g).HasRole));
                }
            }
        });

    /// <summary>From anything that came about: what one person does alone, also as holder of a key, lets nobody in.</summary>
    [Fact]
    public void Nobody_alone_opens_a_gate() =>
        Gen.Select(Lives, Lives, Gen.OneOf(People))
            .Hold(both =>
            {
                var (life, more, alone) = both;
                var counter = Live(life);
                // What two others have agreed to is not alone.
                counter.Now = counter.Now.AddDays(1);
                var open = People.Where(p => counter.Ledger.Opening(p).Any()).ToHashSet();
                foreach (var step in more)
                    Try(counter, step with { By = alone }, alone: true);
                Assert.All(People.Where(p => counter.Ledger.Opening(p).Any()), p => Assert.Contains(p, open));
            });

    [Fact]
    public void What_is_refused_or_known_changes_nothing_and_a_part_of_the_register_decides_like_the_whole() =>
        Gen.Select(Lives, Commands, Gen.OneOf(People))
            .Hold(both =>
            {
                var (life, command, by) = both;
                var counter = Live(life);
                var whole = counter.Ledger;
                if (command is KeyCommand.IssueTicket { Id: var id } && whole.Find(id) is not null)
                    return;
                var part = KeyLedgerPart.Of(whole, command, by);
                Assert.Equal(
                    $"{EnrolmentDecider.Decide(whole, command, Actor(by), counter.Now, Today)}",
                    $"{EnrolmentDecider.Decide(part, command, Actor(by), counter.Now, Today)}"
                );
            });

    /// <summary>The laws would hold of lives in which nothing happens, too.</summary>
    [Fact]
    public void Lives_are_full_of_what_the_laws_speak_of()
    {
        var events = new List<KeyEvent>();
        Lives.Sample(life => events.AddRange(Live(life).Events), iter: 300, threads: 1);
        var enrolled = events.OfType<KeyEvent.WasEnrolled>().ToArray();
        Assert.True(enrolled.Count(e => e.Givers.Count > 0) > 50, string.Join(' ', events.CountBy(KeyEventCodes.Of)));
        Assert.Contains(enrolled, e => e.Givers.Count == 0);
        Assert.All(
            typeof(KeyEvent).GetNestedTypes().Where(t => t != typeof(KeyEvent.LossAsked)),
            type => Assert.Contains(events, e => e.GetType() == type)
        );
    }

    /// <summary>Three keys are handed out.</summary>
    private static Counter Begun()
    {
        var counter = new Counter();
        foreach (var (serial, person) in Serials.Zip([Holder, Holder, Other]))
        {
            counter.Does(Ann, new KeyCommand.AddToStock(serial, "m", null));
            counter.Does(Ann, new KeyCommand.HandOut(serial, person, true));
        }
        return counter;
    }

    private static Counter Live(Step[] life)
    {
        var counter = Begun();
        foreach (var step in life)
            Try(counter, step);
        return counter;
    }

    private static KeyDecision? Try(Counter counter, Step step, bool alone = false)
    {
        counter.Now = counter.Now.AddMinutes(step.Minutes);
        if (step.Fits)
            step = Fitting(counter, step, alone);
        // Whoever draws numbers draws another.
        if (step.Command is KeyCommand.IssueTicket { Id: var id } && counter.Ledger.Find(id) is not null)
            return null;
        return counter.Tries(step.By, step.Command);
    }

    private static Step Fitting(Counter counter, Step step, bool alone)
    {
        var ledger = counter.Ledger;
        var tickets = counter.Events.OfType<KeyEvent.TicketIssued>().Select(e => ledger.Find(e.Ticket.Id)!).ToArray();
        var newest = tickets.Where(t => t.UsedAt is null).MaxBy(t => t.IssuedAt);
        switch (step.Command)
        {
            case KeyCommand.IssueTicket issue:
                return step with { Command = issue with { Person = ledger.Find(issue.Serial)?.Holder ?? issue.Person } };
            case KeyCommand.ConfirmTicket when newest is not null:
                return step with { Command = new KeyCommand.ConfirmTicket(newest.Id) };
            case KeyCommand.Enrol enrol:
                var by = alone ? step.By : ledger.Find(enrol.Serial)?.Holder ?? step.By;
                var ticket = tickets.Where(t => t.Serial == enrol.Serial && t.Person == by).MaxBy(t => t.IssuedAt);
                var stepUp = ledger.Opening(by).FirstOrDefault()?.Enrolled!.Key.Credential;
                return step with { By = by, Command = enrol with { Ticket = enrol.Ticket is null ? null : ticket?.Id, StepUp = stepUp } };
            case KeyCommand.ReportLost when Of(KeyState.Enrolled) is { } enrolled:
                return step with { Command = new KeyCommand.ReportLost(enrolled) };
            case KeyCommand.ReportFound when Of(KeyState.Lost) is { } lost:
                return step with
                {
                    By = alone ? step.By : ledger.Find(lost)!.Holder ?? step.By,
                    Command = new KeyCommand.ReportFound(lost),
                };
            default:
                return step;
        }

        KeySerial? Of(KeyState state) => ledger.Keys.FirstOrDefault(k => k.State == state)?.Serial;
    }

    private static bool IsOpen(KeyLedger ledger, EmployeeId person)
    {
        var opening = ledger.Opening(person).ToArray();
        var register = new HeldKey(person, opening.Length == 0 ? null : opening.Min(k => k.Since));
        var world = A.City(Today, A.Worker(person.Value));
        var facts = world.Facts with { Register = [register] };
        var desired = Entitlements.Of(facts, world.Policy, Today);
        var worker = facts.Roster.Find(person)!;
        var keyed = Enumerable
            .Range(0, world.Policy.Entitlements.Count)
            .First(i => world.Policy.Entitlements[i].Gates.Contains(Gate.MfaKey));
        return desired.ClosedGate(desired.Of(worker), keyed) != Gate.MfaKey;
    }
}
