using AccessGov.App.Audit.Log;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Witnesses;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Functions.Serve;
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
        await A_neighbour_as_witness(export);
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

    private async Task A_neighbour_as_witness(string export)
    {
        stage.Step(
            "隣の市が証人になる: 事実は見えないまま、記録が増えるだけであることを見守る",
            "A neighbouring city is the witness: it sees no fact, and that the record only grows"
        );
        var at = Path.Combine(folder.Root, "neighbour");
        var witness = WitnessFolder.Create(at, NoteName.Parse("witness.ueda.example.jp/w1"));
        var log = (await File.ReadAllTextAsync(Path.Combine(export, AuditFileNames.LogKey))).Trim();
        string line;
        using (var key = witness.OpenKey())
            line = $"witness ueda {key.Of(witness.Name).Key}";
        await stage.RunAsync($"witness trust {log["log ".Length..]} --folder {at}");
        using var stop = new CancellationTokenSource();
        var ready = new TaskCompletionSource<string>();
        var serving = WitnessHost.RunAsync(witness, clock, 0, ready.SetResult, stop.Token);
        var policyFile = Path.Combine(folder.Root, "witnesses.txt");
        await File.WriteAllTextAsync(policyFile, $"{log}\n{line} {await ready.Task}\nquorum ueda\n");
        folder.Witness(policyFile);
        await stage.RunAsync("audit checkpoint");
        var (exitCode, json) = await stage.AskAsync($"audit verify --policy {policyFile}");
        Summary.Witnessed = json.GetProperty("log")
            .GetProperty("witnesses")
            .EnumerateArray()
            .Count(w => w.GetProperty("standing").GetString() == WitnessStandingCodes.Of(WitnessStanding.Fresh));
        stage.Promise(
            exitCode == ExitCodes.Done && json.GetProperty("verified").GetBoolean(),
            $"{Summary.Witnessed} neighbour vouches for the record, and only so it is called verified"
        );

        stage.Step(
            "昨日のデータベースに戻されても、外の記憶が覚えている",
            "Yesterday's database is put back, and who is outside remembers"
        );
        var yesterday = folder.CopyOfState("yesterday");
        await stage.RunAsync("audit holders");
        await stage.RunAsync("audit checkpoint");
        using (var answer = new StringWriter())
        {
            var rolledBack = await DemoFolder.RunOnAsync(yesterday, ["audit", "checkpoint"], new CliHost(answer, answer, clock));
            DemoStage.Tell(answer.ToString().Trim());
            Summary.RollbackFound = stage.Promise(
                rolledBack == ExitCodes.NotAsItShouldBe,
                "nothing is signed for the old database, and it is named by who remembers more"
            );
        }
        await stop.CancelAsync();
        await serving;
        folder.Witness(null);
    }
}
