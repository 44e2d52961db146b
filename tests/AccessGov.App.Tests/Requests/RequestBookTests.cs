using System.Text;
using AccessGov.App.Audit;
using AccessGov.App.Audit.Comparing;
using AccessGov.App.Composition;
using AccessGov.App.Events;
using AccessGov.App.Failures;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Requests;
using AccessGov.App.Requests.Ledger;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Requests;
using AccessGov.Sandbox;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Requests;

/// <summary>Requests on a real store: killed in the middle, forged, and read no more often than needed.</summary>
public sealed class RequestBookTests : IAsyncLifetime
{
    private static readonly EmployeeId Ann = new("300001"),
        Officer = new("300003"),
        Second = new("300004");
    private static readonly Actor Timer = new Actor.Trigger("TurnOfDay");
    private readonly JumpingClock clock = new(new DateTimeOffset(2026, 4, 1, 9, 0, 0, TimeSpan.FromHours(9)));
    private Stage stage = null!;
    private Installation installation = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Workspace Workspace => installation.Workspace;

    public async ValueTask InitializeAsync()
    {
        stage = await Stage.SetAsync(options: new Sandbox.Tenant.TenantOptions { Clock = clock });
        installation = stage.Open(clock: clock);
        await installation.GoLiveAsync([
            new OperatorEntry("officer", Officer, [OperatorRole.Officer]),
            new OperatorEntry("second", Second, [OperatorRole.Officer]),
        ]);
        await Personnel.UrgentImportTests.ImportAsync(Workspace, Stage.Extract(60, today: Workspace.Today));
    }

