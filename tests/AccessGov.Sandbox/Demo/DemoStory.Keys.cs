using System.Diagnostics;
using System.Text.Json;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.Authenticators;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Sandbox.Demo;

/// <content>A key of one's own: from the counter to the right, and what happens when it is lost.</content>
public sealed partial class DemoStory
{
    private async Task A_key_of_ones_own(TenantEmulator tenant, DemoPortal portal, AttestationMaker maker)
    {
        const string serial = "DEMO-0001";
        stage.Step(
            $"職員 {keyless} が窓口で鍵を受け取り、ポータルで登録する。権限は人の承認のあとに届く",
            $"Worker {keyless} gets a key at the counter and enrols it in the portal; the rights come once somebody has approved"
        );
        var groups = policy.Entitlements.Where(e => e.Zone == Zone.MyNumber).Select(e => e.GroupId.ToString()).ToHashSet();
        int Held() => tenant.Directory.FindByEmployeeId(keyless.Value)[0].MemberOf.Count(groups.Contains);
        var before = Held();
        var list = Path.Combine(folder.Root, "keys-bought.csv");
        await File.WriteAllTextAsync(list, $"製造番号,型式,AAGUID\n{serial},Sandbox Key,{DemoKey.Model}\n");
        await stage.RunAsync($"keys stock add {list}");
        await stage.RunAsync($"keys hand-out {serial} {keyless}");
        var (_, issued) = await stage.AskAsync($"keys ticket issue {keyless} {serial} --seen staff-card");
        var ticket = issued.GetProperty("ticket").GetProperty("id").GetString()!;
        await RequireAsync($"keys ticket confirm {ticket}", ExitCodes.Refused, "who issued a ticket does not confirm it");
        await stage.RunAsync($"keys ticket confirm {ticket}", third);

        using var key = new DemoKey(portal, tenant, keyless, maker);
        var watch = Stopwatch.StartNew();
        var isEnrolled = stage.Promise(await key.EnrolAsync(ticket, serial), "the portal's pages enrol the key, with its maker's word");
        // Made by the trigger that the enrolment woke; it waits for a person, as every right of that zone does.
        string? waiting = null;
        for (; waiting is null && watch.Elapsed < TimeSpan.FromSeconds(30); await Task.Delay(50))
            waiting = (await stage.AskAsync("plans --waiting"))
                .Json.EnumerateArray()
                .FirstOrDefault(p => p.TryGetProperty("only", out var only) && only.GetString() == keyless.Value)
                is { ValueKind: JsonValueKind.Object } found
                ? found.GetProperty("id").GetString()
                : null;
        if (!stage.Promise(waiting is not null, "the plan that follows waits for a person"))
            return;
        await stage.RunAsync($"approve {waiting}", approver);
        var came = await DemoKey.UntilAsync(Stopwatch.StartNew(), () => Held() > before);
        Summary.KeysEnrolled = stage.Promise(isEnrolled && came is not null, $"the My Number right came {came} s after the approval")
            ? 1
            : 0;

        var (_, stuck) = await stage.AskAsync($"keys locked-out --model {DemoKey.Model}");
        Summary.LockedOutPreviewed = stuck.EnumerateArray().Count();
        stage.Promise(Summary.LockedOutPreviewed == 1, "before a model is withdrawn the product names who would be locked out");
        watch.Restart();
        await key.LoseAsync(serial);
        var gone = await DemoKey.UntilAsync(watch, () => Held() == 0);
        Summary.LostKeySeconds = gone ?? double.MaxValue;
        stage.Promise(gone is not null, $"lost: {gone} s later no right of the My Number zone is left in the tenant");
    }
}
