using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.Web.Tests.Scim;

/// <summary>A personnel system speaks SCIM to <c>accessgov serve</c>; nobody does anything by hand.</summary>
public sealed class ScimStory
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_joins_moves_and_must_leave_at_once()
    {
        await using var stage = await Stage.SetAsync();
        using var keys = new TestFolder();
        keys.Keep("token", System.Text.Encoding.ASCII.GetBytes(ScimStage.Token("fire")));
        using var installation = stage.Open();
        var workspace = installation.Workspace;
        using var server = RunningProgram.Start(
            Stage.Executable,
            ["serve", "--port", "0"],
            new Dictionary<string, string>(stage.Environment)
            {
                ["ACCESSGOV__callers__fire-hr__source"] = "fire",
                ["ACCESSGOV__callers__fire-hr__tokenFile"] = keys.File("token"),
            }
        );
        await Stage.UntilAsync(
            () =>
                Task.FromResult(
                    server.Lines.Any(l => l.StartsWith("待ち受けています: ", StringComparison.Ordinal))
                        || (server.HasExited ? throw new InvalidOperationException(server.Text) : false)
                ),
            Ct
        );
        using var http = new HttpClient
        {
            BaseAddress = new Uri(server.Lines.First(l => l.StartsWith("待ち受けています: ", StringComparison.Ordinal))["待ち受けています: ".Length..]),
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ScimStage.Token("fire"));
        // What one person brings by hand would wait for another.
        Actor program = new Actor.Trigger("test");
        var (keyList, trainings) = (installation.Profiles.Keys!, installation.Profiles.Training!);
        await ImportList.KeysAsync(workspace, program, keyList, Lines("職員番号,登録日,失効日", "300901,2025-04-01,"), Ct);
        var trained = Lines("職員番号,受講日", $"300901,{workspace.Today.AddDays(-30):yyyy-MM-dd}");
        await ImportList.TrainingsAsync(workspace, program, trainings, trained, Ct);
        await Stage.DropAsync(workspace, Stage.Extract(12));
        await Stage.UntilAsync(
            async () =>
                stage.Tenant.Directory.UserCount == 12
                && (await PlanList.NewestAsync(workspace, 1, Ct)) is [{ Status: PlanStatus.Applied }]
                && await workspace.Queue.PeekCountAsync(WorkQueues.VerifyPlan, Ct) == 0,
            Ct
        );

        static byte[] Lines(string header, string row) => Encoding.UTF8.GetBytes($"{header}\r\n{row}\r\n");
        string DaysAgo(int days) => $"{workspace.Today.AddDays(-days):yyyy-MM-dd}";
        var joiner = ScimStage.User("300901", from: DaysAgo(25)).ToJsonString();
        var id = (string)(await SendAsync(http, HttpMethod.Post, "/Users", joiner))["id"]!;
        await Stage.UntilAsync(() => Task.FromResult(Account(stage) is { AccountEnabled: true, MemberOf.Count: > 0 }), Ct);
        var maps = installation.Workspace.Policy.Entitlements.Single(e => e.Id.Value == "maps").GroupId.ToString();
        Assert.DoesNotContain(maps, Account(stage)!.MemberOf);

        await PatchAsync(
            http,
            id,
            $$"""
            [ {"op":"replace","path":"{{ScimStage.Personnel}}:postings[org eq \"610100\"].until","value":"{{DaysAgo(16)}}"},
              {"op":"add","path":"{{ScimStage.Personnel}}:postings",
               "value":[{"kind":"primary","org":"600200","post":"主査","from":"{{DaysAgo(15)}}"}]} ]
            """
        );
        await Stage.UntilAsync(() => Task.FromResult(Account(stage)!.MemberOf.Contains(maps)), Ct);

        await PatchAsync(http, id, """[{"op":"Replace","path":"active","value":"False"}]""");
        await Stage.UntilAsync(() => Task.FromResult(Account(stage) is { AccountEnabled: false }), Ct);
        await Stage.UntilAsync(
            async () =>
                (await PlanList.NewestAsync(workspace, 9, Ct)).All(p => p.Status == PlanStatus.Applied)
                && await workspace.Queue.PeekCountAsync(WorkQueues.VerifyPlan, Ct) == 0,
            Ct
        );
        Assert.Empty(await Stage.RemainingAsync(workspace, Ct));
        Assert.Empty(await IncidentLog.ListAsync(workspace, Ct));
        Assert.DoesNotContain("300901", server.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(id, server.Text, StringComparison.Ordinal);
    }

    private static TenantUser? Account(Stage stage) => stage.Tenant.Directory.Users.SingleOrDefault(u => u.EmployeeId == "300901");

    private static Task<JsonNode> PatchAsync(HttpClient http, string id, string operations) =>
        SendAsync(
            http,
            HttpMethod.Patch,
            "/Users/" + id,
            $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":{{operations}}}"""
        );

    private static async Task<JsonNode> SendAsync(HttpClient http, HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, ScimStage.Root + path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/scim+json"),
        };
        using var response = await http.SendAsync(request, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }
}
