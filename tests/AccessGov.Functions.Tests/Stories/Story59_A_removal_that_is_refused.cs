using System.Text.RegularExpressions;
using AccessGov.App.Events;
using AccessGov.App.Incidents;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// What a review took and the directory keeps: people are told once a day, whoever takes it over stays its owner, it is retried, proved,
/// and ends by itself.
/// </summary>
public sealed class Story59_A_removal_that_is_refused
{
    private const string Round = "my-number-20260202",
        Right = "tax-levy";
    private static readonly Actor Night = new Actor.Trigger(nameof(ReconcileNightly));
    private static readonly EmployeeId Chief = new("000103"),
        Clerk = new("000102");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_told_with_its_age_keeps_its_owner_is_retried_and_ends_when_it_is_read_back_as_gone()
    {
        await using var village = await OpenAsync(Sample.Text);
        await RemoveAsync(village, Clerk);
        village.MoveTo("2026-02-05");
        await village.DeliverAsync();
        village.Tenant.Faults.Refuse("DELETE /groups/*", 403, "Authorization_RequestDenied", "Insufficient privileges", int.MaxValue);
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        if ((await village.RunAsync("show last --json"))["verdict"].GetString() == "needs-approval")
            (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync("apply last")).Ended(ExitCodes.NotAsItShouldBe);
        Assert.Contains(Right, village.RightsOf(Clerk));
        // On its day nobody is alarmed.
        await NightAsync(village, "2026-02-05");
        Assert.Empty(await ToldAsync(village));

        await NightAsync(village, "2026-02-06");
        var told = Assert.Single(await ToldAsync(village));
        Assert.Equal((UntakenIncidents.One, $"{Clerk} {Right}", 1), (told.Code, told.Subject, told.Times));
        foreach (
            var word in new[]
            {
                Clerk.Value,
                "税（課税）",
                $"{Chief} が",
                "2026-02-02",
                $"{Round}-0001",
                "1 日",
                "ディレクトリが拒みました",
            }
        )
            Assert.Contains(word, told.What.InJapanese(), StringComparison.Ordinal);
        // Run again the same night, as after a kill: once.
        await NightAsync(village, "2026-02-06");
        Assert.Equal(1, Assert.Single(await ToldAsync(village)).Times);
        (await village.RunAsync("incidents")).Ended(ExitCodes.NotAsItShouldBe).Says("権限が、まだ残っています", "税（課税）");
        using (var installation = village.Open())
            Assert.NotNull(await IncidentLog.TakeAsync(installation.Workspace, VillageStory.Author, told.Id, Ct));
        await NightAsync(village, "2026-02-07");
        var older = Assert.Single(await ToldAsync(village));
        Assert.Equal((told.Id, 2, VillageStory.Author, told.Since), (older.Id, older.Times, older.TakenBy, older.Since));
        Assert.Contains("2 日", older.What.InJapanese(), StringComparison.Ordinal);
        (await village.RunAsync("review list")).Says("未反映 1 件、最長 2 日");

        village.Tenant.Faults.Calm();
        (await village.RunAsync($"incidents retry {told.Id}")).Ended(ExitCodes.Done);
        await PlanForRetriedAsync(village);
        if ((await village.RunAsync("show last --json"))["verdict"].GetString() == "needs-approval")
            (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        Assert.DoesNotContain(Right, village.RightsOf(Clerk));
        // Nobody says that it is gone before everything was read.
        Assert.False(Assert.Single(await ToldAsync(village)).IsSettled);
        await village.RunAgainChangesNothingAsync();
        var ended = Assert.Single(await ToldAsync(village));
        Assert.Equal((true, (EmployeeId?)null), (ended.IsSettled, ended.ClosedBy));
        Assert.Contains("反映・確認済", ended.WhyEnded?.InJapanese(), StringComparison.Ordinal);
        (await village.RunAsync($"review show {Round}")).Says("反映・確認済");
        await NightAsync(village, "2026-02-08");
        Assert.False(Assert.Single(await ToldAsync(village)).IsOpen);
        Assert.Equal(
            "finding-met finding-met finding-taken finding-retried finding-closed".Split(' ').Order(),
            (await village.FactsAsync("findings")).Where(f => f.Subject == told.Id).Select(f => f.Kind.Value).Order()
        );
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task Many_of_a_round_are_one_incident_until_nothing_of_it_is_left()
    {
        // The brake is another story.
        var policy = Regex
            .Replace(Sample.Text, @"\{ count: \d+, share: [\d.]+ \}", "{ count: 100000, share: 1.00 }")
            .Replace("minimum-population: 50", "minimum-population: 100000", StringComparison.Ordinal);
        EmployeeId[] clerks = [.. Enumerable.Range(10, 11).Select(i => new EmployeeId($"0001{i}"))];
        await using var village = await OpenAsync(policy, [.. clerks]);
        await RemoveAsync(village, clerks);
        // Nobody applies anything.
        await NightAsync(village, "2026-02-06");
        await NightAsync(village, "2026-02-06");
        var told = Assert.Single(await ToldAsync(village));
        Assert.Equal((UntakenIncidents.Many, Round, 1), (told.Code, told.Subject, told.Times));
        Assert.Contains($"{clerks.Length} 件", told.What.InJapanese(), StringComparison.Ordinal);
        // All but one are taken.
        village.Tenant.Faults.Refuse("DELETE /groups/*", 403, "Authorization_RequestDenied", "Insufficient privileges");
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        await village.RunAsync("approve last", village.Auditor);
        await village.RunAsync("apply last");
        Assert.Equal(1, clerks.Count(c => village.RightsOf(c).Contains(Right)));
        await NightAsync(village, "2026-02-07");
        // It stays the one that people know until nothing of it is left.
        Assert.Equal((told.Id, 2, true), Of(Assert.Single(await ToldAsync(village))));
        await village.SettleAsync();
        await village.RunAgainChangesNothingAsync();
        Assert.Equal((told.Id, 2, false), Of(Assert.Single(await ToldAsync(village))));

        static (string, int, bool) Of(Incident incident) => (incident.Id, incident.Times, incident.IsOpen);
    }

    private static Task<VillageStory> OpenAsync(string policy, params EmployeeId[] more) =>
        VillageStory.SettledAsync(
            policyText: policy,
            before: v =>
            {
                v.Change(Chief.Value, w => w with { Postings = [w.Postings[0] with { Post = "課長" }] });
                foreach (var id in more)
                    v.Put(VillageStory.Regular(id.Value, "mayor", VillageStory.TaxOffice));
            }
        );

    private static async Task RemoveAsync(VillageStory village, params EmployeeId[] from)
    {
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        foreach (var id in from)
            (await village.RunAsync($"review answer {Round} {id} {Right} remove", Chief)).Ended(ExitCodes.Done);
        (await village.RunAsync($"review submit {Round}", Chief)).Ended(ExitCodes.Done);
    }

    private static async Task NightAsync(VillageStory village, string day)
    {
        if (village.Today != VillageStory.Day(day))
        {
            village.MoveTo(day);
            await village.DeliverAsync();
        }
        using var installation = village.Open();
        await installation.RefreshAsync(Night, Ct);
        await ReconcileNightly.RunAsync(installation.Workspace, Night, installation.Log, Ct);
    }

    private static async Task<IReadOnlyList<Incident>> ToldAsync(VillageStory village)
    {
        using var installation = village.Open();
        var all = await IncidentLog.ListAsync(installation.Workspace, Ct);
        return [.. all.Where(i => i.Code is UntakenIncidents.One or UntakenIncidents.Many)];
    }

    /// <summary>What the queue's function does with the message that was put back.</summary>
    private static async Task PlanForRetriedAsync(VillageStory village)
    {
        using var installation = village.Open();
        await installation.RefreshAsync(Night, Ct);
        var workspace = installation.Workspace;
        var message = Assert.Single(await workspace.Queue.ReceiveAsync(WorkQueues.HrChanged, 32, TimeSpan.FromMinutes(1), Ct));
        var worker = WorkMessage.Read(workspace, message.Body).NeededWorker;
        Assert.Equal(Clerk, worker);
        await HrChanged.RunAsync(workspace, new Actor.Trigger("HrChanged"), worker, Ct);
        await workspace.Queue.DeleteAsync(WorkQueues.HrChanged, message, Ct);
    }
}
