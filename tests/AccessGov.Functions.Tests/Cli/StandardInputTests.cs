using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Cli;

/// <summary>What <c>-</c> is in place of a file.</summary>
public sealed class StandardInputTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dash_is_standard_input()
    {
        var said = await EndsAsync(ExitCodes.Refused, "echo none | '{0}' hr check - --source fire");
        Assert.Contains("消防本部: 取り込めません", said, StringComparison.Ordinal);
    }

    /// <summary>The runtime opens something in the closed one's place, and waiting for that is waiting for nobody.</summary>
    [Theory]
    [InlineData("hr import - --source fire --lang ja", "標準入力が閉じられています")]
    [InlineData("hr check - --source fire --lang en", "Standard input is closed")]
    [InlineData("hr profile suggest -", "標準入力が閉じられています")]
    [InlineData("audit verify --key -", "標準入力が閉じられています")]
    [InlineData("audit proof - --policy /dev/null", "標準入力が閉じられています")]
    public async Task A_closed_one_is_a_missing_file(string command, string says)
    {
        var said = await EndsAsync(ExitCodes.NotFound, $"exec '{{0}}' {command} <&-");
        Assert.Contains(says, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hr check - --source fire --lang ja", "標準入力はフォルダーです")]
    [InlineData("policy check - --lang en", "Standard input is a folder")]
    public async Task A_folder_is_told_as_one(string command, string says)
    {
        var said = await EndsAsync(ExitCodes.Refused, $"exec '{{0}}' {command} </tmp");
        Assert.Contains(says, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_is_read_from_it_too()
    {
        var said = await EndsAsync(ExitCodes.Refused, "echo tenant: x | '{0}' policy check - --lang ja");
        Assert.Contains("標準入力", said, StringComparison.Ordinal);
        var sample = Sample.InRepository("functions/policy/suzaka-sample.yaml");
        await EndsAsync(ExitCodes.Done, $"exec '{{0}}' policy check - <'{sample}'");
    }

    /// <summary>By whichever command, and whatever is wrong with it, it is called the same.</summary>
    [Theory]
    [InlineData("hr check - --source water")]
    [InlineData("hr keys -")]
    [InlineData("hr tell - --source fire")]
    [InlineData("hr profile suggest -")]
    [InlineData("hr profile suggest - --sheet x")]
    [InlineData("policy check -")]
    [InlineData("mds import -")]
    [InlineData("webauthn verify -")]
    public async Task It_has_one_name(string command)
    {
        await using var stage = await Stage.SetAsync();
        using var shell = RunningProgram.Start("sh", ["-c", $"echo none | '{Stage.Executable}' {command} --lang ja"], stage.Environment);
        Assert.NotEqual(ExitCodes.Done, await shell.EndAsync(Ct));
        Assert.DoesNotMatch("(^|[ 「/])-([:：]| を|」)", shell.Text);
    }

    /// <summary>What is given beside the record, or in place of it.</summary>
    [Theory]
    [InlineData("audit verify --policy -", ExitCodes.Refused, "標準入力")]
    [InlineData("audit verify --note -", ExitCodes.Refused, "標準入力")]
    [InlineData("audit verify --kept -", ExitCodes.Refused, "読めません")]
    [InlineData("audit verify --key -", ExitCodes.Refused, "読めません")]
    [InlineData("audit proof x --policy -", ExitCodes.NotFound, "ファイルがありません")]
    [InlineData("audit proof /etc/hostname --policy -", ExitCodes.Refused, "読めません")]
    [InlineData("audit proof - --policy -", ExitCodes.Usage, "1か所にしか使えません")]
    [InlineData("audit verify --key - --kept -", ExitCodes.Usage, "1か所にしか使えません")]
    public async Task What_vouches_for_a_record_is_read_from_it_too(string command, int exitCode, string says)
    {
        var said = await EndsAsync(exitCode, $"echo none | '{{0}}' {command}");
        Assert.Contains(says, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_one_is_an_empty_file()
    {
        var said = await EndsAsync(ExitCodes.Refused, "exec '{0}' hr check - --source fire </dev/null");
        Assert.Contains("空", said, StringComparison.Ordinal);
    }

    private static async Task<string> EndsAsync(int exitCode, string line)
    {
        await using var stage = await Stage.SetAsync();
        using var shell = RunningProgram.Start("sh", ["-c", string.Format(line, Stage.Executable)], stage.Environment);
        Assert.True(exitCode == await shell.EndAsync(Ct), shell.Text);
        Assert.DoesNotContain("Exception", shell.Text, StringComparison.Ordinal);
        return shell.Text;
    }
}
