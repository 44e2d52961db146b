using AccessGov.App.Incidents;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>Entra's registration report stands beside the register of keys: named, never trusted alone, silent of many.</summary>
public sealed class Story41_What_Entra_says_of_keys
{
    private const string Holder = "000104",
        Keyless = "000105";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_that_the_register_does_not_know_is_a_finding_and_opens_nothing()
    {
        await using var village = await VillageStory.SettledAsync(before: v => v.Keyless.Add(new EmployeeId(Keyless)));
        (await village.RunAsync("keys entra")).Ended(ExitCodes.Refused).Says("directory:registrationReport");
        Ask(village);
        village.Account(new EmployeeId(Keyless)).RegisteredMethods.Add("passKeyDeviceBound");
        village.Account(new EmployeeId(Holder)).RegisteredMethods.Add("fido2");
        // A phone's passkey is no key that was handed out.
        village.Account(new EmployeeId("000102")).RegisteredMethods.Add("passKeyDeviceBoundAuthenticator");
        var before = village.RightsOf(new EmployeeId(Keyless));
        (await village.RunAsync("keys entra")).Ended(ExitCodes.Done).Says("うち鍵の登録あり 2 人");
        (await village.RunAsync("plan --all")).Says("鍵台帳にありません");
        var findings = (await village.RunAsync("show last --json"))["findings"].EnumerateArray();
        Assert.Equal(
            [Keyless],
            findings.Where(f => f.GetProperty("kind").GetString() == "UnledgeredKey").Select(f => f.GetProperty("worker").GetString())
        );
        Assert.Equal(before, village.RightsOf(new EmployeeId(Keyless)));
        Assert.Equal(0, village.Tenant.Counters.NotEmulated);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task A_right_whose_policy_asks_for_it_is_neither_given_nor_taken_while_the_report_is_silent()
    {
        await using var village = await VillageStory.SettledAsync();
        Ask(village);
        await AskGateAsync(village);
        var silent = village.Account(new EmployeeId(Holder));
        silent.IsInRegistrationReport = false;
        Assert.Contains("juki-update", village.RightsOf(new EmployeeId(Holder)));
        (await village.RunAsync("keys entra")).Ended(ExitCodes.Done);
        var taken = await PlannedAsync(village);
        Assert.NotEmpty(taken);
        Assert.DoesNotContain(Holder, taken);

        // Said in so many words that there is none, it is taken.
        silent.IsInRegistrationReport = true;
        (await village.RunAsync("keys entra")).Ended(ExitCodes.Done);
        (await village.RunAsync("plan --worker 000104")).Says("Entraに鍵");
        Assert.Contains(Holder, await TakenAsync(village));

        // Registered, nothing is to be done.
        foreach (var user in village.Tenant.Directory.Users)
            user.RegisteredMethods.Add("passKeyDeviceBound");
        (await village.RunAsync("keys entra")).Ended(ExitCodes.Done);
        (await village.RunAsync("plan")).Says("変更はありません");
    }

    [Fact]
    public async Task A_report_that_cannot_be_read_stands_for_a_week_and_then_says_nothing()
    {
        await using var village = await VillageStory.SettledAsync();
        Ask(village);
        await AskGateAsync(village);
        (await village.RunAsync("keys entra")).Ended(ExitCodes.Done);
        (await village.RunAsync("plan")).Ended(ExitCodes.Refused);
        Assert.NotEmpty(await TakenAsync(village));
        village.Tenant.Faults.Refuse(
            "GET /reports/authenticationMethods/userRegistrationDetails",
            403,
            "Authorization_RequestDenied",
            "Insufficient privileges to complete the operation.",
            times: 2
        );
        (await village.RunAsync("keys entra")).Ended(ExitCodes.TryAgain);
        using (var installation = village.Open())
            Assert.Contains(await IncidentLog.ListAsync(installation.Workspace, Ct), i => i.Code == "registration-report-unread");
        Assert.NotEmpty(await PlannedAsync(village));
        village.MoveTo("2026-02-10");
        await village.DeliverAsync();
        (await village.RunAsync("keys entra")).Ended(ExitCodes.TryAgain);
        Assert.Empty(await PlannedAsync(village));
    }

    private static async Task<IReadOnlyList<string?>> PlannedAsync(VillageStory village)
    {
        await village.RunAsync("plan");
        return await TakenAsync(village);
    }

    private static async Task<IReadOnlyList<string?>> TakenAsync(VillageStory village) =>
        [
            .. (await village.RunAsync("show last --json"))["actions"]
                .EnumerateArray()
                .Where(a => a.GetProperty("kind").GetString() == "RemoveMember")
                .Select(a => a.GetProperty("target").GetProperty("employee").GetString()),
        ];

    private static void Ask(VillageStory village)
    {
        var file = Path.Combine(village.Root, "accessgov.json");
        var text = File.ReadAllText(file);
        File.WriteAllText(
            file,
            text.Replace("\"allowOneIdentity\":true", "\"allowOneIdentity\":true,\"registrationReport\":true", StringComparison.Ordinal)
        );
    }

    /// <summary>Stricter, so it holds at once.</summary>
    private static Task AskGateAsync(VillageStory village) =>
        Story16_Nobody_alone.EditPolicyAsync(
            village,
            "gates: [mfa-key, training, review]",
            "gates: [mfa-key, entra-key, training, review]"
        );
}
