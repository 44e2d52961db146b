using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Sandbox.Demo;

/// <content>The record: exported, verified, forged, asked.</content>
public sealed partial class DemoStory
{
    private async Task The_record(TenantEmulator tenant)
    {
        stage.Step("すべてが監査記録に残り、1バイトの改ざんも見つかる", "Everything is in the audit record, and one altered byte is found");
        var export = Path.Combine(folder.Root, "audit");
        await stage.RunAsync($"audit export {export}");
        var (exitCode, json) = await stage.AskAsync($"audit verify --from {export}");
        Summary.AuditFacts = json.GetProperty("facts").GetInt64();
        var holds = stage.Promise(
            exitCode == ExitCodes.Done,
            $"{Summary.AuditFacts} facts verify with the exported files and the public key alone"
        );
        var forged = Path.Combine(folder.Root, "audit-forged");
        Directory.CreateDirectory(forged);
        foreach (var file in Directory.GetFiles(export))
            File.Copy(file, Path.Combine(forged, Path.GetFileName(file)));
        var facts = Path.Combine(forged, "facts.ndjson");
        var text = await File.ReadAllTextAsync(facts);
        await File.WriteAllTextAsync(facts, text.Replace("\"outcome\":\"applied\"", "\"outcome\":\"applieb\"", StringComparison.Ordinal));
        Summary.AuditVerified =
            await RequireAsync($"audit verify --from {forged}", ExitCodes.NotAsItShouldBe, "a forged copy does not verify") && holds;
        await Who_holds_My_Number_rights(tenant, export);
    }

    private async Task Who_holds_My_Number_rights(TenantEmulator tenant, string export)
    {
        stage.Step(
            "書き出した記録だけから答える: その日、誰がマイナンバー利用事務系の権限を持っていたか",
            "From the exported record alone: who held My Number rights on that day"
        );
        var (_, told) = await stage.AskAsync($"audit report --from {export} --on 2026-04-02 --holders");
        Summary.HoldersOnDay = told.GetProperty("holders").GetProperty("holders").GetArrayLength();
        var groups = policy.Entitlements.Where(e => e.Zone == Zone.MyNumber).Select(e => e.GroupId.ToString()).ToHashSet();
        var really = tenant.Directory.Users.Sum(u => u.MemberOf.Count(groups.Contains));
        stage.Promise(
            Summary.HoldersOnDay == really && told.GetProperty("outside").GetArrayLength() == 0,
            $"the record names {Summary.HoldersOnDay} memberships, the tenant has {really}, and nothing was changed outside"
        );
    }
}
