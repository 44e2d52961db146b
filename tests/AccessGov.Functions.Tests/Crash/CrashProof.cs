using System.Text;
using AccessGov.App.Audit;
using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Verifying;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Crash;

/// <summary>What must hold whenever the replicas are left alone.</summary>
internal sealed class CrashProof(Stage stage, Workspace workspace, CrashTown town, CrashDomain? domain, CrashCounts counts)
{
    private static readonly Actor Actor = new Actor.Trigger("test");
    private readonly HashSet<string> checkedPlans = [];

    /// <summary>After every round: the directory is what HR says, every plan has ended, every action is paired.</summary>
    public async Task AfterRoundAsync(CancellationToken ct)
    {
        foreach (var finding in await IncidentLog.ListAsync(workspace, ct))
            Assert.True(finding is { Code: "plan-not-achieved" }, $"{finding.Code} {finding.Subject}: {finding.What} {finding.Message}");
        Assert.Empty(await Stage.RemainingAsync(workspace, ct));
        await IsWhatHrSaysAsync(ct);
        foreach (var plan in await PlanList.NewestAsync(workspace, int.MaxValue, ct))
        {
            if (plan.Status != PlanStatus.Applied)
            {
                // Nothing to do, or another plan did it first; begun is finished.
                Assert.True(
                    plan.Status == PlanStatus.Made,
                    $"plan {plan.Id.Brief} stands still as {plan.Status}, {plan.Next} of {plan.Actions}, {plan.Pending.Count} pending"
                );
                Assert.Equal((0, 0), (plan.Next, plan.Pending.Count));
                continue;
            }
            if (!checkedPlans.Add(plan.Id.Value))
                continue;
            await Stage.AssertPairedAsync(workspace, plan, ct);
            counts.Plans++;
            counts.Actions += plan.Actions;
        }
    }

    /// <summary>At last: the chain verifies from the files alone and has every fact of every partition once.</summary>
    public async Task AtLastAsync(CancellationToken ct)
    {
        foreach (var finding in await IncidentLog.ListAsync(workspace, ct))
            counts.Found(finding.Code);
        counts.SealedBySweep = await SealAudit.EverythingAsync(workspace, ct);
        var folder = Path.Combine(stage.Folder, "export");
        using (var export = stage.Start("audit", "export", folder))
            Assert.True(await export.EndAsync(ct) == 0, export.Text);
        counts.Facts = await SealedOnceAsync(workspace, folder, DateTimeOffset.UtcNow, ct);
    }

    /// <summary>The exported chain verifies from the files alone and has every fact of every partition once.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> SealedOnceAsync(Workspace workspace, string folder, DateTimeOffset now, CancellationToken ct)
    {
        var verdict = Assert.IsType<LogVerdict.Consistent>(AuditFiles.VerifyLog(folder, now));
        Assert.True(verdict is { IsSound: true, Gaps: { None: true, Waiting: 0 } }, $"{verdict.Gaps}");

        var inChain = AuditFiles.Facts(folder).Select(f => f.Fact).ToList();
        var inStore = new List<string>();
        await foreach (var scope in workspace.Records.PartitionsAsync(workspace.Tenant, "", ct))
            await foreach (var record in PartitionCommit.FactsAsync(workspace, scope, "", ct))
                inStore.Add(Encoding.UTF8.GetString(record.Json.Span));
        Assert.Equal(inStore.Order(StringComparer.Ordinal), inChain.Select(FactText.Write).Order(StringComparer.Ordinal));
        Assert.Equal(inChain.Count, inChain.DistinctBy(f => f.Id).Count());
        return inChain.Count;
    }

    /// <summary>Where everything stands, for whoever looks into a failure.</summary>
    public async Task<string> StateAsync()
    {
        var ct = CancellationToken.None;
        var text = new StringBuilder($"facts in force: {await ImportHr.StateAsync(workspace, new Core.Kernel.SourceId("fire"), ct)}\n");
        await foreach (var entry in workspace.Files.ListAsync(App.Storage.DropContainer.HrInbox, "", ct))
            text.AppendLine($"{entry}");
        foreach (var plan in await PlanList.NewestAsync(workspace, 20, ct))
            text.AppendLine(
                $"plan {plan.Id.Brief} of {plan.MadeAt:u}, only {plan.Only}: {plan.Status}, {plan.Next}/{plan.Actions}, pending "
                    + $"{plan.Pending.Count}, {string.Join(' ', plan.Outcomes)}, {plan.Verdict.GetType().Name}"
            );
        foreach (var person in town.People)
            text.AppendLine($"{person.Id} {person.Org} {(person.HasLeft ? "has left" : "")}");
        return text.ToString();
    }

    /// <summary>Told from HR's side, without the product's planner: who may sign in, and to what.</summary>
    private async Task IsWhatHrSaysAsync(CancellationToken ct)
    {
        Assert.Empty(stage.Tenant.Directory.DeletedUsers);
        var found = domain is null ? InTenant() : await domain.AccountsAsync(ct);
        var accounts = found.ToLookup(a => a.Number);
        var maps = workspace.Policy.Entitlements.Single(e => e.Id.Value == "maps").GroupId;
        var mail = workspace.Policy.Entitlements.Single(e => e.Id.Value == "mail").GroupId;
        foreach (var person in town.People)
        {
            // Nobody was created twice: a second account would carry the number too, and nothing deletes here.
            var account = Assert.Single(accounts[person.Id]);
            Assert.Equal(
                (person.Id, !person.HasLeft, person.HasBranchRight, !person.HasLeft),
                (person.Id, account.IsOpen, account.Groups.Contains(maps), account.Groups.Contains(mail))
            );
        }
        Assert.Equal(town.People.Count, found.Count);
        counts.Accounts = found.Count;
    }

    private List<CrashDomain.Account> InTenant() =>
        [
            .. stage.Tenant.Directory.Users.Select(u => new CrashDomain.Account(
                u.EmployeeId,
                u.AccountEnabled,
                u.MemberOf.Select(Guid.Parse).ToHashSet()
            )),
        ];
}
