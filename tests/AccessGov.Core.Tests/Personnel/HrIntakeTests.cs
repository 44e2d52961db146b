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
    public void Who_is_in_the_file_with_a_row_that_cannot_be_used_has_not_vanished()
    {
        EmployeeId[] faulty = [Twenty[0].Id, Twenty[1].Id, Twenty[2].Id];
        var reading = A.Accepted(Judge(A.Extract(Twenty.Skip(3), hash: "2") with { HeldBack = faulty }, First));
        Assert.All(reading.Findings, f => Assert.Equal(FindingKind.HeldBackWorker, f.Kind));
        Assert.Equal(faulty, reading.Findings.Select(f => f.Worker!.Value));
        Assert.Equal(faulty, reading.Snapshot.HeldBack);
        Assert.NotEqual(
            reading.Snapshot.Digest,
            A.Accepted(Judge(A.Extract(Twenty.Skip(2), hash: "2"), First)).Snapshot.Digest
        );
        // The next file does not have one of them: that one has vanished, and the others are held back as before.
        var next = A.Accepted(Judge(A.Extract(Twenty.Skip(3), hash: "3") with { HeldBack = faulty[1..] }, reading.Snapshot));
        Assert.Equal(
            [FindingKind.VanishedWorker, FindingKind.HeldBackWorker, FindingKind.HeldBackWorker],
            next.Findings.OrderBy(f => f.Worker).Select(f => f.Kind)
        );
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

    private static Finding[] ReusedIn(IEnumerable<Worker> then, IEnumerable<Worker> now, out HrSnapshot snapshot)
    {
        var reading = A.Accepted(Judge(A.Extract(now, hash: "2"), A.Snapshot([.. then])));
        snapshot = reading.Snapshot;
        return [.. reading.Findings.Where(f => f.Kind == FindingKind.ReusedNumber)];
    }

    [Theory]
    [InlineData(true, "the former holder was stopped at once, without a last day")]
    [InlineData(false, "the former holder still serves")]
    public void A_number_of_somebody_whose_last_day_was_never_told_passes_to_nobody_else(bool atOnce, string because)
    {
        var former = A.Worker("10", [A.Term(atOnce: atOnce)]);
        var other = A.Worker("10", [A.Term(new DateSpan(A.April, null))], name: "髙橋");
        Assert.True(ReusedIn([former, .. Twenty.Skip(1)], [other, .. Twenty.Skip(1)], out var snapshot).Length == 1, because);
        Assert.Equal("市川", snapshot.Workers[0].DisplayName);
        var stated = new PersonStatement.Employed(A.Mayor, A.April, other);
        Assert.Equal("number-reused", Assert.Single(HrIntake.Judge(stated, A.Snapshot(former))).Code);
    }

    [Fact]
    public void Whoever_marries_keeps_the_day_of_appointment_and_is_nobody_else()
    {
        Assert.Empty(ReusedIn(Twenty, [A.Worker("10", name: "髙橋"), .. Twenty.Skip(1)], out var snapshot));
        Assert.Equal("髙橋", snapshot.Workers[0].DisplayName);
        // Appointed again (会計年度) under a new name, the former term told beside the new one.
        Employment[] terms = [A.Term(A.Until(A.Day(3, 31))), A.Term(new DateSpan(A.April, null))];
        Assert.Empty(
            ReusedIn([A.Worker("10", terms[..1]), .. Twenty.Skip(1)], [A.Worker("10", terms, name: "髙橋"), .. Twenty.Skip(1)], out _)
        );
    }

    [Theory]
    [InlineData("髙橋")]
    [InlineData("市川")]
    public void Two_people_who_are_said_to_have_changed_numbers_stay_who_they_were(string otherName)
    {
        Worker[] then = [A.Worker("10"), A.Worker("11", name: otherName, postings: [A.At(A.Juki)])];
        Worker[] now = [A.Worker("10", name: otherName, postings: [A.At(A.Juki)], former: "11"), A.Worker("11", former: "10")];
        Assert.Equal(["10", "11"], ReusedIn(then, now, out var snapshot).Select(f => f.Worker!.Value.Value));
        Assert.Equal(then.Select(w => w.Canonical().ToString()), snapshot.Workers.Select(w => w.ToString()));
    }

    [Fact]
    public void A_former_number_that_is_told_late_is_no_swap() =>
        Assert.Empty(ReusedIn([A.Worker("10", [A.Term(A.Until(A.Day(3, 31)))]), A.Worker("30")], [A.Worker("30", former: "10")], out _));

    [Fact]
    public void The_same_file_for_a_later_day_is_a_delivery_of_that_day()
    {
        var again = A.Accepted(Judge(A.Extract(Twenty, asOf: A.Day(4, 2)), First));
        Assert.Equal(A.Day(4, 2), again.Snapshot.AsOf);
        var stated = new PersonStatement.Employed(A.Mayor, A.April, A.Worker("10", [A.Term(atOnce: true)], postings: []));
        Assert.False(again.Snapshot.With([stated]).Workers[0].Employments[0].EndsAtOnce);
        Assert.IsType<HrReading.Repeated>(Judge(A.Extract(Twenty, asOf: A.Day(3, 31)), First));
    }

    [Fact]
    public void A_number_that_is_given_to_another_person_is_reported_and_the_former_facts_stay()
    {
        var gone = A.Worker("10", [A.Term(A.Until(A.Day(3, 31, 2025)))]);
        var other = A.Worker("10", [A.Term(new DateSpan(A.April, null))], name: "髙橋");
        var reading = A.Accepted(Judge(A.Extract([other, .. Twenty.Skip(1)], hash: "2"), A.Snapshot([gone, .. Twenty.Skip(1)])));
        Assert.Equal(FindingKind.ReusedNumber, Assert.Single(reading.Findings).Kind);
        Assert.Equal("市川", reading.Snapshot.Workers[0].DisplayName);
        // Every plan says so until HR has given another number.
        Assert.Equal(["10"], reading.Snapshot.Reused.Select(w => w.Value));
        Assert.Empty(A.Accepted(Judge(A.Extract([gone, .. Twenty.Skip(1)], hash: "5"), reading.Snapshot)).Snapshot.Reused);
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
                first.Reused,
                first.HeldBack,
                first.Digest
            );
        Assert.Equal(first.Digest, Kept(first.Workers).Digest);
        var altered = Assert.Throws<ArgumentException>(() => Kept([.. first.Workers.Skip(1)]));
        Assert.Contains("mayor", altered.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_former_name_is_in_the_digest_and_without_one_the_digest_is_what_it_always_was()
    {
        var told = A.Snapshot(Twenty[0] with { FormerName = "山田" }, Twenty[1]);
        Assert.StartsWith("da2c6d836f5ee404", A.Snapshot(Twenty[0], Twenty[1]).Digest, StringComparison.Ordinal);
        Assert.NotEqual(A.Snapshot(Twenty[0], Twenty[1]).Digest, told.Digest);
        Assert.NotEqual(A.Snapshot(Twenty[0], Twenty[1] with { FormerName = "山田" }).Digest, told.Digest);
        var said = new PersonStatement.Employed(A.Mayor, A.April, Twenty[0]);
        Assert.NotEqual(First.With([said]).Digest, First.With([said with { Worker = Twenty[0] with { FormerName = "山田" } }]).Digest);
    }
}
