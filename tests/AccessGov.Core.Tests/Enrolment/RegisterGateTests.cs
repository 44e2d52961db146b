using AccessGov.Core.Applying;
using AccessGov.Core.Desired;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Enrolment;

/// <summary>What the register says of a person, beside the imported list, which speaks of everybody else.</summary>
public sealed class RegisterGateTests
{
    private static readonly EmployeeId Person = new("1");

    [Theory]
    // The list that is missing opens and closes nothing; the register does both.
    [InlineData(null, null, "unknown")]
    [InlineData(null, true, "open")]
    [InlineData(null, false, "closed")]
    [InlineData(false, null, "closed")]
    [InlineData(false, true, "open")]
    // Reported lost: a line of the list is the same key, or one that nobody keeps account of.
    [InlineData(true, false, "closed")]
    [InlineData(true, true, "open")]
    [InlineData(true, null, "open")]
    public void The_register_alone_decides_of_whom_it_speaks(bool? listed, bool? registered, string gate)
    {
        var world = A.City(A.April, A.Worker("1"));
        IReadOnlyList<KeyFact> lines = listed is true ? [new KeyFact(Person, new DateSpan(A.April.AddDays(-1), null))] : [];
        var facts = world.Facts with
        {
            Keys = listed is null ? new Known<IReadOnlyList<KeyFact>>.Missing("") : new Known<IReadOnlyList<KeyFact>>.Whole(lines),
            Register = registered is { } held ? [new HeldKey(Person, held ? A.April : null)] : [],
        };
        var book = Book(facts, A.April);
        var term = facts.Roster.Find(Person)!.Employments[0];
        var right = world.Policy.Entitlements[0] with { Gates = [Gate.MfaKey] };
        Assert.Equal(
            gate switch
            {
                "open" => null,
                "closed" => new WithheldReason.GateClosed(Gate.MfaKey),
                _ => new WithheldReason.GateUnknown(Gate.MfaKey),
            },
            book.Check(Person, book.Of(Person), term, right)
        );
        // Whoever asks in another way hears the same.
        bool? holds = gate == "unknown" ? null : gate == "open";
        Assert.Equal(holds, KeyHolders.Holds(facts, Person, A.April));
        Assert.Equal(holds is true, KeyHolders.On(facts, A.April).Contains(Person));
        // On the day before, nothing that began today.
        if (registered is true)
            Assert.NotNull(Book(facts, A.April.AddDays(-1)).Check(Person, Before(facts), term, right));

        GateBook Book(Facts f, DateOnly on) => new(f, KeyHeirs.On(f.Roster, on), world.Policy.Timing, on, null);
        GateBook.Holdings Before(Facts f) => Book(f, A.April.AddDays(-1)).Of(Person);
    }

    [Fact]
    public void The_digest_of_facts_knows_the_register_and_not_its_order()
    {
        var facts = A.City(A.April, A.Worker("1")).Facts;
        var (one, two) = (new HeldKey(Person, A.April), new HeldKey(new EmployeeId("2"), null));
        Assert.Distinct([
            facts.Digest(),
            (facts with { Register = [one] }).Digest(),
            (facts with { Register = [one with { Since = null }] }).Digest(),
            (facts with { Register = [one, two] }).Digest(),
        ]);
        Assert.Equal((facts with { Register = [one, two] }).Digest(), (facts with { Register = [two, one] }).Digest());
    }

    [Fact]
    public void What_a_lost_key_opened_is_taken_before_everybody_else_s_plan()
    {
        var world = A.City(A.April, A.Worker("1", postings: [A.At(A.Juki)]));
        var lost = world.Settled().Desired.Facts with { Register = [new HeldKey(Person, null)] };
        var settled = world.Settled();
        var plan = Reconciler.Plan(Entitlements.Of(lost, world.Policy, A.April), settled.Tenant.Snapshot(), null, Person, settled.Beyond);
        Assert.Contains(plan.Actions, a => a is PlannedAction.RemoveMember { Because.Cause: Cause.GateClosed { Gate: Gate.MfaKey } });
        Assert.True(NextStep.IsUrgent(plan));
        var everybody = Reconciler.Plan(
            Entitlements.Of(lost, world.Policy, A.April),
            settled.Tenant.Snapshot(),
            null,
            null,
            settled.Beyond
        );
        Assert.False(NextStep.IsUrgent(everybody));
    }
}
