using System.Text.RegularExpressions;
using AccessGov.App.Failures;
using AccessGov.Core.Personnel.Deciding;
using AccessGov.Tests;
using AccessGov.Web.Http;

namespace AccessGov.Functions.Tests.Docs;

/// <summary>What docs/operations.md says of HR events is so.</summary>
public sealed partial class HrEventPageTests
{
    private static readonly string Page = File.ReadAllText(Sample.InRepository("docs/operations.md"));

    [Fact]
    public void Every_refusal_of_the_API_has_a_row()
    {
        var fixedOnes = typeof(Problems).GetFields().Select(f => f.GetValue(null)).OfType<Problem>();
        var made = new[]
        {
            Problems.Faulty([]),
            Problems.TooMany(TimeSpan.Zero),
            Problems.Of(new OutsideFailure.Permanent("x")),
            Problems.Of(new StatementResult.Refused([]))!,
        };
        var all = fixedOnes.Concat(made).ToArray();
        Assert.True(all.Length > 15);
        Assert.All(all, p => Assert.Contains($"`{p.Code}`", Page, StringComparison.Ordinal));
        Assert.All(all, p => Assert.Contains($"{p.Status}", Page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_example_for_a_shell_works_as_it_is_written()
    {
        if (!File.Exists("/bin/sh") || !File.Exists("/usr/bin/curl") || !File.Exists("/usr/bin/openssl"))
            Assert.Skip("No sh, curl or openssl here.");
        var ct = TestContext.Current.CancellationToken;
        await using var door = await HrDoor.SetAsync();
        await door.ServeAsync(ct);
        using var folder = new TestFolder();
        File.Copy(door.KeyFile, folder.File("jinji.key"));
        var body = Block("json").Replace("\"suzaka\"", $"\"{door.Tenant}\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.File("event.json"), body, ct);
        await File.WriteAllTextAsync(
            folder.File("send.sh"),
            $"cd {folder.Path}\nADDRESS={door.Address.OriginalString.TrimEnd('/')}\n{Block("sh")}",
            ct
        );
        using var shell = RunningProgram.Start("/bin/sh", [folder.File("send.sh")], new Dictionary<string, string>());
        await shell.EndAsync(ct);
        Assert.Equal("""{"result":"taken"}""", shell.Text);
    }

    /// <summary>The first block of that language in the section.</summary>
    private static string Block(string language) =>
        Blocks()
            .Matches(Page[Page.IndexOf("## HR events", StringComparison.Ordinal)..])
            .First(m => m.Groups[1].Value == language)
            .Groups[2]
            .Value;

    [GeneratedRegex("^```([a-z]+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