    public async ValueTask DisposeAsync()
    {
        installation.Dispose();
        await stage.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_the_last_agreement_the_plan_is_asked_for_all_the_same(bool afterwards)
    {
        var id = await AskAsync(Ann);
        Assert.Null(await DoAsync(Officer, new RequestCommand.Agree(id)));
        var dying = Workspace with { Records = new FaultyStore(Workspace.Records, 1, afterwards, Scopes.Requests) };
        await Assert.ThrowsAsync<FaultyStore.ProcessDied>(() => DoAsync(Second, new RequestCommand.Agree(id), dying));
        Assert.Equal(afterwards ? 1 : 0, (await LedgerAsync()).Grants.Count);
        Assert.Empty(await AskedAsync());
        await AskKeyPlans.RunAsync(Workspace, Ct);
        Assert.Equal(afterwards ? [Ann.Value] : [], await AskedAsync());
        await AskKeyPlans.RunAsync(Workspace, Ct);
        Assert.Empty(await AskedAsync());
        await AssertToldAsync();
    }

    /// <summary>Who asks makes nobody read people again; what was given makes them judged again.</summary>
    [Fact]
    public async Task A_request_reads_nobody_anew()
    {
        var before = await Workspace.Present.OfAsync(Workspace, Ct);
        var id = await AskAsync(Ann);
        Assert.Null(await DoAsync(Officer, new RequestCommand.Agree(id)));
        Assert.Same(before, await Workspace.Present.OfAsync(Workspace, Ct));
        Assert.Null(await DoAsync(Second, new RequestCommand.Agree(id)));
        var after = await Workspace.Present.OfAsync(Workspace, Ct);
        Assert.NotSame(before.Facts, after.Facts);
        Assert.Same(before.Facts.Roster, after.Facts.Roster);
        Assert.Equal(id, Assert.Single(after.Facts.Grants).Reference);
        Assert.Equal([Ann, Officer, Second], await SuppliedByHand.AuthorsAsync(Workspace, new HashSet<EmployeeId> { Ann }, Ct));
        Assert.Equal([Ann.Value], await AskedAsync());
    }

    [Theory]
    [InlineData("the asker agrees")]
    [InlineData("one agrees twice")]
    [InlineData("stages out of order")]
    [InlineData("after its end")]
    [InlineData("nobody asked")]
    [InlineData("given as asked")]
    public async Task Facts_of_what_no_two_people_agreed_to_give_nothing_and_are_found(string how)
    {
        var id = how == "nobody asked" ? "20260401-00000000" : await AskAsync(Ann);
        var stages = new (EmployeeId By, string Stage, string On)[]
        {
            (how == "the asker agrees" ? Ann : Officer, how == "stages out of order" ? "owner" : "head", "2026-04-01"),
            (how == "one agrees twice" ? Officer : Second, "owner", how == "after its end" ? "2027-04-01" : "2026-04-01"),
        };
        var commit = await PartitionCommit.OpenAsync(Workspace, Scopes.Requests, Ct);
        foreach (var (by, stage, on) in how == "given as asked" ? [] : stages)
            commit.Tell(FactKind.RequestAgreed, new Actor.Employee(by), Ann.Value, Body(id).Add("stage", stage).Add("on", on));
        if (how == "given as asked")
            // Nothing of this can be read as what happened.
            commit.Tell(FactKind.RequestAsked, Timer, Ann.Value, Body("20260401-11111111").Add("from", "2026-04-01"));
        Assert.True(await commit.CommitAsync(Ct));
        Assert.Empty((await LedgerAsync()).Grants);
        Assert.Contains(await CompareStore.RunAsync(Workspace, Ct), d => d.Code == StoreDifference.RequestDiffers);
    }

    [Theory]
    [InlineData("altered")]
    [InlineData("gone")]
    [InlineData("no JSON")]
    [InlineData("slipped in")]
    public async Task Rows_decide_nothing_and_are_held_against_the_facts(string how)
    {
        var id = await AskAsync(Ann);
        await AssertToldAsync();
        var partition = new PartitionKey(Workspace.Tenant, Scopes.Requests);
        var row = (await Workspace.Records.FindAsync(partition, $"request:{id}", Ct))!;
        var text = Encoding
            .UTF8.GetString(row.Json.Span)
            .Replace("\"until\"", "\"from\":\"2026-04-01\",\"until\"", StringComparison.Ordinal);
        RecordWrite write = how switch
        {
            "altered" => new RecordWrite.Upsert(row.Row, Encoding.UTF8.GetBytes(text)),
            "gone" => new RecordWrite.Delete(row.Row, row.ETag),
            "no JSON" => new RecordWrite.Upsert(row.Row, "[]"u8.ToArray()),
            _ => new RecordWrite.Upsert("request:20260401-00000000", Encoding.UTF8.GetBytes(text)),
        };
        await Workspace.Records.CommitAsync(partition, [write], Ct);
        var found = Assert.Single(await CompareStore.RunAsync(Workspace, Ct));
        Assert.Equal((StoreDifference.RequestDiffers, "requests"), (found.Code, found.Partition));
        using var again = stage.Open(clock: clock);
        Assert.Empty((await RequestBook.ReadAsync(again.Workspace, Ct)).Ledger.Grants);
        Assert.Null(await DoAsync(Officer, new RequestCommand.Agree(id)));
    }

    [Fact]
    public async Task Whoever_deletes_a_fact_gets_no_right_back_that_it_ended()
    {
        await AskAsync(Ann);
        var partition = new PartitionKey(Workspace.Tenant, Scopes.Requests);
        var last = (await Workspace.Records.RangeAsync(partition, "fact|", "fact~", Ct).ToListAsync(Ct))[^1];
        await Workspace.Records.CommitAsync(partition, [new RecordWrite.Delete(last.Row, last.ETag)], Ct);
        using var again = stage.Open(clock: clock);
        var refused = await Assert.ThrowsAsync<DamagedException>(() => RequestBook.ReadAsync(again.Workspace, Ct));
        Assert.Contains("事実がありません", refused.What.InJapanese(), StringComparison.Ordinal);
        Assert.NotNull(await RequestBook.ReadAnewAsync(again.Workspace, Ct));
    }

    /// <summary>More than one commit holds.</summary>
    [Fact]
    public async Task What_nobody_decided_ends_whoever_asked()
    {
        EmployeeId[] people = [.. Enumerable.Range(5, 40).Select(n => new EmployeeId($"3000{n:D2}"))];
        foreach (var person in people)
            await AskAsync(person);
        clock.Advance(TimeSpan.FromDays(RequestDecider.DecidedWithinDays + 1));
        await Personnel.UrgentImportTests.ImportAsync(Workspace, Stage.Extract(60, today: Workspace.Today));
        var ended = await RecheckRequests.RunAsync(Workspace, Timer, Ct);
        Assert.Equal(people.Length, ended.Count);
        Assert.All(ended, e => Assert.Equal(RequestEndKind.NotDecided, e.Request.End!.How));
        Assert.Empty(await RecheckRequests.RunAsync(Workspace, Timer, Ct));
        Assert.Empty(await AskedAsync());
        var told = await RequestNotices.OfAsync(Workspace, people[0], Ct);
        Assert.Equal((0, 0, 1), (told.ToDecide, told.Ending.Count, told.Lapsed.Count));
        await AssertToldAsync();
    }

    private static FactBody Body(string id) =>
        new FactBody().Add("request", id).Add("right", "farmland").Add("at", new DateTimeOffset(2026, 4, 1, 3, 0, 0, TimeSpan.Zero));

    private async Task<string> AskAsync(EmployeeId person)
    {
        var ask = new RequestCommand.Ask(
            "",
            person,
            new EntitlementId("farmland"),
            GrantKind.Request,
            "相続の届出の照会",
            new DateOnly(2027, 3, 31)
        );
        var (request, why) = await RequestDesk.AskAsync(Workspace, person, ask, Ct);
        Assert.Null(why);
        return request!.Id;
    }

    private async Task<string?> DoAsync(EmployeeId by, RequestCommand command, Workspace? workspace = null) =>
        (await RequestDesk.RunAsync(workspace ?? Workspace, by, command, Ct)).Why?.Code;

    private async Task<RequestLedger> LedgerAsync() => (await RequestBook.ReadAsync(Workspace, Ct)).Ledger;

    private async Task AssertToldAsync() => Assert.Empty(await CompareStore.RunAsync(Workspace, Ct));

    private async Task<string[]> AskedAsync()
    {
        var messages = await Workspace.Queue.ReceiveAsync(WorkQueues.HrChanged, 32, TimeSpan.FromMinutes(10), Ct);
        foreach (var message in messages)
            await Workspace.Queue.DeleteAsync(WorkQueues.HrChanged, message, Ct);
        return [.. messages.Select(m => WorkMessage.Read(Workspace, m.Body).NeededWorker.Value)];
    }
}
