using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Functions.Serve;
using AccessGov.Functions.Triggers;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Serve;

/// <summary>
/// How the service starts and ends when the machine around it is not as it should be: a message and a code, never a stack.
/// </summary>
public sealed partial class ServiceEdgeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_port_that_is_taken_or_is_none_is_a_message()
    {
        await using var stage = await Stage.SetAsync();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await EndsAsync(stage, ExitCodes.Refused, $"ポート {port} は別のプログラムが使用中です", "serve", "--port", $"{port}");
        await EndsAsync(stage, ExitCodes.Usage, "65535", "serve", "--port", "70000");
        await EndsAsync(stage, ExitCodes.Usage, "65535", "serve", "--port", "-1");
    }

    [Theory]
    [InlineData("TERM", 1)]
    [InlineData("INT", 1)]
    [InlineData("TERM", 6)]
    [InlineData("INT", 6)]
    public async Task A_service_that_is_told_to_stop_however_often_says_so_and_ends_well(string signal, int times)
    {
        await using var stage = await Stage.SetAsync();
        using var server = stage.Start("serve", "--port", "0");
        await Stage.UntilAsync(
            () => Task.FromResult(server.HasExited || server.Text.Contains("待ち受けています: ", StringComparison.Ordinal)),
            Ct
        );
        for (var i = 0; i < times; i++)
            server.Signal(signal);
        Assert.True(ExitCodes.Done == await server.EndAsync(Ct), server.Text);
        await Stage.UntilAsync(() => Task.FromResult(server.Text.Contains("停止しました", StringComparison.Ordinal)), Ct);
        Plain(server);
    }

    [Fact]
    public async Task A_command_that_is_interrupted_says_so()
    {
        await using var stage = await Stage.SetAsync();
        using (var nothing = stage.Start("verify"))
        {
            // Without facts the directory is not even asked, and nothing is said of it.
            Assert.Equal(ExitCodes.Refused, await nothing.EndAsync(Ct));
            Assert.Contains("先に取り込んでください", nothing.Text, StringComparison.Ordinal);
        }
        using var files = new TestFolder();
        await File.WriteAllBytesAsync(files.File("jinji.csv"), Stage.Extract(3), Ct);
        using (var import = stage.Start("hr", "import", files.File("jinji.csv"), "--source", "fire"))
            Assert.True(await import.EndAsync(Ct) == 0, import.Text);
        // A directory that takes calls and never answers.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var command = RunningProgram.Start(
            Stage.Executable,
            ["verify"],
            new Dictionary<string, string>(stage.Environment)
            {
                ["ACCESSGOV__directory__tokenUri"] = $"http://{silent.LocalEndpoint}/token",
            }
        );
        await Stage.UntilAsync(() => Task.FromResult(command.HasExited || silent.Pending()), Ct);
        command.Signal("INT");
        command.Signal("INT");
        var code = await command.EndAsync(Ct);
        Assert.True(ExitCodes.Interrupted == code, command.Text);
        await Stage.UntilAsync(() => Task.FromResult(command.Text.Contains("中断しました", StringComparison.Ordinal)), Ct);
        Plain(command);
    }

    [Fact]
    public async Task A_command_that_waits_for_a_pipe_ends_when_it_is_told_to()
    {
        await using var stage = await Stage.SetAsync();
        using var files = new TestFolder();
        var taken = files.File("taken");
        // More rows than a pipe holds, and then silence without an end: once they have gone, the command waits for more.
        await File.WriteAllBytesAsync(files.File("jinji.csv"), Stage.Extract(3), Ct);
        var feed = $"cat '{files.File("jinji.csv")}'; yes 1 | head -c 300000; touch '{taken}'; exec sleep 100 2> /dev/null";
        using var command = RunningProgram.Start(
            "bash",
            ["-c", $"exec '{Stage.Executable}' hr check - --source fire < <({feed})"],
            stage.Environment
        );
        await Stage.UntilAsync(() => Task.FromResult(command.HasExited || File.Exists(taken)), Ct);
        command.Signal("TERM");
        var code = await command.EndAsync(Ct);
        Assert.True(ExitCodes.Interrupted == code, command.Text);
        await Stage.UntilAsync(() => Task.FromResult(command.Text.Contains("中断しました", StringComparison.Ordinal)), Ct);
        Plain(command);
    }

    [Fact]
    public async Task A_key_file_that_others_can_read_is_refused_at_the_start()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var door = await HrDoor.SetAsync();
        File.SetUnixFileMode(door.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        using var server = RunningProgram.Start(Stage.Executable, ["serve", "--port", "0"], door.Environment);
        Assert.True(ExitCodes.Settings == await server.EndAsync(Ct), server.Text);
        Assert.Contains("chmod 600", server.Text, StringComparison.Ordinal);
        Plain(server);
    }

    [Fact]
    public async Task A_damaged_database_is_found_when_it_is_opened()
    {
        await using var stage = await Stage.SetAsync();
        var database = Path.Combine(stage.Folder, "state", "accessgov.db");
        using (stage.Open()) { }
        using (var file = new FileStream(database, FileMode.Open, FileAccess.ReadWrite))
        {
            // The header stays; the pages behind it are dust.
            file.Position = 8192;
            file.Write(Enumerable.Repeat((byte)0xA5, (int)file.Length - 8192).ToArray());
        }
        await EndsAsync(stage, ExitCodes.Refused, "SQLite のファイルではありません", "plans");
        await EndsAsync(stage, ExitCodes.Refused, "SQLite のファイルではありません", "serve", "--port", "0");
        await File.WriteAllTextAsync(database, new string('x', 5000), Ct);
        await EndsAsync(stage, ExitCodes.Refused, "SQLite のファイルではありません", "plans");
    }

    [Fact]
    public async Task A_file_by_hand_that_cannot_be_one_is_refused_before_it_is_read()
    {
        await using var stage = await Stage.SetAsync();
        string[] import(string file) => ["hr", "import", file, "--source", "fire"];
        await EndsAsync(stage, ExitCodes.Refused, "フォルダーです", import(stage.Folder));
        await EndsAsync(stage, ExitCodes.NotFound, "ファイルがありません", import(Path.Combine(stage.Folder, "nothing.csv")));
        var large = Path.Combine(stage.Folder, "large.csv");
        foreach (var (megabytes, message) in new[] { (300, $"{256 * 1024 * 1024}"), (250, "先頭部分で判定し") })
        {
            using (var file = new FileStream(large, FileMode.Create))
                file.SetLength(megabytes << 20);
            await EndsAsync(stage, ExitCodes.Refused, message, import(large));
            await EndsAsync(stage, ExitCodes.Refused, large, "hr", "keys", large);
        }
        var half = Path.Combine(stage.Folder, "half.json");
        await File.WriteAllTextAsync(half, "{\"employeeId\":\"\\ud800\"}", Ct);
        await EndsAsync(stage, ExitCodes.Refused, "JSONとして読めません", "hr", "tell", half, "--source", "fire");
        // Endless, and without a length.
        await EndsAsync(stage, ExitCodes.Refused, "先頭部分で判定し", import("/dev/zero"));
        await EndsAsync(stage, ExitCodes.Refused, "上限", "hr", "tell", "/dev/zero", "--source", "fire");
    }

    /// <summary>Whoever pipes an answer into something that has ended, or onto a full disk.</summary>
    [Fact]
    public async Task An_answer_that_nobody_takes_is_no_crash()
    {
        Assert.SkipWhen(!File.Exists("/dev/full"), "Only Linux has a device that is always full.");
        await using var stage = await Stage.SetAsync();
        async Task<RunningProgram> ThroughAsync(string line)
        {
            var program = RunningProgram.Start(
                "bash",
                ["-c", line.Replace("accessgov", $"'{Stage.Executable}'", StringComparison.Ordinal)],
                stage.Environment
            );
            Assert.True(await program.EndAsync(Ct) == 0, program.Text);
            return program;
        }
        const string status = "echo ended ${PIPESTATUS[0]}";
        using (var closed = await ThroughAsync($"accessgov plans --help | true; {status}"))
        {
            Assert.Contains("ended 0", closed.Text, StringComparison.Ordinal);
            Plain(closed);
        }
        using (var full = await ThroughAsync($"accessgov whoami > /dev/full; {status}"))
        {
            Assert.Contains($"ended {ExitCodes.TryAgain}", full.Text, StringComparison.Ordinal);
            Assert.Contains("結果を出力先に書き込めませんでした（OSのエラー 28）", full.Text, StringComparison.Ordinal);
            Plain(full);
        }
        foreach (var line in (string[])["--version", "--help", "plans --help", "completion bash"])
            using (var full = await ThroughAsync($"accessgov {line} > /dev/full; {status}"))
                Assert.Contains($"ended {ExitCodes.TryAgain}", full.Text, StringComparison.Ordinal);
        // Complaints that cannot be written keep nobody from the answer.
        using (var deaf = await ThroughAsync($"accessgov plans 2> /dev/full; {status}"))
            Assert.Contains("ended 0", deaf.Text, StringComparison.Ordinal);
        using (var both = await ThroughAsync($"accessgov whoami > /dev/full 2>&1; {status}"))
            Assert.Contains($"ended {ExitCodes.TryAgain}", both.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_kept_is_its_owners_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var stage = await Stage.SetAsync();
        using (var installation = stage.Open())
            await Stage.DropAsync(installation.Workspace, Stage.Extract(2));
        await EndsAsync(stage, ExitCodes.Done, "", "plans");
        var state = Path.Combine(stage.Folder, "state");
        var kept = Directory.EnumerateFileSystemEntries(state, "*", SearchOption.AllDirectories).Append(state).ToList();
        Assert.Contains(kept, f => f.EndsWith("accessgov.db", StringComparison.Ordinal));
        Assert.Contains(kept, f => f.EndsWith(".csv", StringComparison.Ordinal));
        foreach (var path in kept.Append(Path.Combine(stage.Folder, "signing-key.pem")).Where(Path.Exists))
            Assert.True((File.GetUnixFileMode(path) & (UnixFileMode)0b111111) == 0, $"{path}: {File.GetUnixFileMode(path)}");
    }

    [Fact]
    public async Task Nobody_takes_more_connections_than_there_are()
    {
        await using var stage = await Stage.SetAsync();
        using var server = stage.Start("serve", "--port", "0");
        await Stage.UntilAsync(
            () => Task.FromResult(server.HasExited || server.Text.Contains("待ち受けています: ", StringComparison.Ordinal)),
            Ct
        );
        var port = int.Parse(Port().Match(server.Text).Groups[1].Value);
        var open = new List<TcpClient>();
        try
        {
            for (var i = 0; i < Standalone.MostConnections + 50; i++)
            {
                open.Add(new TcpClient());
                await open[^1].ConnectAsync(IPAddress.Loopback, port, Ct);
                // A head that never ends, as a slow sender would.
                await open[^1].GetStream().WriteAsync("POST /portal/api/hr/events HTTP/1.1\r\nX: "u8.ToArray(), Ct);
            }
            var turnedAway = 0;
            await Stage.UntilAsync(
                () =>
                {
                    turnedAway = open.Count(c => c.Client.Poll(0, SelectMode.SelectRead));
                    return Task.FromResult(turnedAway >= 50);
                },
                Ct
            );
        }
        finally
        {
            open.ForEach(c => c.Dispose());
        }
        // Whoever waited for them to go is served again, and the log is not their length.
        using var http = new HttpClient();
        await Stage.UntilAsync(
            async () =>
            {
                try
                {
                    return (await http.GetAsync($"http://127.0.0.1:{port}/portal/api/health/live", Ct)).IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            Ct
        );
        Assert.True(server.Lines.Count < 40, server.Text);
    }

    [Fact]
    public void Signed_requests_are_forgotten_hourly()
    {
        var timer = Assert.Single(FunctionsMetadata.Read().OfType<FunctionBinding.Timer>(), t => t.Function == "ForgetSigned");
        var schedule = Schedules.Read(timer.Schedule);
        var now = new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc);
        Assert.Equal(24, schedule.GetNextOccurrences(now, now.AddDays(1)).Count());
    }

    private static async Task EndsAsync(Stage stage, int code, string says, params string[] words)
    {
        using var program = stage.Start(words);
        Assert.True(code == await program.EndAsync(Ct), $"{string.Join(' ', words)}: {program.Text}");
        await Stage.UntilAsync(() => Task.FromResult(program.Text.Contains(says, StringComparison.Ordinal)), Ct);
        Plain(program);
    }

    private static void Plain(RunningProgram program)
    {
        Assert.DoesNotContain("   at ", program.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", program.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", program.Text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"待ち受けています: http://[^:]+:(\d+)")]
    private static partial Regex Port();
}
