using System.Text.Json;
using AccessGov.App.Audit;
using AccessGov.App.Events;
using AccessGov.App.Settings;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Functions.Serve;
using AccessGov.Functions.Triggers;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Triggers;

/// <summary>One name down the thread: folder of the binding = trigger = flow = queue in kebab-case.</summary>
public sealed class BindingTests
{
    private static readonly string Bindings = Sample.InRepository("functions/bindings");
    private static readonly string App = Sample.InRepository("functions/AccessGov.Functions");
    private static readonly IReadOnlyList<Binding> All = BindingFiles.Read(Bindings);

    [Fact]
    public void Every_binding_has_its_trigger_and_every_trigger_its_binding()
    {
        var bound = All.Where(b => b is not Binding.Http).Select(b => b.Function.Split(TriggerTable.Of)[0]).ToHashSet();
        var files = System
            .IO.Directory.EnumerateFiles(Path.Combine(App, "Triggers"), "*.cs")
            .Where(IsTrigger)
            .Select(f => Path.GetFileNameWithoutExtension(f))
            .ToHashSet();
        Assert.Equal(files.Order(), bound.Order());
        Assert.Equal(files.Order(), TriggerTable.Names.Order());
        Assert.Equal(["Web"], All.OfType<Binding.Http>().Select(b => b.Function));
    }

    private static bool IsTrigger(string file) => TriggerTable.Names.Contains(Path.GetFileNameWithoutExtension(file));

    [Fact]
    public void Every_trigger_has_a_flow_of_its_name() =>
        Assert.All(
            TriggerTable.Names,
            name =>
                Assert.Single(
                    System.IO.Directory.EnumerateFiles(
                        Sample.InRepository("functions/AccessGov.App"),
                        name + ".cs",
                        SearchOption.AllDirectories
                    )
                )
        );

    [Fact]
    public void A_queue_is_named_as_its_function_and_each_has_somebody_for_its_poison()
    {
        foreach (var queue in All.OfType<Binding.Queue>())
            Assert.Equal(
                queue.Function.Split(TriggerTable.Of) is [_, var whose]
                    ? TriggerTable.QueueOf(whose).Poison
                    : TriggerTable.QueueOf(queue.Function),
                queue.Name
            );
        var queues = All.OfType<Binding.Queue>().Where(q => !q.Function.Contains(TriggerTable.Of)).Select(q => q.Name).ToList();
        var poison = All.OfType<Binding.Queue>().Where(q => q.Function.Contains(TriggerTable.Of)).Select(q => q.Name);
        Assert.Equal(queues.Select(q => q.Poison.Value).Order(), poison.Select(q => q.Value).Order());
        var sentTo = typeof(WorkQueues).GetProperties().Select(p => (QueueName)p.GetValue(null)!);
        Assert.Equal(queues.Select(q => q.Value).Order(), sentTo.Select(q => q.Value).Order());
    }

    [Fact]
    public void Every_schedule_can_be_read_and_midnight_is_Japans()
    {
        Assert.All(All.OfType<Binding.Timer>(), timer => Schedules.Read(timer.Schedule));
        var next = Schedules
            .Read(All.OfType<Binding.Timer>().Single(t => t.Function == "TurnOfDay").Schedule)
            .GetNextOccurrence(new DateTime(2026, 3, 31, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(new DateTime(2026, 3, 31, 15, 0, 0), next);
    }

    [Fact]
    public void A_trigger_has_25_lines_at_most_and_the_program_40()
    {
        Assert.All(
            System.IO.Directory.EnumerateFiles(Path.Combine(App, "Triggers")).Where(IsTrigger),
            file => Assert.InRange(File.ReadAllLines(file).Length, 1, 25)
        );
        Assert.InRange(File.ReadAllLines(Path.Combine(App, "Program.cs")).Length, 1, 40);
    }

    [Fact]
    public void The_host_json_says_what_the_contract_needs()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Sample.InRepository("host.json")));
        var handler = document.RootElement.GetProperty("customHandler");
        Assert.True(handler.GetProperty("enableProxyingHttpRequest").GetBoolean());
        // With function.json files the host refuses to start when a profile is named.
        Assert.False(document.RootElement.TryGetProperty("configurationProfile", out _));
        Assert.Equal(
            PublicPaths.Prefix,
            "/" + document.RootElement.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString()
        );
        Assert.Equal(
            "base64",
            document.RootElement.GetProperty("extensions").GetProperty("queues").GetProperty("messageEncoding").GetString()
        );
    }
}
