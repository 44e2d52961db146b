using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Personnel;

public sealed class HrIntakeTests
{
    private static readonly Worker[] Twenty = [.. Enumerable.Range(10, 20).Select(i => A.Worker($"{i}"))];

    private static HrReading Judge(SourceExtract extract, HrSnapshot? previous = null) => HrIntake.Judge(extract, previous, A.Limits);

    private static HrSnapshot First => A.Snapshot(Twenty);

    private static Refusal Refused(HrReading reading) => Assert.Single(Assert.IsType<HrReading.Refused>(reading).Refusals);

    [Fact]
    public void An_empty_feed_is_refused() => Assert.Equal(new Refusal("feed-empty", "mayor", 0, 1), Refused(Judge(A.Extract([]))));

    [Fact]
    public void The_same_file_delivered_twice_changes_nothing() => Assert.IsType<HrReading.Repeated>(Judge(A.Extract(Twenty), First));

    [Fact]
    public void A_shrunken_feed_is_refused_with_the_number_and_the_limit()
    {
        Assert.IsType<HrReading.Accepted>(Judge(A.Extract(Twenty.Skip(2), hash: "2"), First));
        Assert.Equal(new Refusal("feed-shrunken", "mayor", 3, 2, 0.15m), Refused(Judge(A.Extract(Twenty.Skip(3), hash: "2"), First)));
    }

    [Fact]
    public void Leavers_whose_day_was_stated_do_not_shrink_a_feed()
    {
        var leaving = Twenty.Select((w, i) => i < 10 ? w with { Employments = [A.Term(A.Until(A.Day(3, 31)))] } : w).ToArray();
        var reading = A.Accepted(
            Judge(
                A.Extract(leaving.Skip(10), asOf: A.Day(4, 2), hash: "2"),
                A.Accepted(Judge(A.Extract(leaving, asOf: A.Day(3, 20)))).Snapshot
            )
        );
        Assert.Empty(reading.Findings);
        Assert.Equal(20, reading.Snapshot.Workers.Count);
    }

    [Fact]
    public void An_older_delivery_is_refused() =>
        Assert.Equal(new Refusal("feed-older", "mayor", 1, 0), Refused(Judge(A.Extract(Twenty, asOf: A.Day(3, 31), hash: "2"), First)));

    [Fact]
    public void A_worker_listed_twice_is_refused() =>
        Assert.Equal(new Refusal("feed-duplicate-workers", "mayor", 1, 0), Refused(Judge(A.Extract(Twenty.Append(Twenty[0])))));

    [Fact]
    public void Too_many_rejected_rows_are_refused()
    {
        var extract = A.Extract(Twenty) with { RowsRead = 40, RowsRejected = 2 };
        Assert.IsType<HrReading.Accepted>(Judge(extract));
        Assert.Equal(new Refusal("feed-rejected-rows", "mayor", 3, 2, 0.075m), Refused(Judge(extract with { RowsRejected = 3 })));
    }

    [Fact]
    public void Somebody_who_is_no_longer_listed_is_kept_aside_until_the_source_speaks_again()
    {
        var second = A.Accepted(Judge(A.Extract(Twenty.Skip(1), hash: "2"), First));
        Assert.Equal(FindingKind.VanishedWorker, Assert.Single(second.Findings).Kind);
        Assert.Equal(["10"], second.Snapshot.Unlisted.Select(w => w.Id.Value));
        var third = A.Accepted(Judge(A.Extract(Twenty.Skip(1), hash: "3"), second.Snapshot));
        Assert.Equal(["10"], third.Snapshot.Unlisted.Select(w => w.Id.Value));
        var fourth = A.Accepted(Judge(A.Extract(Twenty, hash: "4"), third.Snapshot));
        Assert.Empty(fourth.Findings);
        Assert.Equal(First.Digest, fourth.Snapshot.Digest);
    }

    [Fact]
    public void A_guest_who_is_no_longer_named_is_kept_aside_too()
    {
        GuestPosting Guest(string id, DateOnly? until) => new(new EmployeeId(id), A.At(A.Tax, new DateSpan(A.Day(1, 1), until)));
        var first = A.Accepted(Judge(A.Extract(Twenty, null, null, "1", Guest("90", null), Guest("91", A.Day(3, 1))))).Snapshot;
        var second = A.Accepted(Judge(A.Extract(Twenty, hash: "2"), first));
        Assert.Equal(["90"], second.Snapshot.UnlistedGuests.Select(g => g.Worker.Value));
        Assert.Equal(["91"], second.Snapshot.GuestPostings.Select(g => g.Worker.Value));
        Assert.Equal("mayor: 010", Assert.Single(second.Findings).Detail);
        Assert.Empty(
            A.Accepted(Judge(A.Extract(Twenty, null, null, "3", Guest("90", A.Day(3, 31))), second.Snapshot)).Snapshot.UnlistedGuests
        );
    }

    [Fact]
    public void A_number_that_is_given_to_another_person_is_reported_and_the_former_facts_stay()
    {
        var gone = A.Worker("10", [A.Term(A.Until(A.Day(3, 31, 2025)))]);
        var other = A.Worker("10", [A.Term(new DateSpan(A.April, null))], name: "髙橋");
        var reading = A.Accepted(Judge(A.Extract([other, .. Twenty.Skip(1)], hash: "2"), A.Snapshot([gone, .. Twenty.Skip(1)])));
        Assert.Equal(FindingKind.ReusedNumber, Assert.Single(reading.Findings).Kind);
        Assert.Equal("市川", reading.Snapshot.Workers[0].DisplayName);
        Assert.Empty(
            A.Accepted(
                Judge(A.Extract([other with { DisplayName = "市川" }, .. Twenty.Skip(1)], hash: "3"), A.Snapshot([gone, .. Twenty.Skip(1)]))
            ).Findings
        );
        Assert.Empty(A.Accepted(Judge(A.Extract([Twenty[0] with { DisplayName = "旧姓" }, .. Twenty.Skip(1)], hash: "4"), First)).Findings);
    }

    [Fact]
    public void Kept_facts_come_back_and_altered_ones_do_not()
    {
        var first = First;
        HrSnapshot Kept(IReadOnlyList<Worker> workers) =>
            HrSnapshot.FromKept(
                first.Source,
                first.AsOf,
                first.ContentHash,
                workers,
                first.GuestPostings,
                first.Unlisted,
                first.UnlistedGuests,
                first.Digest
            );
        Assert.Equal(first.Digest, Kept(first.Workers).Digest);
        var altered = Assert.Throws<ArgumentException>(() => Kept([.. first.Workers.Skip(1)]));
        Assert.Contains("mayor", altered.Message, StringComparison.Ordinal);
    }
}
