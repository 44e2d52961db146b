using System.Text.Json;
using AccessGov.App.Settings;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Functions.Serve;
using AccessGov.Functions.Triggers;
using AccessGov.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AccessGov.Functions.Tests.Triggers;

/// <summary>One name down the thread: function = use case = queue in kebab-case. The one list of them is what the build wrote.</summary>
public sealed class BindingTests
{
    private const char Of = '-';
    private static readonly IReadOnlyList<FunctionBinding> All = FunctionsMetadata.Read();

    [Fact]
    public void Every_function_has_a_use_case_of_its_name() =>
        Assert.All(
            All.Where(f => f is not FunctionBinding.Http).Select(f => f.Function.Split(Of)[0]).Distinct(),
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
        foreach (var queue in All.OfType<FunctionBinding.Queue>())
            Assert.Equal(
                queue.Function.Split(Of) is [_, var whose] ? WorkQueues.Of(whose).Poison : WorkQueues.Of(queue.Function),
                queue.Name
            );
        var queues = All.OfType<FunctionBinding.Queue>().Where(q => !q.Function.Contains(Of)).Select(q => q.Name).ToList();
        var poison = All.OfType<FunctionBinding.Queue>().Where(q => q.Function.Contains(Of)).Select(q => q.Name);
        Assert.Equal(queues.Select(q => q.Poison.Value).Order(), poison.Select(q => q.Value).Order());
        var sentTo = typeof(WorkQueues).GetProperties().Select(p => (QueueName)p.GetValue(null)!);
        Assert.Equal(queues.Select(q => q.Value).Order(), sentTo.Select(q => q.Value).Order());
    }

    [Fact]
    public void Serve_finds_the_method_of_every_function()
    {
        using var services = new ServiceCollection()
            .AddSingleton(new TriggerBoundary(() => throw new InvalidOperationException(), NullLogger<TriggerBoundary>.Instance))
            .BuildServiceProvider();
        var methods = new TriggerMethods(services);
        Assert.All(All.Where(f => f is not FunctionBinding.Http), function => Assert.NotNull(methods.Of(function)));
        Assert.Equal(["Web"], All.OfType<FunctionBinding.Http>().Select(f => f.Function));
        Assert.Throws<InvalidDataException>(() =>
            methods.Of(new FunctionBinding.Queue("Odd", "AccessGov.Functions.Triggers.Queues.Odd", new("odd")))
        );
    }

    [Fact]
    public void Every_schedule_can_be_read_and_midnight_is_Japans()
    {
        Assert.All(All.OfType<FunctionBinding.Timer>(), timer => Schedules.Read(timer.Schedule));
        Assert.All(
            All.OfType<FunctionBinding.Timer>(),
            timer => Assert.Equal((3, TimeSpan.FromMinutes(1)), (timer.Retries, timer.RetryAfter))
        );
        var next = Schedules
            .Read(All.OfType<FunctionBinding.Timer>().Single(t => t.Function == "TurnOfDay").Schedule)
            .GetNextOccurrence(new DateTime(2026, 3, 31, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(new DateTime(2026, 3, 31, 15, 0, 0), next);
    }

    [Fact]
    public void The_program_has_40_lines_at_most() =>
        Assert.InRange(File.ReadAllLines(Sample.InRepository("functions/AccessGov.Functions/Program.cs")).Length, 1, 40);

    [Fact]
    public void The_host_json_says_what_we_rely_on()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Sample.InRepository("host.json")));
        // The worker's SDK brings the extensions; a custom handler would win over the worker.
        Assert.False(document.RootElement.TryGetProperty("customHandler", out _));
        Assert.False(document.RootElement.TryGetProperty("extensionBundle", out _));
        var extensions = document.RootElement.GetProperty("extensions");
        Assert.Equal(PublicPaths.Prefix, "/" + extensions.GetProperty("http").GetProperty("routePrefix").GetString());
        Assert.Equal("base64", extensions.GetProperty("queues").GetProperty("messageEncoding").GetString());
    }
}
