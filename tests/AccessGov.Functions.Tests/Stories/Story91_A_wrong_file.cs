using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// A folder, a file that is not there, and one that cannot be read, wherever a command takes a file: a message that names it and a
/// documented code, and nothing changes.
/// </summary>
public sealed class Story91_A_wrong_file
{
    public static TheoryData<string> Commands { get; } =
        new(
            "hr import {0} --source mayor",
            "hr check {0} --source mayor",
            "hr announce {0}",
            "hr keys {0}",
            "hr training {0}",
            "hr contracts {0}",
            "hr tell {0} --source mayor",
            "policy check {0}",
            "plans --settings {0}",
            "status --settings {0}",
            "mds import {0}",
            "webauthn verify {0}",
            "keys stock {0}",
            "adopt apply {0}",
            "review sign-ins {0}",
            "audit verify --kept {0}",
            "audit verify --key {0}",
            "audit verify --policy {0} --note {0}",
            "audit verify --from {0}",
            "audit proof {0}",
            "audit export {0}/below",
            "audit disclose 000101 --to {0}/below --policy {0}",
            "audit checkpoint --out {0}/below",
            "adopt propose --out {0}/below",
            "witness verify {0}",
            "init {0}/below --tenant suzaka --domain city.example.jp"
        );

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Is_a_message_and_a_documented_code(string command)
    {
        await using var village = await VillageStory.OpenAsync();
        var nothing = Path.Combine(village.Root, "nothing");
        // /proc/self/mem opens and cannot be read, also by root.
        foreach (var file in new[] { village.Root, nothing, "/proc/self/mem", "/proc/self/mem/below" })
        {
            var answer = await village.RunAsync(string.Format(command, file));
            int[] known =
            [
                ExitCodes.Done,
                ExitCodes.Usage,
                ExitCodes.Refused,
                ExitCodes.NotFound,
                ExitCodes.TryAgain,
                ExitCodes.NotAsItShouldBe,
                ExitCodes.Settings,
            ];
            Assert.Contains(answer.ExitCode, known);
            Assert.NotEqual("", answer.Text);
            answer.SaysNot("Exception").SaysNot("   at ");
        }
        Assert.Equal(0, village.Tenant.Counters.Writes);
    }
}
