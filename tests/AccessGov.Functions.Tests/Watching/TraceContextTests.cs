using System.Diagnostics;
using System.Text.Json;
using AccessGov.App.Audit;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Events;
using AccessGov.App.Incidents;
using AccessGov.App.Storage;
using AccessGov.App.Telemetry;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Watching;

/// <summary>What messages carry beside their ids, and what becomes of it when it is odd.</summary>
public sealed class TraceContextTests
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_trace_and_an_arrival_are_read_from_our_messages_and_from_events()
    {
        var at = new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            new TraceContext(Trace, at),
            TraceContext.Of($$"""{"tenant":"suzaka","trace":"{{Trace}}","arrivedAt":"2026-04-01T00:00:00+00:00"}""")
        );
        Assert.Equal(
            new TraceContext(Trace, at),
            TraceContext.Of($$"""{"specversion":"1.0","traceparent":"{{Trace}}","time":"2026-04-01T09:00:00+09:00"}""")
        );
        Assert.Equal(
            new TraceContext(null, at),
            TraceContext.Of("""{"eventType":"Microsoft.Storage.BlobCreated","eventTime":"2026-04-01T00:00:00Z"}""")
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[1]")]
    [InlineData("7")]
    [InlineData("""{"trace":7,"arrivedAt":{}}""")]
    [InlineData("""{"trace":"300001","arrivedAt":"yesterday"}""")]
    [InlineData("""{"trace":"00-00000000000000000000000000000000-b7ad6b7169203331-01"}""")]
    [InlineData("""{"trace":"00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01"}""")]
    [InlineData("""{"trace":"00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01"}""")]
    [InlineData("""{"trace":"cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}""")]
    [InlineData("""{"trace":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-secret"}""")]
    public void What_is_no_trace_counts_as_absent(string? item) => Assert.Equal(new TraceContext(null, null), TraceContext.Of(item));

    [Fact]
    public async Task A_bad_trace_costs_no_work_and_an_old_message_is_read()
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var workspace = installation.Workspace;
        Assert.Equal("300001", WorkMessage.Read(workspace, """{"tenant":"suzaka","worker":"300001"}""").NeededWorker.Value);
        var forged = WorkMessage.Read(workspace, """{"tenant":"suzaka","worker":"300001","trace":"00-x'; drop table--"}""");
        Assert.Equal(("300001", null), (forged.NeededWorker.Value, forged.Trace));
        Assert.Equal(Trace, WorkMessage.Read(workspace, $$"""{"tenant":"suzaka","worker":"300001","trace":"{{Trace}}"}""").Trace);
        Assert.Throws<FormatException>(() => WorkMessage.Read(workspace, """{"tenant":"suzaka","worker":"300001","trace":7}"""));
    }

    [Fact]
    public async Task While_nobody_watches_messages_are_as_they_were()
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var workspace = installation.Workspace;
        using (TraceContext.Begin("HrChanged", ActivityKind.Consumer, new TraceContext(Trace, DateTimeOffset.UnixEpoch)))
            await new WorkMessage(workspace.Tenant, Scope: "hr").SendAsync(workspace, WorkQueues.SealAudit, null, Ct);
        Assert.Equal(
            """{"tenant":"suzaka","scope":"hr"}""",
            Assert.Single(await workspace.Queue.ReceiveAsync(WorkQueues.SealAudit, 32, TimeSpan.FromMinutes(1), Ct)).Body
        );
    }

    [Fact]
    public async Task A_message_that_failed_in_two_traces_is_one_finding()
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var workspace = installation.Workspace;
        foreach (var span in (string[])["b7ad6b7169203331", "c7ad6b7169203331"])
            await PoisonArrived.RunAsync(
                workspace,
                new Actor.Trigger("test"),
                new QueueName("hr-changed"),
                JsonSerializer.Serialize(
                    new
                    {
                        tenant = "suzaka",
                        worker = "300001",
                        trace = $"00-0af7651916cd43dd8448eb211c80319c-{span}-01",
                        arrivedAt = DateTimeOffset.UtcNow,
                    }
                ),
                Ct
            );
        var finding = Assert.Single(await IncidentLog.ListAsync(workspace, Ct));
        Assert.Equal((2, """{"tenant":"suzaka","worker":"300001"}"""), (finding.Times, finding.Message));
    }

    [Theory]
    [InlineData("users?$filter=employeeId%20in%20('300001')&$select=id", "/users")]
    [InlineData("users/shobo.ichiro@city.example?$select=id", "/users/{id}")]
    [InlineData("users/6b0e0b1e-4a34-4b7d-9a0f-8f3b8f1f7a11/revokeSignInSessions", "/users/{id}/revokeSignInSessions")]
    [InlineData("groups/6b0e0b1e-4a34-4b7d-9a0f-8f3b8f1f7a11/members/300001/$ref", "/groups/{id}/members/{id}/$ref")]
    [InlineData("users('300001')/delta", "/{id}/delta")]
    [InlineData("$batch", "/$batch")]
    public void A_span_shows_what_kind_of_request_it_was_and_nobody_in_it(string asked, string shown) =>
        Assert.Equal(
            shown,
            GraphSpans.Template(new Uri("https://graph.microsoft.com/v1.0"), new Uri($"https://graph.microsoft.com/v1.0/{asked}"))
        );
}
