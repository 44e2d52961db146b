using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Storage;
using AccessGov.App.Tests.Personnel;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Personnel.Deciding;
using AccessGov.Sandbox;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Work;

/// <summary>A commit that meets somebody else's is decided again; nothing outside its partition shows that.</summary>
public sealed class RepeatedCommitTests
{
    private static readonly Actor Actor = new Actor.Trigger("test");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_whose_commit_is_repeated_stands_in_the_list_once()
    {
        await using var stage = await Stage.SetAsync();
        var clock = new JumpingClock();
        using var installation = stage.Open(clock: clock);
        await UrgentImportTests.ImportAsync(installation.Workspace, Stage.Extract(5));
        var store = new ContendedStore(installation.Workspace.Records, "plan:", 3, () => clock.Advance(TimeSpan.FromSeconds(1)));
        var workspace = installation.Workspace with { Records = store };
        var question = new MakePlan.Question(workspace.Today, null, new HashSet<SourceId>());
        Assert.IsType<MakePlanResult.Made>(await MakePlan.RunAsync(workspace, Actor, question, null, Ct));
        var listed = workspace.Records.RangeAsync(new PartitionKey(workspace.Tenant, Scopes.Plans), "made|", "made~", Ct);
        Assert.Single(await listed.ToListAsync(Ct));
        Assert.Single(await PlanList.NewestAsync(workspace, 10, Ct));
    }

    [Fact]
    public async Task An_import_whose_commit_is_repeated_is_recorded_once()
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var workspace = installation.Workspace with { Records = new ContendedStore(installation.Workspace.Records, "hr", 3) };
        Assert.IsType<ImportResult.Accepted>(await UrgentImportTests.ImportAsync(workspace, Stage.Extract(5)));
        var facts = await PartitionCommit.FactsAsync(workspace, Scopes.Personnel, "", Ct).ToListAsync(Ct);
        Assert.Equal(FactKind.HrAccepted, FactText.Read(Assert.Single(facts).Json.Span).Kind);
    }

    [Fact]
    public async Task Many_who_tell_at_once_do_not_make_each_other_decide_again()
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var store = new ContendedStore(installation.Workspace.Records, "none", 0);
        var workspace = installation.Workspace with { Records = store };
        var results = await Task.WhenAll(
            Enumerable.Range(1, 60).Select(i => Task.Run(() => TakeStatements.RunAsync(workspace, Actor, [Joins(workspace, i)], Ct), Ct))
        );
        Assert.All(results, r => Assert.IsType<StatementResult.Taken>(Assert.Single(r)));
        Assert.Equal(0, store.Conflicts);
    }

    private static TakeStatements.Told Joins(Workspace workspace, int n)
    {
        var source = new SourceId("fire");
        var days = new DateSpan(new DateOnly(2020, 4, 1), null);
        var worker = new Worker(
            new EmployeeId($"3{n:D5}"),
            source,
            $"消防 {n}郎",
            [new Employment(EmploymentKind.Regular, days)],
            [new Posting(source, PostingKind.Primary, new OrgCode("610100"), "署員", days)],
            []
        );
        return new($"e-{n}", workspace.Now, new PersonStatement.Employed(source, workspace.Today, worker));
    }
}
