using System.Text;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Verifying;
using AccessGov.Core.Kernel;
using CsCheck;

namespace AccessGov.Core.Tests.Audit.Log;

/// <summary>What is left of an erased fact, and whether two people agreed to erase it.</summary>
public sealed class ErasureTests
{
    private static readonly ErasureList List = new(
        new DateOnly(2026, 4, 1),
        "文書保存期間の満了",
        [new SequenceRange(1, 2), new SequenceRange(4, 4)]
    );

    [Fact]
    public void An_erased_fact_leaves_its_entry_and_the_root_stays()
    {
        var whole = Agreed("001001", "001002", List);
        var erased = whole.Without(1, 2, 4);
        Assert.Equal(whole.TreeAt(8), erased.TreeAt(8));
        var verdict = Assert.IsType<LogVerdict.Consistent>(erased.Verify());
        Assert.Equal((3, 0, true), (verdict.Erased.Count, verdict.Erased.Uncovered, verdict.IsSound));
        Assert.DoesNotContain("test/0", erased.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_two_people_did_not_agree_to_is_named()
    {
        var verdict = Assert.IsType<LogVerdict.Consistent>(Agreed("001001", "001002", List).Without(1, 2, 3, 4).Verify());
        Assert.Equal((4, 1, false), (verdict.Erased.Count, verdict.Erased.Uncovered, verdict.IsSound));
        Assert.Equal([3L], verdict.Erased.First);
    }

    [Fact]
    public void One_person_alone_agrees_to_nothing_nor_does_a_trigger()
    {
        foreach (var approver in new[] { "001001", "trigger:Night", "os:root" })
        {
            var verdict = Assert.IsType<LogVerdict.Consistent>(Agreed("001001", approver, List).Without(1, 2).Verify());
            Assert.Equal((2, 2), (verdict.Erased.Count, verdict.Erased.Uncovered));
        }
    }

    /// <summary>Abuse: the proposer is somebody who never proposed anything, or is made up.</summary>
    [Fact]
    public void A_proposal_that_nobody_made_is_no_second_person()
    {
        var log = SampleLog.Of([
            .. Enumerable.Range(0, 4).Select(i => SampleChain.FactOf(i, CanonicalJson.Empty)),
            Approved(4, "999999", "001002", List),
            Erased(5, List),
        ]);
        Assert.Equal(1, Assert.IsType<LogVerdict.Consistent>(log.Without(1).Verify()).Erased.Uncovered);
    }

    /// <summary>Abuse: a list that reaches into the future is a licence for ever.</summary>
    [Fact]
    public void A_list_is_about_facts_that_there_were_when_it_was_proposed()
    {
        var list = List with { Ranges = [new SequenceRange(1, 9_000_000)] };
        Assert.Equal(1, Assert.IsType<LogVerdict.Consistent>(Agreed("001001", "001002", list).Without(1).Verify()).Erased.Uncovered);
    }

    /// <summary>Abuse: whoever carries the export writes lines behind the newest checkpoint, for which nobody signed.</summary>
    [Fact]
    public void What_is_not_signed_for_agrees_to_nothing()
    {
        var log = Agreed("001001", "001002", List);
        Assert.Equal(0, Assert.IsType<LogVerdict.Consistent>(log.Without(1).Verify()).Erased.Uncovered);
        foreach (var size in new[] { 5, 6, 7 })
            Assert.Equal(1, Assert.IsType<LogVerdict.Consistent>(log.Without(1).Verify(note: log.NoteAt(size))).Erased.Uncovered);
    }

    [Fact]
    public void Another_list_than_was_agreed_to_covers_nothing()
    {
        var other = List with { Ranges = [new SequenceRange(1, 4)] };
        var verdict = Assert.IsType<LogVerdict.Consistent>(Agreed("001001", "001002", List, other).Without(1).Verify());
        Assert.Equal(1, verdict.Erased.Uncovered);
    }

    [Fact]
    public void What_nobody_agreed_to_before_covers_nothing()
    {
        var told = SampleLog.Of([
            .. Enumerable.Range(0, 4).Select(i => SampleChain.FactOf(i, CanonicalJson.Empty)),
            Erased(4, List),
            Proposed(5, "001001", List),
            Approved(6, "001001", "001002", List),
        ]);
        var verdict = Assert.IsType<LogVerdict.Consistent>(told.Without(2).Verify());
        Assert.Equal(1, verdict.Erased.Uncovered);
    }

    [Fact]
    public void A_list_is_read_as_it_was_written()
    {
        Assert.True(ErasureList.TryParse(List.ToJson().Text, out var again));
        Assert.Equal((List.Before, List.Ground, 3L, List.Hash), (again.Before, again.Ground, again.Count, again.Hash));
        Assert.Equal([1L, 2, 4], again.Sequences);
    }

    [Theory]
    [InlineData("1-2", "0")]
    [InlineData("1-2", "2-1")]
    [InlineData("1-2", "1-1")]
    [InlineData("1-2", "01-2")]
    [InlineData("1-2", "1-4")]
    [InlineData("1-2", "1-3")]
    [InlineData("1-2", "a")]
    [InlineData("1-2", "1-2-3")]
    [InlineData("[\"1-2\",\"4\"]", "[]")]
    [InlineData("[\"1-2\",\"4\"]", "[1]")]
    [InlineData("[\"1-2\",\"4\"]", "\"1-2\"")]
    [InlineData("2026-04-01", "2026-02-30")]
    [InlineData("before", "bevore")]
    public void A_list_that_was_altered_is_none(string old, string put) =>
        Assert.False(ErasureList.TryParse(List.ToJson().Text.Replace(old, put, StringComparison.Ordinal), out _));

    [Fact]
    public void A_list_has_as_many_ranges_as_fit_into_one_fact()
    {
        ErasureList Of(int ranges) =>
            List with
            {
                Ranges =
                [
                    .. Enumerable
                        .Range(0, ranges)
                        .Select(i => new SequenceRange(9_007_199_000_000_000 + 3 * i, 9_007_199_000_000_001 + 3 * i)),
                ],
            };
        var most = Of(ErasureList.MostRanges);
        Assert.True(Encoding.UTF8.GetByteCount(most.ToJson().Text) < Fact.MaxBodyBytes);
        Assert.True(ErasureList.TryParse(most.ToJson().Text, out _));
        Assert.False(ErasureList.TryParse(Of(ErasureList.MostRanges + 1).ToJson().Text, out _));
    }

    [Fact]
    public void Ranges_hold_the_numbers_that_they_are_made_of() =>
        Gen.Long[1, 60]
            .List[0, 30]
            .Sample(
                numbers =>
                {
                    long[] rising = [.. numbers.Distinct().Order()];
                    SequenceRange[] ranges = [.. SequenceRange.Of(rising)];
                    Assert.Equal(rising, ranges.SelectMany(r => Enumerable.Range((int)r.From, (int)r.Count).Select(n => (long)n)));
                    Assert.All(ranges.Zip(ranges.Skip(1)), p => Assert.True(p.First.To + 1 < p.Second.From));
                    Assert.All(ranges, r => Assert.True(SequenceRange.TryParse($"{r}", out var again) && again == r));
                },
                iter: SampleChain.Cases
            );

    [Fact]
    public void Whatever_lists_overlap_a_fact_is_covered_when_one_of_them_has_it() =>
        Gen.Select(Gen.Long[1, 20], Gen.Long[0, 6])
            .Select((from, more) => new SequenceRange(from, from + more))
            .List[0, 5]
            .Select(Gen.Long[1, 26].List[0, 10])
            .Sample(
                (ranges, gone) =>
                {
                    var ledger = new ErasureLedger();
                    foreach (var (range, i) in ranges.Select((r, i) => (r, i)))
                    {
                        var list = List with { Ranges = [range] };
                        ledger.Note(Proposed(i, "001001", list), 100 + 3 * i);
                        ledger.Note(Approved(i, "001001", "001002", list), 101 + 3 * i);
                        ledger.Note(Erased(i, list), 102 + 3 * i);
                    }
                    long[] rising = [.. gone.Distinct().Order()];
                    foreach (var sequence in rising)
                        ledger.Gone(sequence);
                    long[] silent = [.. rising.Where(n => !ranges.Any(r => r.From <= n && n <= r.To))];
                    Assert.Equal((rising.Length, silent.Length), (ledger.Erased(999).Count, ledger.Erased(999).Uncovered));
                    Assert.Equal(silent.Take(GapList.Limit), ledger.Erased(999).First);
                },
                iter: SampleChain.Cases
            );

    [Theory]
    [InlineData("{\"erased\":{\"entry\":\"00\",\"seq\":1}}")]
    [InlineData("{\"erased\":{\"seq\":1}}")]
    [InlineData("{\"erased\":{\"entry\":\"@\",\"seq\":1,\"x\":1}}")]
    [InlineData("{\"erased\":{\"entry\":\"@\",\"seq\":\"1\"}}")]
    [InlineData("{\"erased\": {\"entry\":\"@\",\"seq\":1}}")]
    [InlineData("{\"erased\":{\"entry\":\"@\",\"seq\":1}} ")]
    public void What_is_left_has_one_spelling(string line) =>
        Assert.ThrowsAny<FormatException>(() =>
            LogLine.ErasedOf(Encoding.UTF8.GetBytes(line.Replace("@", new string('a', 64), StringComparison.Ordinal)))
        );

    /// <summary>Four facts, then the decision of two people, then the fact that it was done.</summary>
    private static SampleLog Agreed(string proposer, string approver, ErasureList list, ErasureList? done = null) =>
        SampleLog.Of([
            .. Enumerable.Range(0, 4).Select(i => SampleChain.FactOf(i, CanonicalJson.Empty)),
            Proposed(4, proposer, list),
            Approved(5, proposer, approver, list),
            Erased(6, done ?? list),
        ]);

    private static Fact Proposed(int i, string proposer, ErasureList list) =>
        SampleLog.Told(i, FactKind.DecisionProposed, proposer, ErasureLedger.Subject, new FactBody().Add("hash", list.Hash).ToJson());

    private static Fact Approved(int i, string proposer, string approver, ErasureList list) =>
        SampleLog.Told(
            i,
            FactKind.DecisionApproved,
            approver,
            ErasureLedger.Subject,
            new FactBody().Add("hash", list.Hash).Add("proposedBy", proposer).ToJson()
        );

    private static Fact Erased(int i, ErasureList list) => SampleLog.Told(i, FactKind.FactsErased, "trigger:Test", "record", list.ToJson());
}
