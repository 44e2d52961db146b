using System.Text.Json;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.City;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Sandbox.Demo;

/// <content>A 棚卸し from its opening to the proof, and a right that somebody asks for, gets for some days, and loses.</content>
public sealed partial class DemoStory
{
    private const string Asked = "farmland";

    private async Task An_access_review(TenantEmulator tenant)
    {
        const string round = "my-number-20260402";
        stage.Step(
            "マイナンバー利用事務系の棚卸し。所属長が「やめる」とした権限は、計画で外れ、読み直して確かめられる",
            "An access review of the My Number zone: what a head removes is taken by a plan and read back"
        );
        foreach (var (user, at) in tenant.Directory.Users.Select((u, at) => (u, at)))
            SignedIn(user, at);
        await RequireAsync("review sign-ins", ExitCodes.Done, "beside each right stands the last sign-in; unknown is not never");
        await RequireAsync("review open my-number", ExitCodes.Done, "whoever holds the rights is read from the directory");
        var items = (await stage.AskAsync($"review show {round}")).Json.EnumerateArray().ToArray();
        Summary.ReviewItems = items.Length;
        var reviewed = policy.Reviews.First(r => r.Id.Value == "my-number").Rights.ToHashSet();
        var groups = policy.Entitlements.Where(e => reviewed.Contains(e.Id)).Select(e => e.GroupId.ToString()).ToHashSet();
        var held = tenant.Directory.Users.Sum(u => u.MemberOf.Count(groups.Contains));
        stage.Promise(items.Length == held, $"the population is what the tenant has: {items.Length} memberships");
        // Nobody who approves plans: what is taken from an approver another has to look at.
        var mine = items
            .Where(i => i.TryGetProperty("reviewer", out var by) && by.ValueKind == JsonValueKind.String)
            .Where(i => i.GetProperty("worker").GetString() is { } w && w != author.Value && !approvers.Any(a => a.Value == w))
            .GroupBy(i => i.GetProperty("reviewer").GetString()!)
            .Where(g => g.Key != author.Value && !approvers.Any(a => a.Value == g.Key))
            .OrderByDescending(g => g.Count())
            .FirstOrDefault();
        // In a village everybody may have a part in the story.
        if (mine is null)
            return;
        var head = new EmployeeId(mine.Key);
        var taken = mine.First();
        DemoStage.Tell($"worker {head} decides about {mine.Count()} rights");
        foreach (var item in mine)
        {
            var (worker, right) = (item.GetProperty("worker").GetString(), item.GetProperty("right").GetString());
            var choice = item.GetRawText() == taken.GetRawText() ? "remove" : "keep";
            if (
                await stage.QuietlyAsync($"review answer {round} {worker} {right} {choice} --reason 担当業務を確認", head) != ExitCodes.Done
            )
                stage.Promise(false, $"worker {head} answers about {worker} {right}");
        }
        await RequireAsync($"review submit {round} --now", ExitCodes.Done, "handed in, with a receipt number", head);
        Summary.ReviewRemoved = (await stage.AskAsync("review list")).Json.GetProperty("removals").GetInt32();
        await stage.RunAsync("plan");
        await ApplyLastAsync();
        await RequireAsync("verify", ExitCodes.Done, "run again: no changes");
        await stage.RunAsync("plan");
        var (subject, gone) = (taken.GetProperty("worker").GetString()!, taken.GetProperty("right").GetString());
        var group = policy.Entitlements.First(e => e.Id.Value == gone).GroupId.ToString();
        var list = (await stage.AskAsync("review list")).Json;
        Summary.ReviewVerified = Summary.ReviewRemoved - list.GetProperty("notProved").GetInt32();
        stage.Promise(
            Summary.ReviewRemoved == 1
                && Summary.ReviewVerified == 1
                && !tenant.Directory.FindByEmployeeId(subject)[0].MemberOf.Contains(group),
            "what was removed is gone from the tenant, read back, and no rule gives it back"
        );
    }

    /// <summary>Most were there within the week, some not since last year; of others Entra says nothing.</summary>
    private void SignedIn(TenantUser user, int at)
    {
        if (at % 9 == 0)
            return;
        var day = clock.GetUtcNow().AddDays(at % 17 == 0 ? -150 : -(at % 6) - 1);
        user["signInActivity"] = new Dictionary<string, string?> { ["lastSuccessfulSignInDateTime"] = $"{day:yyyy-MM-ddTHH:mm:ssZ}" };
    }

    private async Task A_right_for_some_days(TenantEmulator tenant)
    {
        stage.Step(
            "規則にない権限は、期限を決めて申請し、所属長と所管課長の2人が承認する。期限の翌日に外れる",
            "What no rule gives is asked for, for some days, and given by two people; the day after its end takes it"
        );
        var group = policy.Entitlements.First(e => e.Id.Value == Asked).GroupId.ToString();
        bool Has(EmployeeId id) => tenant.Directory.FindByEmployeeId(id.Value) is [var user] && user.MemberOf.Contains(group);
        var known = policy.Entitlements.First(e => e.Id.Value == Asked).Owner;
        // Without the yearly training the right would wait for it.
        var until = new DateOnly(2026, 4, 10);
        var trained = city.TrainingFacts()
            .Where(t => until <= t.CompletedOn.AddDays(policy.Timing.TrainingValidDays))
            .Select(t => t.Worker)
            .ToHashSet();
        var candidates = city.People()
            .Where(p => p.Event == CityEvent.Stays && p.Before!.Leaves.Count == 0 && p.Before.Postings[0].Org != known)
            .Select(p => p.Before!.Id)
            .Where(id => trained.Contains(id) && id != author && !approvers.Contains(id) && id != keyless && !Has(id));
        foreach (var asker in candidates.Take(20))
        {
            var (code, json) = await stage.AskAsync($"request ask {Asked} --purpose 農地台帳の照会 --until {until:yyyy-MM-dd}", asker);
            if (code != ExitCodes.Done)
                continue;
            var id = json.GetProperty("request").GetProperty("id").GetString();
            DemoStage.Tell($"worker {asker} asks; {string.Join(", ", Waiting(json))} may agree first");
            await RequireAsync($"request approve {id}", ExitCodes.Refused, "nobody agrees to what he asked for", asker);
            if (!await AgreedAsync(id!, json))
                break;
            await stage.RunAsync("plan");
            await ApplyLastAsync();
            Summary.RequestsGranted = stage.Promise(Has(asker), $"worker {asker} has the right until {until:yyyy-MM-dd}") ? 1 : 0;
            clock.MoveTo(new DateTimeOffset(2026, 4, 11, 9, 0, 0, Japan));
            await stage.RunAsync("plan");
            await ApplyLastAsync();
            Summary.RequestsExpired = stage.Promise(!Has(asker), "the day after its end it is gone") ? 1 : 0;
            await RequireAsync("verify", ExitCodes.Done, "run again: no changes");
            return;
        }
        stage.Promise(false, "somebody could ask and two others agree");
    }

    /// <summary>Two people agree, one after the other.</summary>
    private async Task<bool> AgreedAsync(string id, JsonElement waits)
    {
        for (var stages = 0; stages < 2; stages++)
        {
            if (Waiting(waits) is not [var by, ..])
                return stage.Promise(false, "somebody may agree");
            (var code, waits) = await stage.AskAsync($"request approve {id}", new EmployeeId(by));
            if (!stage.Promise(code == ExitCodes.Done, $"worker {by} agrees"))
                return false;
        }
        return true;
    }

    private static string[] Waiting(JsonElement line) => [.. line.GetProperty("waitsFor").EnumerateArray().Select(w => w.GetString()!)];
}
