using System.Net;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Tests;

namespace AccessGov.Web.Tests.Api;

/// <summary>From a personnel system's event to a verified change, through the executable.</summary>
public sealed class HrEventTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_leaver_a_joiner_and_a_mover_are_told_and_their_accounts_follow()
    {
        await using var door = await HrDoor.SetAsync();
        await door.ServeAsync(Ct);
        await door.SettleAsync(6, Ct);
        using var sender = door.Sender();
        var leaver = Sender.Event(door.Tenant, "leave-1", Sender.Person("300001", leaves: true));
        Assert.Equal((HttpStatusCode.Accepted, "taken"), await sender.TellAsync(leaver, Ct));
        await Stage.UntilAsync(() => Task.FromResult(door.Account("300001") is { AccountEnabled: false, SessionsRevokedAt: not null }), Ct);
        Assert.Equal((HttpStatusCode.Accepted, "repeated"), await sender.TellAsync(leaver, Ct));

        // A token of the former form names its application 'appid'.
        var claims = door.Stage.Tenant.Apps.Claims(door.Stage.Tenant.AuthorityUri, HrDoor.EntraTenant, HrDoor.Audience, HrDoor.App);
        claims.Remove("azp");
        (claims["appid"], claims["idtyp"]) = (HrDoor.App, "app");
        Assert.Equal(
            (HttpStatusCode.Accepted, "taken"),
            await sender.TellAsync(Sender.Event(door.Tenant, "join-1", Sender.Person("300099")), door.Stage.Tenant.Apps.Sign(claims), Ct)
        );
        await Stage.UntilAsync(() => Task.FromResult(door.Account("300099") is { AccountEnabled: true }), Ct);

        Assert.Equal(
            (HttpStatusCode.Accepted, "taken"),
            await sender.TellAsync(Sender.Event(door.Tenant, "move-1", Sender.Person("300002", org: "610200")), Ct)
        );
        await Stage.UntilAsync(async () => await QuietAsync(door.Workspace), Ct);

        // Each proved by reading again; the repetition made no second plan with anything in it.
        Assert.Empty(await Stage.RemainingAsync(door.Workspace, Ct));
        var plans = (await PlanList.NewestAsync(door.Workspace, 50, Ct)).Where(p => p is { Only: not null, Actions: > 0 }).ToArray();
        Assert.Equal(["300001", "300002", "300099"], plans.Select(p => p.Only!.Value.Value).Order());
        foreach (var plan in plans)
        {
            await Stage.AssertPairedAsync(door.Workspace, plan, Ct);
            Assert.Contains(await FactsAsync(door.Workspace), f => f.Kind == FactKind.PlanVerified && f.Subject == plan.Only!.Value.Value);
        }
        Assert.Contains(
            await FactsAsync(door.Workspace),
            f => f is { Kind.Value: "hr-stated", Subject: "300001" } && f.Actor == new Actor.Application("jinji")
        );
    }

    private static async Task<bool> QuietAsync(Workspace workspace)
    {
        foreach (
            var queue in (App.Storage.QueueName[])
                [WorkQueues.HrChanged, WorkQueues.PlanMade, WorkQueues.ApplyUrgent, WorkQueues.ApplyChunk, WorkQueues.VerifyPlan]
        )
            if (await workspace.Queue.PeekCountAsync(queue, Ct) > 0)
                return false;
        return (await PlanList.NewestAsync(workspace, 50, Ct)).All(p => p.Actions == 0 || p.Status == PlanStatus.Applied);
    }

    private static async Task<List<Fact>> FactsAsync(Workspace workspace)
    {
        var facts = new List<Fact>();
        foreach (var scope in await workspace.Records.PartitionsAsync(workspace.Tenant, "", Ct).ToListAsync(Ct))
            facts.AddRange(
                await PartitionCommit.FactsAsync(workspace, scope, "", Ct).Select(r => FactText.Read(r.Json.Span)).ToListAsync(Ct)
            );
        return facts;
    }
}
