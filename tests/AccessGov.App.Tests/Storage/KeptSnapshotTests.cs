using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Storage.Sqlite;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Tests;
using CsCheck;

namespace AccessGov.App.Tests.Storage;

/// <summary>A snapshot that is kept as what is different from another one comes back as it was, or not at all.</summary>
public sealed class KeptSnapshotTests : IDisposable
{
    private static readonly SourceId Home = new("mayor");
    private static readonly DateOnly First = new(2026, 4, 1);
    private readonly TestFolder folder = new();
    private readonly FolderFileDrop files;

    public KeptSnapshotTests() => files = new FolderFileDrop(folder.Path, TimeProvider.System);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Whoever_comes_goes_or_changes_the_snapshot_comes_back_as_it_was() =>
        Gen.Select(Gen.Int[0, 40].HashSet[1, 30], Gen.Select(Gen.Int[0, 45], Gen.Int[0, 2]).Array[0, 12], Gen.Int[0, 45].HashSet[0, 6])
            .Sample(
                (people, changes, gone) =>
                {
                    var before = Snapshot(First, people.ToDictionary(n => n, _ => "主事"));
                    var now = people.ToDictionary(n => n, _ => "主事");
                    foreach (var (who, what) in changes)
                        now[who] = what == 0 ? "主事" : $"係長{what}";
                    foreach (var who in gone)
                        now.Remove(who);
                    var later = Snapshot(First.AddDays(5), now);
                    var kept = new KeptFiles(files);
                    var whole = kept.KeepAsync(before, Ct).GetAwaiter().GetResult();
                    var (hash, basis) = kept.KeepAsync(later, whole, Ct).GetAwaiter().GetResult();
                    var again = new KeptFiles(files).SnapshotAsync(hash, Ct).GetAwaiter().GetResult();
                    Assert.Equal(later.Digest, again.Digest);
                    Assert.Equal(later.Workers.Select(w => w.Id), again.Workers.Select(w => w.Id));
                    Assert.True(basis is null || basis == whole);
                    // What comes after a difference is different from the same whole file.
                    var (third, same) = kept.KeepAsync(before.SpeakingOf(First.AddDays(9)), hash, Ct).GetAwaiter().GetResult();
                    Assert.Equal(
                        before.Workers.Count,
                        new KeptFiles(files).SnapshotAsync(third, Ct).GetAwaiter().GetResult().Workers.Count
                    );
                    Assert.Equal(basis is null ? hash : whole, same ?? (basis is null ? hash : whole));
                },
                iter: 200,
                threads: 1
            );

    [Fact]
    public async Task Little_that_is_different_costs_little_and_a_new_month_begins_with_a_whole_file()
    {
        var people = Enumerable.Range(0, 5_000).ToDictionary(n => n, _ => "主事");
        var kept = new KeptFiles(files);
        var whole = await kept.KeepAsync(Snapshot(First, people), Ct);
        people[77] = "係長";
        var (hash, basis) = await kept.KeepAsync(Snapshot(First.AddDays(1), people), whole, Ct);
        Assert.Equal(whole, basis);
        Assert.True(SizeOf(hash) * 20 < SizeOf(whole), $"{SizeOf(hash)} of {SizeOf(whole)}");
        Assert.Equal(whole, await kept.BasisOfAsync(hash, Ct));
        var (may, none) = await kept.KeepAsync(Snapshot(First.AddMonths(1), people), hash, Ct);
        Assert.Null(none);
        Assert.Null(await kept.BasisOfAsync(may, Ct));
    }

    [Fact]
    public async Task Without_the_whole_file_nothing_comes_back()
    {
        var people = Enumerable.Range(0, 100).ToDictionary(n => n, _ => "主事");
        var kept = new KeptFiles(files);
        var whole = await kept.KeepAsync(Snapshot(First, people), Ct);
        people[7] = "係長";
        var (hash, _) = await kept.KeepAsync(Snapshot(First.AddDays(1), people), whole, Ct);
        await files.DeleteAsync(DropContainer.Kept, DropPath.OfHash(whole), Ct);
        var gone = await Assert.ThrowsAsync<DamagedException>(() => new KeptFiles(files).SnapshotAsync(hash, Ct));
        Assert.Contains(whole, gone.Message, StringComparison.Ordinal);
    }

    private long SizeOf(string hash) =>
        System
            .IO.Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(hash, StringComparison.Ordinal))
            .Sum(f => new FileInfo(f).Length);

    private static HrSnapshot Snapshot(DateOnly asOf, Dictionary<int, string> posts)
    {
        Worker[] workers = [.. posts.OrderBy(p => p.Key).Select(p => Of(p.Key, p.Value))];
        return HrSnapshot.Silent(Home, asOf).With(workers.Select(w => new PersonStatement.Employed(Home, asOf, w))).AsDelivered(asOf);
    }

    private static Worker Of(int number, string post)
    {
        var days = new DateSpan(new DateOnly(2020, 4, 1), null);
        return new Worker(
            new EmployeeId($"{100000 + number}"),
            Home,
            $"須坂　{number * 7919 % 100003}郎",
            [new Employment(EmploymentKind.Regular, days)],
            [new Posting(Home, PostingKind.Primary, new OrgCode("010400"), post, days)],
            []
        );
    }
}
