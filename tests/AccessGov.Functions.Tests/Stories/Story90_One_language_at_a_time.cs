using System.Text;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.City;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// Whoever reads one language meets no other, whatever is asked and whatever is wrong: each answer is held to it as it comes
/// (<see cref="OneLanguage"/>).
/// </summary>
public sealed class Story90_One_language_at_a_time
{
    private static readonly string[] Questions =
    [
        "status",
        "whoami",
        "plans",
        "plans --waiting",
        "show last",
        "show last --all",
        "withheld",
        "workers 0001",
        "workers --right juki-update",
        "explain 000103",
        "explain 000103 juki-update",
        "explain 000104",
        "explain 000105",
        "explain 000106",
        "explain 000107",
        "explain 999999",
        "explain nobody",
        "incidents",
        "hold list",
        "policy status",
        "operators status",
        "profiles status",
        "go-live status",
        "request list",
        "review list",
        "keys list",
        "keys report",
        "emergency status",
        "adopt status",
        "mds status",
        "clock",
        "audit verify",
        "audit report",
        "audit holders",
        "audit erase status",
        "campaign mail --dry-run",
        "review remind --dry-run",
        "verify",
        "doctor",
        // What is refused, or is not there.
        "approve last",
        "approve 000000000000",
        "apply 000000000000",
        "apply last",
        "reject last --reason いいえ",
        "show 000000000000",
        "go-live propose last",
        "go-live approve 000000000000",
        "policy propose",
        "policy approve 000000000000",
        "operators propose",
        "profiles propose",
        "hold 999999 --reason lost-phone",
        "hold lift 999999",
        "incidents close 00 --reason 済",
        "incidents take 00",
        "request ask juki-update --purpose 照会",
        "request ask nothing --purpose 照会",
        "request approve 20260202-00000000",
        "review open nothing",
        "review show nothing",
        "keys lost 0000",
        "emergency ask nobody@suzaka.example.jp --hours 2 --reason 停電",
        "mds import nothing.jwt",
        "audit export policy.yaml",
        "audit proof nothing.json",
        "audit disclose 999999 --to nowhere",
        "witness serve --port 70000",
        "hr check nothing.csv --source mayor",
        "hr check keys.csv --source mayor",
        "hr check keys.csv --source nobody",
        "hr tell keys.csv --source mayor",
        "hr whole --source mayor",
        "hr withdraw --source nobody",
        "plan --as-of 31.4.2026",
        "plan --worker 999999",
        "plan --without nobody",
        "plna",
        "hr import",
        "hr import keys.csv --sorce mayor",
        "serve --port 70000",
        "webauthn verify policy.yaml",
        "policy check policy.yaml",
        "policy check nothing.yaml",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public async Task What_is_asked_of_a_village(string language)
    {
        await using var village = await VillageStory.SettledAsync(before: v => v.Keyless.Add(new EmployeeId("000103")));
        village.MoveTo("2026-02-10");
        village.Move("000102", VillageStory.Residents, "2026-02-10");
        village.Leave("000106", "2026-02-09");
        village.Put(VillageStory.Regular("000107", "mayor", VillageStory.TaxOffice, "2026-02-10"));
        village.Keyless.Add(new EmployeeId("000104"));
        village.Tenant.Directory.AddMember(village.GroupOf("koseki"), village.Account(new EmployeeId("000301")).Id);
        await village.DeliverAsync();
        (await village.RunAsync("hold 000105 --reason lost-phone")).Ended(ExitCodes.Done);
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        foreach (var question in Questions)
            foreach (var form in new[] { "", " --json" })
                await village.RunAsync($"{Placed(village, question)}{form} --lang {language}");
    }

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public async Task What_is_wrong_with_deliveries(string language)
    {
        foreach (var level in new[] { FaultLevel.Typical, FaultLevel.Heavy })
        {
            await using var city = await CityStory.OpenAsync(300, faults: level);
            city.BeginNew();
            foreach (var source in CityStory.Sources)
                foreach (var folder in new[] { "3-31", "4-1" })
                    await city.RunAsync($"hr check {city.Delivery($"{folder}/{source}.csv")} --source {source} --lang {language}");
        }
    }

    /// <summary>Without one line, or with another word: whatever a file may lack, in a policy, a profile and the settings.</summary>
    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public async Task What_is_wrong_with_files(string language)
    {
        await using var village = await VillageStory.OpenAsync();
        var policy = await File.ReadAllLinesAsync(village.PolicyFile, Ct);
        for (var line = 3; line < policy.Length; line += 13)
            foreach (var changed in Faults(policy, line))
            {
                await File.WriteAllTextAsync(Path.Combine(village.Root, "tried.yaml"), changed, Ct);
                await village.RunAsync($"policy check {village.Root}/tried.yaml --lang {language}");
            }

        File.Delete(Path.Combine(village.Root, "tried.yaml"));
        var settings = Path.Combine(village.Root, "accessgov.json");
        var profiles = Path.Combine(village.Root, "profiles");
        Directory.CreateDirectory(profiles);
        foreach (var file in Directory.GetFiles(Sample.InRepository("functions/policy/profiles")))
            File.Copy(file, Path.Combine(profiles, Path.GetFileName(file)));
        var text = await File.ReadAllTextAsync(settings, Ct);
        text = text.Replace(Sample.InRepository("functions/policy/profiles"), profiles, StringComparison.Ordinal);
        await File.WriteAllTextAsync(settings, text, Ct);
        foreach (var name in new[] { "mayor", "announcement" })
        {
            var file = Path.Combine(profiles, $"{name}.yaml");
            var profile = await File.ReadAllLinesAsync(file, Ct);
            for (var line = 2; line < profile.Length; line += 5)
                foreach (var changed in Faults(profile, line))
                {
                    await File.WriteAllTextAsync(file, changed, Ct);
                    await village.RunAsync($"plans --lang {language}");
                }
            await File.WriteAllLinesAsync(file, profile, Ct);
        }

        foreach (var word in text.Split('"').Where((_, at) => at % 2 == 1).Distinct())
            foreach (var other in new[] { $"{word}x", "" })
            {
                await File.WriteAllTextAsync(settings, text.Replace($"\"{word}\"", $"\"{other}\"", StringComparison.Ordinal), Ct);
                await village.RunAsync($"plans --lang {language}");
            }
    }

    private static IEnumerable<string> Faults(string[] lines, int at)
    {
        string With(string? line) => string.Join('\n', lines.Select((l, i) => i == at ? line : l).OfType<string>()) + "\n";
        yield return With(null);
        yield return With(lines[at] + "x");
        yield return With(lines[at].Replace(": ", "s: ", StringComparison.Ordinal));
        yield return With("  " + lines[at]);
        yield return With(lines[at].Replace(':', ' '));
    }

    /// <summary>Files lie in the village's folder.</summary>
    private static string Placed(VillageStory village, string question) =>
        string.Join(
            ' ',
            question.Split(' ').Select(word => Path.GetExtension(word) is ".csv" or ".yaml" ? Path.Combine(village.Root, word) : word)
        );
}
