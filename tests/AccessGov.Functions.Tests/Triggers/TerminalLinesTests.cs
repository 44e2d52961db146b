using System.Text.RegularExpressions;
using AccessGov.App.Failures;
using AccessGov.App.Incidents;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Triggers;
using AccessGov.Tests;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AccessGov.Functions.Tests.Triggers;

/// <summary>What <c>serve</c> logs on a terminal is read by whoever sits there; a file is searched with English documentation.</summary>
public sealed partial class TerminalLinesTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 31, 15, 0, 5, TimeSpan.Zero);

    // By whose logger the entries of a class are told where it is not its own.
    private static readonly Dictionary<string, string> Tellers = new()
    {
        ["QueuePump"] = "Standalone",
        ["TimerLoop"] = "Standalone",
        ["StoreGauges"] = "Standalone",
        ["Forgeries"] = "DirectoryNotifications",
    };

    [Theory]
    [InlineData("ja", "2026-04-01 00:00:05 日付の変わり目の処理 (TurnOfDay): 終わりました（")]
    [InlineData("en", "2026-04-01 00:00:05 turn of the day (TurnOfDay) done in ")]
    public async Task A_trigger_is_told_in_the_readers_language_by_the_clock_of_the_city(string language, string said)
    {
        await using var told = new StringWriter();
        var boundary = new TriggerBoundary(() => throw Unreachable(), new Teller(language, told));
        Assert.False(await boundary.GuardAsync("TurnOfDay", () => throw Unreachable()));
        new Teller(language, told).Log(LogLevel.Information, "Done", ("Function", "TurnOfDay"), ("Milliseconds", 12.3));
        var lines = told.ToString().Split('\n');
        Assert.StartsWith(said, lines[1], StringComparison.Ordinal);
        Assert.Equal(language == "ja", Kana().IsMatch(lines[0]));
        Assert.Contains("(TurnOfDay)", lines[0], StringComparison.Ordinal);
        Assert.Contains(new UiTexts(language).Of(Unreachable().What), lines[0], StringComparison.Ordinal);
        Assert.Contains(language == "ja" ? " エラー: " : " error: ", lines[0], StringComparison.Ordinal);
    }

    /// <summary>A function that ended well may have left something to people: whoever sits there reads it, and where to look.</summary>
    [Fact]
    public async Task An_incident_is_told_with_its_number_and_without_anybodys_name()
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        await using var told = new StringWriter();
        await new TriggerBoundary(() => installation, new Teller("ja", told)).RunAsync(
            "HrFileArrived",
            null,
            i => IncidentLog.AddAsync(
                i.Workspace,
                i.Actor,
                new Incident("hr-file-refused", "nobody/x.csv", Wording.OfFormer("須坂 花子")),
                TestContext.Current.CancellationToken
            )
        );
        var met = Assert.Single(await IncidentLog.ListAsync(installation.Workspace, TestContext.Current.CancellationToken));
        var line = Assert.Single(told.ToString().Split('\n'), l => l.Contains(met.Id, StringComparison.Ordinal));
        Assert.Contains("人事ファイルを受け取れませんでした", line, StringComparison.Ordinal);
        Assert.Contains("accessgov incidents", line, StringComparison.Ordinal);
        Assert.DoesNotContain("須坂 花子", told.ToString(), StringComparison.Ordinal);
    }

    /// <summary>As a text it stays English: that is what a file, a journal and a collector get.</summary>
    [Fact]
    public void A_sentence_in_a_log_is_English_where_nobody_says_otherwise() =>
        Assert.Equal(new UiTexts("en").Of(Unreachable().What), new LoggedWording(Unreachable().What).ToString());

    [Fact]
    public void Every_entry_of_ours_and_every_function_has_a_text_in_both_languages()
    {
        var entries = new List<string>();
        foreach (var file in System.IO.Directory.EnumerateFiles(Sample.InRepository("functions"), "*.cs", SearchOption.AllDirectories))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            entries.AddRange(
                Entries()
                    .Matches(File.ReadAllText(file))
                    .Select(m => TerminalLines.KeyOf(Tellers.GetValueOrDefault(name, name), new EventId(0, m.Groups[1].Value)))
            );
        }
        Assert.True(entries.Count >= 15, string.Join(' ', entries));
        var functions = FunctionsMetadata.Read().Where(f => f is not FunctionBinding.Http).Select(f => f.Function.Split('-')[^1]);
        foreach (var key in entries.Concat(functions.Select(f => $"Function.{f}")))
        {
            Assert.Matches(Kana(), new UiTexts("ja").Find(key) ?? $"No text for {key}.");
            Assert.NotNull(new UiTexts("en").Find(key));
        }
    }

    [Fact]
    public async Task What_another_part_tells_stays_as_it_is_and_obeys_nothing()
    {
        await using var told = new StringWriter();
        new Teller("ja", told).Log(LogLevel.Warning, "Elsewhere", ("What", "odd\u001b[2J"));
        Assert.Equal("2026-04-01 00:00:05 注意: Elsewhere oddU+001B[2J\n", told.ToString());
    }

    private static OutsideFailureException Unreachable() =>
        new(new OutsideFailure.Transient("disk-full", null), Wording.Of("Cli.StandardInput"));

    [GeneratedRegex(@"\[LoggerMessage\([^\]]*\)\]\s*private partial void (\w+)\(")]
    private static partial Regex Entries();

    [GeneratedRegex(@"[\p{IsHiragana}\p{IsKatakana}\p{IsCJKUnifiedIdeographs}]")]
    private static partial Regex Kana();

    /// <summary>Hands what is logged to the terminal's lines, as the console does.</summary>
    private sealed class Teller(string language, TextWriter to) : ILogger<TriggerBoundary>
    {
        private readonly TerminalLines lines = new(
            new UiTexts(language),
            () => At.ToOffset(TimeSpan.FromHours(9)),
            instant => instant.ToOffset(TimeSpan.FromHours(9))
        );

        public void Log(LogLevel level, string name, params (string Name, object? Value)[] values)
        {
            KeyValuePair<string, object?>[] state = [.. values.Select(v => KeyValuePair.Create(v.Name, v.Value))];
            Log<IReadOnlyList<KeyValuePair<string, object?>>>(
                level,
                new EventId(1, name),
                state,
                null,
                (of, _) => $"{name} {string.Join(' ', of.Select(v => v.Value))}"
            );
        }

        public void Log<TState>(LogLevel level, EventId told, TState state, Exception? thrown, Func<TState, Exception?, string> said) =>
            lines.Write(new LogEntry<TState>(level, typeof(TriggerBoundary).FullName!, told, state, thrown, said), null, to);

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;
    }
}
