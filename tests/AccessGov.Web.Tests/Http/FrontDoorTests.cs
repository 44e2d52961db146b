using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AccessGov.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AccessGov.Web.Tests.Http;

/// <summary>What strangers and broken programs send to any door is a counted refusal, and no reason to write into the log.</summary>
public sealed partial class FrontDoorTests
{
    private const StringComparison Exactly = StringComparison.Ordinal;

    private static readonly byte[] BadUtf8 = [0xFF, 0xC3];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Text_that_is_none_is_refused_in_every_field_of_every_door()
    {
        await using var stage = await ScimStage.OpenAsync();
        foreach (var door in Doors.All(await stage.JoinAsync("300101")))
        {
            var body = Encoding.UTF8.GetBytes(door.Body);
            Assert.Equal(HttpStatusCode.BadRequest, await door.SendAsync(stage.Http, [0xEF, 0xBB, 0xBF, .. body]));
            Assert.Equal(HttpStatusCode.BadRequest, await door.SendAsync(stage.Http, body[..^3]));
            Assert.Equal(HttpStatusCode.BadRequest, await door.SendAsync(stage.Http, []));
            Assert.Equal(HttpStatusCode.BadRequest, await door.SendAsync(stage.Http, Encoding.Unicode.GetBytes(door.Body)));
            var texts = Texts().Matches(door.Body);
            Assert.True(texts.Count >= 5, door.Name);
            foreach (Match text in texts)
            {
                var (before, after) = (door.Body[..(text.Index + 1)], door.Body[(text.Index + text.Length - 1)..]);
                foreach (var half in (string[])[@"\ud800", @"\udc00x", @"a\ud800\ud800"])
                    Assert.True(
                        HttpStatusCode.BadRequest == await door.SendAsync(stage.Http, Encoding.UTF8.GetBytes(before + half + after)),
                        $"{door.Name}: {half} instead of {text}"
                    );
                byte[] broken = [.. Encoding.UTF8.GetBytes(before), .. BadUtf8, .. Encoding.UTF8.GetBytes(after)];
                Assert.True(
                    HttpStatusCode.BadRequest == await door.SendAsync(stage.Http, broken),
                    $"{door.Name}: no UTF-8 instead of {text}"
                );
            }
        }
        Quiet(stage.Log);
    }

    [Fact]
    public async Task A_body_that_is_cut_off_is_refused_at_every_door()
    {
        await using var stage = await ScimStage.OpenAsync();
        foreach (var door in Doors.All(await stage.JoinAsync("300101")))
        {
            Assert.Contains(
                await door.CutOffAsync(stage.Http.BaseAddress!, Doors.Leaving.Ends),
                (string[])["", "HTTP/1.1 400 Bad Request"]
            );
            for (var i = 0; i < 5; i++)
                await door.CutOffAsync(stage.Http.BaseAddress!, Doors.Leaving.Aborts);
        }
        await Stage.UntilAsync(
            () =>
                Task.FromResult(
                    stage.Log.Lines.Count(l => l.Text.Contains("refused 1 requests of callers, the last with 400", Exactly)) == 3
                ),
            Ct
        );
        Quiet(stage.Log);
    }

    [Fact]
    public async Task Nothing_of_a_strangers_body_is_waited_for()
    {
        await using var stage = await ScimStage.OpenAsync();
        foreach (var door in Doors.All("nobody").Where(d => !d.Name.StartsWith("notif", StringComparison.Ordinal) && d.Name != "lifecycle"))
            // Half of the body is all that ever comes.
            Assert.StartsWith(
                "HTTP/1.1 401",
                await door.CutOffAsync(stage.Http.BaseAddress!, Doors.Leaving.Waits, "a-stranger's"),
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task A_fault_of_ours_is_told_once_a_minute_however_often_it_is_provoked()
    {
        using var log = new KeptLog();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        await using var app = builder.Build();
        app.UseRouting();
        app.MapPortal(() => throw new NotSupportedException("a bug"));
        await app.StartAsync(Ct);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        foreach (var door in Doors.All("nobody"))
            for (var i = 0; i < 20; i++)
                Assert.Equal(HttpStatusCode.InternalServerError, await door.SendAsync(http, Encoding.UTF8.GetBytes(door.Body)));
        // Three endpoints: personnel events, notifications, SCIM.
        Assert.Equal(3, log.Lines.Count(l => l.Text.Contains("a bug", StringComparison.Ordinal)));
    }

    /// <summary>No stack, and of the refusals at most one line for each kind of endpoint.</summary>
    private static void Quiet(KeptLog log)
    {
        Assert.DoesNotContain(log.Lines, l => l.Level >= LogLevel.Error);
        var told = log.Lines.Where(l => l.Level == LogLevel.Warning).ToList();
        Assert.InRange(told.Count(l => l.Text.Contains("refused", StringComparison.Ordinal)), 1, 3);
        Assert.DoesNotContain(told, l => l.Text.Contains("消防", StringComparison.Ordinal));
    }

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Texts();
}
