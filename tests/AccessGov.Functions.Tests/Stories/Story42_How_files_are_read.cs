using AccessGov.Core.Audit;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>Whoever says what the words of a file mean could make a leaver serve: two people agree to a mapping profile.</summary>
public sealed class Story42_How_files_are_read
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_profile_that_one_person_changed_reads_nothing_before_another_has_agreed()
    {
        await using var village = await VillageStory.SettledAsync();
        var folder = Path.Combine(village.Root, "profiles");
        Copy(Sample.InRepository("functions/policy/profiles"), folder);
        UseProfiles(village, folder);
        village.MoveTo("2026-02-03");
        (await village.RunAsync("profiles propose")).Ended(ExitCodes.Refused);
        await village.DeliverAsync("mayor");

        var file = Path.Combine(folder, "mayor.yaml");
        await File.AppendAllTextAsync(file, "\n# 退職者も在職とする\n", Ct);
        var before = await village.StateTextAsync("hr");
        (await village.RunAsync($"hr import {village.Write("mayor")} --source mayor"))
            .Ended(ExitCodes.Refused)
            .Says("2人の承認", "profiles status");
        (await village.RunAsync($"hr keys {Path.Combine(village.Root, "keys.csv")}")).Ended(ExitCodes.Refused);
        Assert.Equal(before, await village.StateTextAsync("hr"));
        village.Move("000102", VillageStory.Residents, "2026-02-03");
        // Looking is free, and says that nothing will come of it yet.
        (await village.RunAsync($"hr check {village.Write("mayor")} --source mayor"))
            .Ended(ExitCodes.Done)
            .Says("2人で決めたものと違います");
        const string added = "mayor.yaml + # 退職者も在職とする";
        (await village.RunAsync("profiles status")).Ended(ExitCodes.Done).Says(added);

        (await village.RunAsync("profiles propose")).Ended(ExitCodes.Done).Says(added);
        Assert.Equal(2, (await village.RunAsync("profiles status")).Ended(ExitCodes.Done).Text.Split(added).Length);
        var hash = (await village.RunAsync("profiles status --json"))["proposed"].GetProperty("hash").GetString()!;
        (await village.RunAsync($"profiles approve {hash[..12]}")).Ended(ExitCodes.Refused);
        (await village.RunAsync($"profiles approve {hash[..12]}", village.Auditor)).Ended(ExitCodes.Done);
        await village.DeliverAsync("mayor");
        Assert.Contains(await village.FactsAsync("decisions"), f => f.Kind == FactKind.DecisionApproved && f.Subject == "profiles");
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    [Theory]
    [InlineData("inforce|profiles")]
    [InlineData("inforce|policy", "inforce|go-live")]
    public async Task What_was_in_force_once_is_not_taken_over_from_a_folder_because_its_row_is_gone(params string[] rows)
    {
        await using var village = await VillageStory.SettledAsync();
        var folder = Path.Combine(village.Root, "profiles");
        Copy(Sample.InRepository("functions/policy/profiles"), folder);
        UseProfiles(village, folder);
        village.MoveTo("2026-02-03");
        await village.DeliverAsync("mayor");
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        foreach (var row in rows)
            await Forger.EditAsync(village, "decisions", row, _ => null);
        await File.AppendAllTextAsync(Path.Combine(folder, "mayor.yaml"), "\n# 退職者も在職とする\n", Ct);
        await File.AppendAllTextAsync(village.PolicyFile, "\n# 誰でもよい\n", Ct);
        if (rows.Contains("inforce|profiles"))
            (await village.RunAsync($"hr import {village.Write("mayor")} --source mayor")).Ended(ExitCodes.Refused).Says("2人の承認");
        else
        {
            await village.RunAsync("plan");
            (await village.RunAsync("apply last")).Ended(ExitCodes.Refused);
        }
        var found = (await village.RunAsync("audit verify --json")).Ended(ExitCodes.NotAsItShouldBe);
        Assert.Equal(
            rows.Order(StringComparer.Ordinal),
            found["differences"].EnumerateArray().Select(d => d.GetProperty("subject").GetString()).Order(StringComparer.Ordinal)
        );
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private static void UseProfiles(VillageStory village, string folder)
    {
        var settings = Path.Combine(village.Root, "accessgov.json");
        var text = File.ReadAllText(settings);
        File.WriteAllText(settings, text.Replace(Sample.InRepository("functions/policy/profiles"), folder, StringComparison.Ordinal));
    }
}
