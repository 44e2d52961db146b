using System.Text.Json;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// The union of intents in the record explains every change in the directory: each write that the tenant met is held against what the
/// record says was intended, and what was intended and applied against what the tenant met.
/// </summary>
public sealed class Story33_The_record_explains_the_directory
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_write_that_the_tenant_met_was_intended_before_and_every_applied_intent_was_met()
    {
        var file = Path.GetTempFileName();
        var policy = Sample.Text.Replace("retention-days: 365", "retention-days: 90", StringComparison.Ordinal);
        await using (var village = await VillageStory.SettledAsync(policyText: policy, options: new TenantOptions { RecordFile = file }))
        {
            await LiveAsync(village);
            var (intended, applied) = await ToldAsync(village);
            var met = await MetAsync(file, village);
            Assert.Superset(
                new HashSet<string>(["create", "enable", "disable", "sessions", "attributes", "add", "remove", "delete"]),
                met.Select(m => m.Split(' ')[0]).ToHashSet()
            );
            Assert.Empty(met.Except(intended));
            Assert.Empty(applied.Except(met));
        }
        File.Delete(file);
    }

    /// <summary>Somebody joins, moves, marries, is on leave, leaves and is deleted; somebody adds a right by hand.</summary>
    private static async Task LiveAsync(VillageStory village)
    {
        village.MoveTo("2026-02-03");
        village.Move("000102", VillageStory.Residents, "2026-02-03");
        village.Change("000105", w => w with { DisplayName = "須坂　改姓" });
        village.Put(VillageStory.Regular("000107", "mayor", VillageStory.Crafts, "2026-02-03"));
        village.Tenant.Directory.AddMember(village.GroupOf("juki-inquiry"), village.Account(new EmployeeId("000106")).Id);
        await village.DeliverAsync("mayor");
        await village.SettleAsync();
        village.Leave("000103", "2026-02-03");
        village.MoveTo("2026-02-04");
        await village.DeliverAsync("mayor");
        await village.SettleAsync();
        village.MoveTo("2026-08-20");
        await village.DeliverAsync();
        await village.SettleAsync();
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    /// <summary>What the record intended, and of it what it says was applied.</summary>
    private static async Task<(HashSet<string> Intended, HashSet<string> Applied)> ToldAsync(VillageStory village)
    {
        var facts = await village.FactsAsync("plan:");
        var created = facts
            .Where(f => f.Kind == FactKind.ActionApplied && f.BodyText("what") == "CreateAccount")
            .ToDictionary(f => f.Subject, f => f.BodyText("account")!);
        var done = facts
            .Where(f => f.Kind == FactKind.ActionApplied && f.BodyText("outcome") == "applied")
            .Select(f => (f.Partition, f.BodyText("action")))
            .ToHashSet();
        var (intended, applied) = (new HashSet<string>(), new HashSet<string>());
        foreach (var fact in facts.Where(f => f.Kind == FactKind.ActionIntended))
        {
            var account = fact.BodyText("account") ?? created.GetValueOrDefault(fact.Subject);
            foreach (var write in WritesOf(fact, account))
            {
                intended.Add(write);
                if (done.Contains((fact.Partition, fact.BodyText("action"))))
                    applied.Add(write);
            }
        }
        return (intended, applied);
    }

    private static IEnumerable<string> WritesOf(Fact fact, string? account) =>
        fact.BodyText("what") switch
        {
            "CreateAccount" => [$"create {fact.Subject}"],
            "EnableAccount" => [$"enable {account}"],
            "DisableAccount" => [$"disable {account}"],
            "RevokeSessions" => [$"sessions {account}"],
            "DeleteAccount" => [$"delete {account}"],
            "AddMember" => [$"add {fact.BodyText("group")} {account}"],
            "RemoveMember" => [$"remove {fact.BodyText("group")} {account}"],
            "ChangeAttributes" =>
            [
                $"attributes {account} "
                    + string.Join(
                        ',',
                        JsonDocument
                            .Parse(fact.Body.Text)
                            .RootElement.GetProperty("changes")
                            .EnumerateArray()
                            .Select(c => c.GetProperty("name").GetString()!.Split('.')[0])
                            .Distinct()
                            .Order(StringComparer.Ordinal)
                    ),
            ],
            var other => throw new InvalidOperationException(other),
        };

    /// <summary>Every write that the tenant took, from its own recording; one that this does not know fails.</summary>
    private static async Task<HashSet<string>> MetAsync(string file, VillageStory village)
    {
        var met = new HashSet<string>();
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(Ct) is { } line)
        {
            var exchange = JsonDocument.Parse(line).RootElement;
            var (method, status) = (exchange.GetProperty("method").GetString()!, exchange.GetProperty("status").GetInt32());
            string[] path =
            [
                .. new Uri(exchange.GetProperty("url").GetString()!).AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries)[1..],
            ];
            if (method == "GET" || path is ["$batch"] || path is [.., "getByIds"] || status >= 300)
                continue;
            met.UnionWith(Written(method, path, exchange.GetProperty("requestBody"), village));
        }
        return met;
    }

    private static IEnumerable<string> Written(string method, string[] path, JsonElement body, VillageStory village) =>
        (method, path) switch
        {
            ("POST", ["users"]) => [$"create {body.GetProperty("employeeId").GetString()}"],
            ("POST", ["users", var id, "revokeSignInSessions"]) => [$"sessions {id}"],
            ("DELETE", ["users", var id]) => [$"delete {id}"],
            ("PATCH", ["users", var id]) when body.TryGetProperty("accountEnabled", out var enabled) =>
            [
                $"{(enabled.GetBoolean() ? "enable" : "disable")} {id}",
            ],
            ("PATCH", ["users", var id]) =>
            [
                $"attributes {id} {string.Join(',', body.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal))}",
            ],
            ("PATCH", ["groups", var group]) => body.GetProperty("members@odata.bind")
                .EnumerateArray()
                .Select(m => $"add {group} {m.GetString()!.Split('/')[^1]}"),
            ("POST", ["groups", var group, "members", "$ref"]) =>
            [
                $"add {group} {body.GetProperty("@odata.id").GetString()!.Split('/')[^1]}",
            ],
            ("DELETE", ["groups", var group, "members", var id, "$ref"]) => [$"remove {group} {id}"],
            _ => throw new InvalidOperationException($"{method} /{string.Join('/', path)} is a write that this test does not know."),
        };
}
