using System.Security.Cryptography;
using System.Text;
using AccessGov.App.Storage;

namespace AccessGov.App.Tests.Storage;

/// <summary>What every file drop promises; each implementation runs all of it.</summary>
public abstract class FileDropContract
{
    protected abstract Task<IFileDrop> OpenAsync();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected static DropContainer NewContainer() => new($"c-{Guid.NewGuid():N}");

    [Theory]
    [InlineData("extract.csv")]
    [InlineData("2026-04-01/人事異動 (内示).csv")]
    [InlineData("a/b/c/𠮷野家.tsv")]
    [InlineData("100% + &=~!.csv")]
    public async Task A_file_comes_back_byte_for_byte(string path)
    {
        var (drop, at) = (await OpenAsync(), NewContainer());
        Assert.True(await drop.PutAsync(at, DropPath.Parse(path), Content("職員番号"), Cancel));
        Assert.Equal("職員番号", await ReadAsync(drop, at, DropPath.Parse(path)));
        var found = Assert.IsType<DropEntry.Ready>(Assert.Single(await drop.ListAsync(at, "", Cancel).ToListAsync(Cancel)));
        Assert.Equal((path, 12), (found.Path.Value, found.Length));
        Assert.True(await drop.DeleteAsync(at, found.Path, Cancel));
        Assert.False(await drop.DeleteAsync(at, found.Path, Cancel));
        Assert.Null(await drop.OpenAsync(at, found.Path, Cancel));
        Assert.Empty(await drop.ListAsync(at, "", Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task What_somebody_wrote_since_is_not_removed_as_old()
    {
        var (drop, at) = (await OpenAsync(), NewContainer());
        var path = DropPath.OfHash(await drop.PutByHashAsync(at, Content("kept"), Cancel));
        var written = Assert.IsType<DropEntry.Ready>(Assert.Single(await drop.ListAsync(at, "", Cancel).ToListAsync(Cancel))).ChangedAt;
        Assert.False(await drop.DeleteOlderAsync(at, path, written.AddDays(-1), Cancel));
        Assert.Equal("kept", await ReadAsync(drop, at, path));
        Assert.True(await drop.DeleteOlderAsync(at, path, written.AddDays(1), Cancel));
        Assert.False(await drop.DeleteOlderAsync(at, path, written.AddDays(1), Cancel));
        Assert.False(await drop.DeleteOlderAsync(NewContainer(), path, written.AddDays(1), Cancel));
    }

    [Fact]
    public async Task A_file_is_never_overwritten()
    {
        var (drop, at, path) = (await OpenAsync(), NewContainer(), DropPath.Parse("a.csv"));
        Assert.True(await drop.PutAsync(at, path, Content("first"), Cancel));
        Assert.False(await drop.PutAsync(at, path, Content("second"), Cancel));
        Assert.Equal("first", await ReadAsync(drop, at, path));
        Assert.Single(await drop.ListAsync(at, "", Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Of_several_who_put_one_path_at_once_exactly_one_wins()
    {
        var (drop, at, path) = (await OpenAsync(), NewContainer(), DropPath.Parse("in/a.csv"));
        var wins = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => drop.PutAsync(at, path, Content($"{i}"), Cancel))));
        Assert.Equal($"{Array.IndexOf(wins, true)}", await ReadAsync(drop, at, path));
        Assert.Single(wins, true);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9_000_000)]
    public async Task Content_is_kept_under_its_own_hash_and_once(int size)
    {
        var (drop, at) = (await OpenAsync(), NewContainer());
        var bytes = new byte[size];
        new Random(1).NextBytes(bytes);
        var expected = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Assert.Equal(expected, await drop.PutByHashAsync(at, new MemoryStream(bytes), Cancel));
        Assert.Equal(expected, await drop.PutByHashAsync(at, new OneWay(bytes), Cancel));
        var kept = Assert.IsType<DropEntry.Ready>(Assert.Single(await drop.ListAsync(at, "", Cancel).ToListAsync(Cancel)));
        Assert.Equal((DropPath.OfHash(expected), size), (kept.Path, kept.Length));
        await using var back = (await drop.OpenAsync(at, kept.Path, Cancel))!;
        Assert.Equal(expected, Convert.ToHexStringLower(await SHA256.HashDataAsync(back, Cancel)));
    }

    [Fact]
    public async Task A_sender_that_breaks_off_leaves_nothing()
    {
        var (drop, at, path) = (await OpenAsync(), NewContainer(), DropPath.Parse("half.csv"));
        await Assert.ThrowsAsync<EndOfStreamException>(() => drop.PutAsync(at, path, new OneWay(new byte[200_000], breaks: true), Cancel));
        await Assert.ThrowsAsync<EndOfStreamException>(() => drop.PutByHashAsync(at, new OneWay(new byte[200_000], breaks: true), Cancel));
        Assert.Null(await drop.OpenAsync(at, path, Cancel));
        Assert.Empty(await drop.ListAsync(at, "", Cancel).ToListAsync(Cancel));
        Assert.True(await drop.PutAsync(at, path, Content("whole"), Cancel));
    }

    [Fact]
    public async Task A_listing_is_in_ordinal_order_and_only_of_its_prefix()
    {
        var (drop, at) = (await OpenAsync(), NewContainer());
        string[] paths = ["b.csv", "B.csv", "a/1", "a/10", "a/2", "a-1", "あ", "𠮷", "\uff21", "a1"];
        foreach (var path in paths)
            Assert.True(await drop.PutAsync(at, DropPath.Parse(path), Content(path), Cancel));
        async Task<string[]> Names(string prefix) =>
            [.. await drop.ListAsync(at, prefix, Cancel).Select(e => ((DropEntry.Ready)e).Path.Value).ToListAsync(Cancel)];
        Assert.Equal(paths.Order(StringComparer.Ordinal), await Names(""));
        Assert.Equal(["a/1", "a/10", "a/2"], await Names("a/"));
        Assert.Equal(["a/1", "a/10"], await Names("a/1"));
        Assert.Empty(await Names("c"));
        Assert.Empty(await drop.ListAsync(NewContainer(), "", Cancel).ToListAsync(Cancel));
    }

    protected static Stream Content(string text) => new MemoryStream(Encoding.UTF8.GetBytes(text));

    protected static async Task<string> ReadAsync(IFileDrop drop, DropContainer at, DropPath path)
    {
        using var reader = new StreamReader((await drop.OpenAsync(at, path, Cancel))!, Encoding.UTF8);
        return await reader.ReadToEndAsync(Cancel);
    }
}
