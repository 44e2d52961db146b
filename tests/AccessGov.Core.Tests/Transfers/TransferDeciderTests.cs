using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Kernel;
using AccessGov.Core.Transfers;
using CsCheck;

namespace AccessGov.Core.Tests.Transfers;

/// <summary>Whether a package with a good signature may be taken over: each reason against it has its own code.</summary>
public sealed class TransferDeciderTests
{
    private static readonly NodeName Here = new("mynumber");
    private static readonly NodeName There = new("lgwan");
    private static readonly TenantId City = new("suzaka");
    private static readonly DateTimeOffset Now = new(2026, 4, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly string Before = new('b', 64);
    private static readonly string Mine = new('d', 64);

    private static readonly TransferManifest Next = new(
        There,
        Here,
        City,
        5,
        Before,
        Now.AddHours(-2),
        Now.AddDays(14),
        new TransferMark(3, Mine),
        [new TransferPart("people:mayor", 900, 1, Before), new TransferPart(TransferKinds.Words, 0, 1, Before)]
    );

    private static readonly TransferLink Link = new(new TransferMark(4, Before), Now.AddDays(-7), new TransferMark(3, Mine));

    private static readonly TransferPeer Peer = new(
        There,
        NoteKey.Ed25519(new NoteName("lgwan"), new byte[32]),
        ["people:mayor"],
        [],
        false
    );

    private static string? Judge(
        TransferManifest package,
        TransferLink? link = null,
        TransferPeer? peer = null,
        string? known = null,
        string? sent = null,
        DateTimeOffset? now = null,
        long recorded = 0
    ) => TransferDecider.Judge(package, Here, City, peer ?? Peer, link ?? Link, known, sent ?? Mine, recorded, now ?? Now)?.Code;

    [Fact]
    public void The_next_one_is_taken() => Assert.Null(Judge(Next));

    [Fact]
    public void The_first_one_is_taken() =>
        Assert.Null(Judge(Next with { Number = 1, Previous = null, Received = TransferMark.None }, TransferLink.None));

    [Fact]
    public void One_that_was_begun_and_killed_is_taken_again() => Assert.Null(Judge(Next, known: Next.Hash));

    [Fact]
    public void Each_other_one_is_refused_by_its_own_name()
    {
        Assert.Equal("transfer-other-recipient", Judge(Next with { To = new NodeName("school") }));
        Assert.Equal("transfer-other-tenant", Judge(Next with { Tenant = new TenantId("nagano") }));
        Assert.Equal("transfer-forked", Judge(Next, known: Before));
        Assert.Equal("transfer-forked", Judge(Next with { Number = 3 }, known: Before));
        Assert.Equal("transfer-overtaken", Judge(Next with { Number = 3 }));
        var old = Next with { Number = 4 };
        Assert.Equal("transfer-replayed", Judge(old, known: old.Hash));
        Assert.Equal("transfer-gap", Judge(Next with { Number = 6 }));
        Assert.Equal("transfer-other-chain", Judge(Next with { Previous = Mine }));
        Assert.Equal("transfer-other-chain", Judge(Next with { Previous = null }));
        Assert.Equal("transfer-older", Judge(Next with { MadeAt = Now.AddDays(-8) }));
        Assert.Equal("transfer-from-tomorrow", Judge(Next with { MadeAt = Now.AddHours(1).AddSeconds(1) }));
        Assert.Null(Judge(Next with { MadeAt = Now.AddHours(1) }));
        Assert.Equal("transfer-expired", Judge(Next with { ExpiresAt = Now }));
        Assert.Null(Judge(Next with { ExpiresAt = Now.AddSeconds(1) }));
        Assert.Equal("transfer-unknown-receipt", Judge(Next with { Received = new TransferMark(4, Before) }));
        Assert.Equal("transfer-unknown-receipt", Judge(Next, sent: Before));
        Assert.Equal("transfer-part-not-agreed", Judge(Next with { Parts = [new TransferPart("keys", 1, 1, Before)] }));
    }

    [Fact]
    public void After_a_gap_that_two_people_agreed_to_it_goes_on_with_that_number_and_no_other()
    {
        var leap = Next with { Number = 9, Previous = Mine };
        Assert.Equal("transfer-gap", Judge(leap));
        Assert.Null(Judge(leap, peer: Peer with { TakesFrom = 9 }));
        Assert.Equal("transfer-gap", Judge(leap, peer: Peer with { TakesFrom = 8 }));
        // Also where it is the next number: the sender that was put back makes it anew.
        Assert.Null(Judge(Next with { Previous = Mine }, peer: Peer with { TakesFrom = 5 }));
    }

    [Fact]
    public void What_was_sent_before_a_backup_was_put_back_is_acknowledged_once_two_people_said_so()
    {
        var told = Next with { Received = new TransferMark(8, Before) };
        TransferPeer Sends(long from) => Peer with { SendsFrom = from };
        Assert.Equal("transfer-unknown-receipt", TransferDecider.Judge(told, Here, City, Peer, Link, null, null, 0, Now)?.Code);
        Assert.Null(TransferDecider.Judge(told, Here, City, Sends(9), Link, null, null, 0, Now));
        Assert.Equal("transfer-unknown-receipt", TransferDecider.Judge(told, Here, City, Sends(8), Link, null, null, 0, Now)?.Code);
        Assert.Equal("transfer-unknown-receipt", TransferDecider.Judge(told, Here, City, Sends(9), Link, null, Mine, 0, Now)?.Code);
    }

    /// <summary>Whatever order packages of one chain come in, they are taken over in their order, each once.</summary>
    [Fact]
    public void A_chain_is_taken_in_its_order_whatever_is_carried_in_when() =>
        Gen.Int[0, 7]
            .Array[0, 60]
            .Sample(order =>
            {
                var chain = new List<TransferManifest>();
                for (var i = 0; i < 8; i++)
                    chain.Add(
                        Next with
                        {
                            Number = i + 1,
                            Previous = i == 0 ? null : chain[i - 1].Hash,
                            MadeAt = Now.AddDays(-9 + i),
                            Received = TransferMark.None,
                        }
                    );
                var (link, taken) = (TransferLink.None, new List<long>());
                foreach (var package in order.Select(i => chain[i]))
                {
                    var known = taken.Contains(package.Number) ? package.Hash : null;
                    if (Judge(package, link, known: known) is not null)
                        continue;
                    taken.Add(package.Number);
                    link = link with { Taken = new TransferMark(package.Number, package.Hash), MadeAt = package.MadeAt };
                }
                return taken.SequenceEqual(Enumerable.Range(1, taken.Count).Select(n => (long)n));
            });

    [Fact]
    public void Facts_without_a_word_of_who_alone_supplied_them_are_refused()
    {
        Assert.Equal("transfer-without-words", Judge(Next with { Parts = [Next.Parts[0]] }));
        var told = Next with { Parts = [new TransferPart("counts", 1, 1, Before)] };
        Assert.Null(Judge(told, peer: Peer with { Takes = ["counts"] }));
    }

    [Fact]
    public void A_sender_that_lets_its_packages_live_for_ever_is_refused()
    {
        DateTimeOffset Days(int days) => Next.MadeAt.AddDays(days);
        Assert.Null(Judge(Next with { ExpiresAt = Days(TransferManifest.MostValidDays) }));
        Assert.Equal("transfer-valid-too-long", Judge(Next with { ExpiresAt = Days(TransferManifest.MostValidDays).AddSeconds(1) }));
    }

    /// <summary>Whoever puts an older store back would have an older package taken over once more.</summary>
    [Fact]
    public void A_store_that_is_older_than_its_record_takes_nothing_over_until_two_people_say_with_which_number()
    {
        Assert.Null(Judge(Next, recorded: 4));
        Assert.Equal("transfer-record-ahead", Judge(Next, recorded: 5));
        Assert.Equal("transfer-record-ahead", Judge(Next, peer: Peer with { TakesFrom = 5 }, recorded: 5));
        Assert.Null(Judge(Next with { Number = 6 }, peer: Peer with { TakesFrom = 6 }, recorded: 5));
    }

    [Theory]
    [InlineData("source:mayor", "people:mayor")]
    [InlineData("source:mayor|restored", "people:mayor")]
    [InlineData("person:mayor:000102", "people:mayor")]
    [InlineData("keys", "keys")]
    [InlineData("trainings|again", "trainings")]
    [InlineData("announcement:node:lgwan", "moves")]
    [InlineData("clock", null)]
    [InlineData("request", null)]
    [InlineData("person:", null)]
    [InlineData("source:", null)]
    public void A_word_is_about_a_kind_of_part(string what, string? kind)
    {
        Assert.Equal(kind, TransferKinds.OfWord(what));
        if (kind is not null)
            Assert.Equal(kind, TransferKinds.OfWord(TransferKinds.WordOf(kind)));
    }

    [Fact]
    public void A_node_in_one_line()
    {
        Assert.EndsWith(" takes people:mayor gives - names no takesFrom - sendsFrom -", $"{Peer}", StringComparison.Ordinal);
        var other = Peer with { TellsNames = true, TakesFrom = 3, SendsFrom = 4, Gives = ["held", "plans"] };
        Assert.EndsWith(" gives held,plans names yes takesFrom 3 sendsFrom 4", $"{other}", StringComparison.Ordinal);
    }
}
