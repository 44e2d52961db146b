using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Sqlite;
using AccessGov.Tests;
using Microsoft.Extensions.Time.Testing;

namespace AccessGov.App.Tests.Storage;

public sealed class FolderFileDropTests : FileDropContract, IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    protected override Task<IFileDrop> OpenAsync() => Task.FromResult<IFileDrop>(new FolderFileDrop(_folder.File("drop"), _clock));

    [Fact]
    public async Task A_link_that_somebody_left_in_the_inbox_is_reported_and_not_followed()
    {
        var (drop, at) = (await OpenAsync(), NewContainer());
        await drop.PutAsync(at, DropPath.Parse("real.csv"), Content("x"), Cancel);
        var inbox = Path.Combine(_folder.Path, "drop", at.Name);
        await File.WriteAllTextAsync(_folder.File("secret"), "secret", Cancel);
        File.CreateSymbolicLink(Path.Combine(inbox, "link.csv"), _folder.File("secret"));
        System.IO.Directory.CreateSymbolicLink(Path.Combine(inbox, "dir"), _folder.Path);
        var listed = await drop.ListAsync(at, "", Cancel).ToListAsync(Cancel);
        Assert.Equal(["dir", "link.csv"], listed.OfType<DropEntry.Refused>().Select(r => r.Name));
        Assert.Single(listed.OfType<DropEntry.Ready>());
        foreach (var path in new[] { "link.csv", "dir/secret" })
        {
            var refused = await Assert.ThrowsAsync<OutsideFailureException>(() => drop.OpenAsync(at, DropPath.Parse(path), Cancel));
            Assert.Equal("file-forbidden", Assert.IsType<OutsideFailure.Permanent>(refused.Kind).Code);
            await Assert.ThrowsAsync<OutsideFailureException>(() => drop.DeleteAsync(at, DropPath.Parse(path), Cancel));
        }
        await Assert.ThrowsAsync<OutsideFailureException>(() => drop.PutAsync(at, DropPath.Parse("dir/new"), Content("x"), Cancel));
        Assert.False(File.Exists(_folder.File("new")));
        Assert.True(File.Exists(_folder.File("secret")));
    }

    [Fact]
    public async Task What_is_kept_again_is_as_young_as_what_is_new()
    {
        var (drop, at) = (await OpenAsync(), NewContainer());
        var path = DropPath.OfHash(await drop.PutByHashAsync(at, Content("kept"), Cancel));
        _clock.Advance(TimeSpan.FromDays(500));
        await drop.PutByHashAsync(at, Content("kept"), Cancel);
        Assert.False(await drop.DeleteOlderAsync(at, path, _clock.GetUtcNow().AddDays(-1), Cancel));
        _clock.Advance(TimeSpan.FromDays(2));
        Assert.True(await drop.DeleteOlderAsync(at, path, _clock.GetUtcNow().AddDays(-1), Cancel));
    }

    [Fact]
    public async Task A_file_name_that_cannot_be_kept_is_listed_as_refused_and_says_why()
    {
        var (drop, at) = (await OpenAsync(), NewContainer());
        var inbox = System.IO.Directory.CreateDirectory(Path.Combine(_folder.Path, "drop", at.Name)).FullName;
        await File.WriteAllTextAsync(Path.Combine(inbox, ".hidden.csv"), "x", Cancel);
        var refused = Assert.IsType<DropEntry.Refused>(Assert.Single(await drop.ListAsync(at, "", Cancel).ToListAsync(Cancel)));
        Assert.Equal(".hidden.csv", refused.Name);
        Assert.Contains("starts with '.'", refused.Why.InEnglish(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_upload_left_is_swept_after_a_day_and_never_listed()
    {
        var (drop, at) = (await OpenAsync(), NewContainer());
        var incoming = System.IO.Directory.CreateDirectory(Path.Combine(_folder.Path, "drop", at.Name, ".incoming")).FullName;
        await File.WriteAllTextAsync(Path.Combine(incoming, "half"), "x", Cancel);
        Assert.True(await drop.PutAsync(at, DropPath.Parse("a"), Content("x"), Cancel));
        Assert.Equal(["half"], System.IO.Directory.GetFiles(incoming).Select(Path.GetFileName));
        Assert.Single(await drop.ListAsync(at, "", Cancel).ToListAsync(Cancel));
        _clock.Advance(TimeSpan.FromDays(1.1));
        Assert.True(await drop.PutAsync(at, DropPath.Parse("b"), Content("x"), Cancel));
        Assert.Empty(System.IO.Directory.GetFiles(incoming));
    }

    [Fact]
    public async Task A_path_below_a_file_is_taken()
    {
        var (drop, at) = (await OpenAsync(), NewContainer());
        Assert.True(await drop.PutAsync(at, DropPath.Parse("a/b"), Content("x"), Cancel));
        Assert.False(await drop.PutAsync(at, DropPath.Parse("a/b/c"), Content("y"), Cancel));
        Assert.False(await drop.PutAsync(at, DropPath.Parse("a"), Content("y"), Cancel));
        Assert.Null(await drop.OpenAsync(at, DropPath.Parse("a"), Cancel));
    }

    public void Dispose() => _folder.Dispose();
}
