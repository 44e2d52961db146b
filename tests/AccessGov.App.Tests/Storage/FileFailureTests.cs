using AccessGov.App.Failures;
using AccessGov.Core.Kernel;
using Microsoft.Extensions.Time.Testing;

namespace AccessGov.App.Tests.Storage;

public sealed class FileFailureTests
{
    /// <summary>Linux's errno values: EACCES, ENOTDIR, EISDIR, EROFS, ENAMETOOLONG, ELOOP.</summary>
    [Theory]
    [InlineData(13)]
    [InlineData(20)]
    [InlineData(21)]
    [InlineData(30)]
    [InlineData(36)]
    [InlineData(40)]
    public void What_time_does_not_change_is_not_tried_again(int errno)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Errors have other numbers there.");
        var failure = FileFailures.Classified(new IOException("Read-only file system.", errno), Wording.Of("Outside.at", "store"));
        Assert.Equal("file-forbidden", Assert.IsType<OutsideFailure.Permanent>(failure.Kind).Code);
    }

    [Fact]
    public void Of_one_kind_one_a_minute_is_told_and_the_rest_counted()
    {
        var clock = new FakeTimeProvider();
        var ration = new Ration(clock);
        Assert.True(ration.MayTell("a", out var count));
        Assert.Equal(1, count);
        for (var i = 0; i < 100; i++)
            Assert.False(ration.MayTell("a", out _));
        Assert.True(ration.MayTell("b", out _));
        clock.Advance(Ration.Every);
        Assert.True(ration.MayTell("a", out count));
        Assert.Equal(101, count);
        Assert.False(ration.MayTell("a", out count));
        Assert.Equal(1, count);
    }
}
