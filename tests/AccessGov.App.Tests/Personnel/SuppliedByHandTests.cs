using AccessGov.App.Personnel;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Personnel;

/// <summary>Of whom somebody has told something new: whoever did is an author of what follows for them, and for nobody else.</summary>
public sealed class SuppliedByHandTests
{
    private static readonly SourceId Source = new("mayor");
    private static readonly DateOnly From = new(2026, 4, 1);

    [Fact]
    public void Who_is_new_or_gone_or_told_otherwise_has_changed_and_nobody_else()
    {
        var before = Snapshot([Hired(1), Hired(2), Hired(3), Hired(4), Hired(5)], [Guest(6), Guest(7)]);
        var now = Snapshot(
            [
                Hired(1),
                Hired(2) with
                {
                    Employments = [new Employment(EmploymentKind.Regular, new DateSpan(From, From.AddYears(1)))],
                },
                Hired(4) with
                {
                    Leaves = [new Leave(LeaveKind.Childcare, new DateSpan(From, From.AddDays(90)))],
                },
                Hired(5),
                Hired(9),
            ],
            [Guest(5), Guest(6)]
        );
        var changed = SuppliedByHand.Changed(before, now);
        Assert.Equal([Id(2), Id(3), Id(4), Id(5), Id(7), Id(9)], changed.Keys.Order());
        Assert.Equal([From, From, From.AddDays(90)], changed[Id(4)]);
        Assert.Equal([From, From, From.AddDays(7)], changed[Id(5)]);
        Assert.Empty(changed[Id(3)]);
        Assert.Equal([Id(1), Id(2), Id(4), Id(5), Id(6), Id(9)], SuppliedByHand.Changed(null, now).Keys.Order());
    }

    [Theory]
    [InlineData("name")]
    [InlineData("former")]
    [InlineData("post")]
    public void Whatever_is_told_otherwise_counts(string what)
    {
        var now = what switch
        {
            "name" => Hired(1) with { DisplayName = "new" },
            "former" => Hired(1) with { FormerId = Id(8) },
            _ => Hired(1) with { Postings = [Hired(1).Postings[0] with { Post = "chief" }] },
        };
        Assert.Equal([Id(1)], SuppliedByHand.Changed(Snapshot([Hired(1)], []), Snapshot([now], [])).Keys);
    }

    /// <summary>Two deliveries of a million people lie side by side anyway; they are not written out to be compared.</summary>
    [Fact]
    public void Deliveries_are_compared_without_a_text_of_either()
    {
        const int Many = 5000;
        var (before, now) = (Snapshot(All(), []), Snapshot(All(), []));
        SuppliedByHand.Changed(before, now);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        Assert.Empty(SuppliedByHand.Changed(before, now));
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - allocated) / Many, 0, 700);

        static Worker[] All() => [.. Enumerable.Range(1, Many).Select(Hired)];
    }

    private static EmployeeId Id(int number) => new($"{number:D6}");

    private static Worker Hired(int number) =>
        new(
            Id(number),
            Source,
            "worker",
            [new Employment(EmploymentKind.Regular, new DateSpan(From, null))],
            [new Posting(Source, PostingKind.Primary, new OrgCode("010100"), "clerk", new DateSpan(From, null))],
            []
        );

    private static GuestPosting Guest(int number) =>
        new(Id(number), new Posting(Source, PostingKind.CrossAppointed, new OrgCode("010100"), "", new DateSpan(From.AddDays(7), null)));

    private static HrSnapshot Snapshot(Worker[] workers, GuestPosting[] guests)
    {
        var extract = new SourceExtract(Source, From, new string('a', 64), workers, guests, workers.Length + guests.Length, 0);
        return Assert.IsType<HrReading.Accepted>(HrIntake.Judge(extract, null, Sample.Policy.Limits)).Snapshot;
    }
}
