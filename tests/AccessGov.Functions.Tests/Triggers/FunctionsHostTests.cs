using System.Net;
using System.Text;
using System.Text.Json;
using AccessGov.App.Composition;
using AccessGov.App.Events;
using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Functions.Triggers;
using AccessGov.Sandbox.Identity;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Triggers;

/// <summary>Stories through the emulated Functions host, over Azurite. No real host was run.</summary>
[Collection(WorkerWorld.OneAtATime)]
[TakesLong]
public sealed class FunctionsHostTests(Azurite azurite)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_carry_a_file_to_accounts_and_a_kill_in_the_middle_loses_nothing()
    {
        await using var world = await WorkerWorld.StartAsync(azurite, [], Ct);
        var workspace = world.Installation.Workspace;
        var name = await Stage.DropAsync(workspace, Stage.Extract(60));
        await workspace.Queue.SendAsync(WorkQueues.HrFileArrived, Created(name), null, Ct);
        await world.UntilAsync(() => Task.FromResult(world.Stage.Tenant.Directory.UserCount > 20), Ct);
        await world.Host.KillWorkerAsync();
        await world.UntilAsync(async () => (await PlanList.NewestAsync(workspace, 1, Ct)) is [{ Status: PlanStatus.Applied }], Ct);

        Assert.Equal(2, world.Host.Starts);
        Assert.Equal(60, world.Stage.Tenant.Directory.UserCount);
        Assert.Empty(await Stage.RemainingAsync(workspace, Ct));
        await Stage.AssertPairedAsync(workspace, Assert.Single(await PlanList.NewestAsync(workspace, 9, Ct)), Ct);
    }

    [Fact]
    public async Task A_message_that_fails_five_times_becomes_a_finding_that_can_be_retried()
    {
        await using var world = await WorkerWorld.StartAsync(azurite, [], Ct);
        var workspace = world.Installation.Workspace;
        await workspace.Queue.SendAsync(WorkQueues.PlanMade, """{"tenant":"another"}""", null, Ct);
        await world.UntilAsync(async () => (await IncidentLog.ListAsync(workspace, Ct)).Count > 0, Ct);
        var incident = Assert.Single(await IncidentLog.ListAsync(workspace, Ct));
        Assert.Equal(("message-failed", "plan-made", """{"tenant":"another"}"""), (incident.Code, incident.Queue, incident.Message));

        using (var list = world.Stage.Start("incidents", "--json"))
        {
            Assert.Equal(6, await list.EndAsync(Ct));
            Assert.Contains(incident.Id, list.Text, StringComparison.Ordinal);
        }
        // The command's former name, and the beginning of a number.
        using (var retry = world.Stage.Start("findings", "retry", incident.Id[..6]))
            Assert.Equal(0, await retry.EndAsync(Ct));
        await world.UntilAsync(async () => (await IncidentLog.ListAsync(workspace, Ct)) is [{ Times: 2, IsRetried: false }], Ct);
    }

    [Fact]
    public async Task Timers_answer_and_the_portal_is_open()
    {
        await using var world = await WorkerWorld.StartAsync(azurite, [], Ct);
        Assert.Null(await world.Host.RunTimerAsync("TurnOfDay", Ct));
        Assert.Null(await world.Host.RunTimerAsync("ReconcileNightly", Ct));
        using var http = new HttpClient { BaseAddress = world.Host.Address };
        Assert.Equal("""{"live":true}""", await http.GetStringAsync(new Uri("/portal/api/health/live", UriKind.Relative), Ct));
        Assert.Equal("""{"ready":true}""", await http.GetStringAsync(new Uri("/portal/api/health/ready", UriKind.Relative), Ct));
        Assert.Equal("no-personnel-facts", Assert.Single(await IncidentLog.ListAsync(world.Installation.Workspace, Ct)).Code);
    }

    /// <summary>Triggers have no address of their own: whatever a stranger tries ends in the portal, or at the host.</summary>
    [Fact]
    public async Task A_stranger_cannot_call_a_trigger_through_the_public_door()
    {
        await using var world = await WorkerWorld.StartAsync(azurite, [], Ct);
        foreach (var function in FunctionsMetadata.Read().Where(f => f is not FunctionBinding.Http).Select(f => f.Function))
        {
            string[] paths =
            [
                $"/{function}",
                $"/portal/{function}",
                $"/portal/../{function}",
                $"/portal/%2e%2e/{function}",
                $"//{function}",
                $"/{function}/",
                $"/%2F{function}",
                $"/admin/functions/{function}",
                $"/{function.ToLowerInvariant()}",
            ];
            foreach (var path in paths)
            {
                using var http = new HttpClient();
                var canonical = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
                var address = new Uri(world.Host.Address.OriginalString.TrimEnd('/') + path, canonical);
                using var request = new HttpRequestMessage(HttpMethod.Post, address)
                {
                    Content = new StringContent("""{"Data":{"timer":{}},"Metadata":{}}""", Encoding.UTF8, "application/json"),
                };
                // What a stranger may forge.
                request.Headers.Add("X-Azure-Functions-HostVersion", "4.1037.0.0");
                using var reply = await http.SendAsync(request, Ct);
                Assert.True(
                    reply.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.BadRequest,
                    $"{path}: {reply.StatusCode}"
                );
            }
        }
        Assert.DoesNotContain("done in", world.Host.Log, StringComparison.Ordinal);
        Assert.Empty(await IncidentLog.ListAsync(world.Installation.Workspace, Ct));
    }

    [Fact]
    public async Task An_application_with_a_token_tells_through_the_public_door_of_the_Functions_host()
    {
        var storage = await azurite.ConnectionStringAsync();
        await WorkerWorld.EmptyAsync(storage, Ct);
        await using var door = await HrDoor.SetAsync(storage);
        await using var host = await WorkerWorld.HostAsync(storage, door.Environment, Ct);
        using var sender = new Sender(host.Address, door.Key);
        var apps = door.Stage.Tenant.Apps;
        var token = apps.Sign(apps.Claims(door.Stage.Tenant.AuthorityUri, HrDoor.EntraTenant, HrDoor.Audience, HrDoor.App));
        Assert.Equal(
            (HttpStatusCode.Accepted, "taken"),
            await sender.TellAsync(Sender.Event(door.Tenant, "join-1", Sender.Person("300001")), token, Ct)
        );
        // Signed over the path that the caller knows: the host changes names and adds headers on the way.
        Assert.Equal(
            (HttpStatusCode.Accepted, "taken"),
            await sender.TellAsync(Sender.Event(door.Tenant, "join-2", Sender.Person("300002")), Ct)
        );
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "body-too-large"), await sender.TellAsync(new string(' ', 70_000), Ct));
        await Stage.UntilAsync(
            () => Task.FromResult(door.Account("300001") is { AccountEnabled: true } && door.Account("300002") is { AccountEnabled: true }),
            Ct
        );
        Assert.DoesNotContain(token, host.Log, StringComparison.Ordinal);
        // SCIM has a content type and empty answers of its own; both pass the host.
        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var user = ScimStage.User("300003");
        user[ScimStage.Personnel]!["source"] = "fire";
        using var content = new StringContent(user.ToJsonString(), System.Text.Encoding.UTF8, "application/scim+json");
        using var made = await http.PostAsync(ScimStage.Root + "/Users", content, Ct);
        Assert.Equal((HttpStatusCode.Created, "application/scim+json"), (made.StatusCode, made.Content.Headers.ContentType?.MediaType));
        Assert.StartsWith(host.Address.AbsoluteUri, made.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
        using var deleted = await http.DeleteAsync(made.Headers.Location, Ct);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Fact]
    public async Task A_person_signs_in_through_the_public_door_of_the_Functions_host()
    {
        const string portal = "https://portal.example.jp";
        var storage = await azurite.ConnectionStringAsync();
        await WorkerWorld.EmptyAsync(storage, Ct);
        await using var stage = await Stage.SetAsync(storage);
        using var installation = stage.Open();
        await ImportHr.RunAsync(
            installation.Workspace,
            new Actor.OsUser("test"),
            SampleProfiles.Fire,
            Stage.Extract(20),
            installation.Workspace.Today,
            null,
            checkOnly: false,
            Ct
        );
        var account = stage.Tenant.Directory.Add(new TenantUser("shobo@suzaka.example.jp") { EmployeeId = "300001" });
        await using var identity = await IdentityProvider.StartAsync(
            stage.Tenant.Directory,
            new IdentityOptions { TenantId = HrDoor.EntraTenant, RedirectUris = [new Uri(portal + "/portal/signin-oidc")] }
        );
        var environment = new Dictionary<string, string>(stage.Environment)
        {
            ["ACCESSGOV__directory__tenantId"] = HrDoor.EntraTenant,
            ["ACCESSGOV__portal__address"] = portal,
            ["ACCESSGOV__portal__clientId"] = "accessgov-portal",
            ["ACCESSGOV__portal__authority"] = identity.Authority.AbsoluteUri,
        };
        await using var host = await WorkerWorld.HostAsync(storage, environment, Ct);
        using var visitor = new Visitor(new Uri(portal)) { Instance = host.Address };
        var page = (await visitor.SignInAsync(account, "/portal/me")).Is(HttpStatusCode.OK);
        Assert.Contains("消防 1郎", WebUtility.HtmlDecode(page.Body), StringComparison.Ordinal);
        (await visitor.PostFormAsync(page, "/portal/signout")).Is(HttpStatusCode.Found);
    }

    private static string Created(string name) =>
        JsonSerializer.Serialize(
            new
            {
                id = "1",
                eventType = "Microsoft.Storage.BlobCreated",
                subject = $"/blobServices/default/containers/hr-inbox/blobs/{name}",
            }
        );
}
