using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AccessGov.App.Directory.Entra.Capture;
using AccessGov.Core.Directory;
using AccessGov.Core.Planning;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Benchmarks.Graph;

/// <summary>
/// What a script does that asks for each person and sends each change by itself. Really run, against a tenant of its own.
/// </summary>
internal static class NaiveScript
{
    public static async Task RunAsync(TenantEmulator tenant, Core.Planning.Plan plan, CancellationToken ct)
    {
        using var http = tenant.CreateClient();
        foreach (var user in tenant.Directory.Users)
        {
            await SendAsync(HttpMethod.Get, $"users/{user.Id}?$select={AccountJson.Select}", null);
            await SendAsync(HttpMethod.Get, $"users/{user.Id}/memberOf?$select=id", null);
        }
        foreach (var action in plan.Actions)
        {
            var user = action.Target.ObjectId;
            await (
                action switch
                {
                    PlannedAction.ChangeAttributes change => SendAsync(HttpMethod.Patch, $"users/{user}", Body(change.ToBe())),
                    PlannedAction.AddMember add => SendAsync(
                        HttpMethod.Post,
                        $"groups/{add.GroupId}/members/$ref",
                        new JsonObject { ["@odata.id"] = $"{tenant.BaseUri}/directoryObjects/{user}" }
                    ),
                    PlannedAction.RemoveMember remove => SendAsync(HttpMethod.Delete, $"groups/{remove.GroupId}/members/{user}/$ref", null),
                    _ => throw new InvalidOperationException($"The script does not know {action.GetType().Name}."),
                }
            );
        }

        async Task SendAsync(HttpMethod method, string path, JsonObject? body)
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            using var reply = await http.SendAsync(request, ct);
            reply.EnsureSuccessStatusCode();
            await reply.Content.ReadAsByteArrayAsync(ct);
        }
    }

    private static JsonObject Body(AccountAttributes a) =>
        new()
        {
            ["department"] = a.Department,
            ["jobTitle"] = a.JobTitle,
            ["employeeType"] = a.EmployeeType,
            ["employeeOrgData"] = new JsonObject { ["division"] = a.Division, ["costCenter"] = a.CostCenter },
        };
}
