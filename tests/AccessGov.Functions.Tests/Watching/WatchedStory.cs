using System.Text.RegularExpressions;
using AccessGov.App.Applying;
using AccessGov.App.Events;
using AccessGov.App.Personnel;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Planning;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Watching;

/// <summary>What those who watch <c>accessgov serve</c> see, and what they do not.</summary>
public sealed partial class WatchedStory
{
    private const int People = 6;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_trace_leads_from_the_file_to_the_verified_change_and_names_nobody()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var workspace = installation.Workspace;
        var profile = installation.Profiles.Of(new SourceId("fire"))!;
        // Known before the server starts, so that its first look at the store shows them.
        await ImportHr.RunAsync(
            workspace,
            new Actor.OsUser("test"),
            profile,
            Stage.Extract(People - 1),
            workspace.Today,
            null,
            checkOnly: false,
            Ct
        );
        var file = await Stage.DropAsync(workspace, Stage.Extract(People));
        using var server = RunningProgram.Start(
            Stage.Executable,
            ["serve", "--port", "0"],
            stage.Environment.Concat(collector.Environment).ToDictionary()
        );

        await Stage.UntilAsync(() => Task.FromResult(Functions(collector, "FileFound").Contains("VerifyPlan") && !server.HasExited), Ct);
        Assert.Equal(People, stage.Tenant.Directory.UserCount);
        var first = Trace(collector, "FileFound");
        Assert.Superset(
            new HashSet<string>
            {
                "FileFound",
                "HrFileArrived",
                "PlanMade",
                "ApplyChunk",
                "VerifyPlan",
                "POST /$batch",
                "GET /users",
                "GET /groups/{id}/members",
            },
            first.Select(s => s.Name).ToHashSet()
        );
        var ids = first.Select(s => s.Id).ToHashSet();
        Assert.Equal("FileFound", Assert.Single(first, s => s.Parent.Length == 0).Name);
        Assert.All(first.Where(s => s.Parent.Length > 0), s => Assert.Contains(s.Parent, ids));

        // Told by a message that knows no trace, as strangers' do: the function that takes it begins one.
        var leaver = (await LoadFacts.RunAsync(workspace, new HashSet<SourceId>(), Ct)).Roster.Workers[0];
        leaver = leaver with { Employments = [.. leaver.Employments.Select(e => e with { EndsAtOnce = true })] };
        await TakeStatements.RunAsync(
            workspace,
            new Actor.Application("jinji"),
            [new("leaver", workspace.Now, new PersonStatement.Employed(leaver.Home, workspace.Today, leaver))],
            Ct
        );
        await Stage.UntilAsync(() => Task.FromResult(Functions(collector, "ApplyUrgent").Contains("VerifyPlan")), Ct);
        Assert.Superset(
            new HashSet<string> { "HrChanged", "PlanMade", "ApplyUrgent", "VerifyPlan" },
            Trace(collector, "ApplyUrgent").Select(s => s.Name).ToHashSet()
        );

        string[] metrics =
        [
            "accessgov.event.effect{scope=everybody}",
            "accessgov.event.effect{scope=worker}",
            "accessgov.function.duration{function=HrFileArrived}",
            "accessgov.hr.facts.age{by=delivery,source=fire}",
            "accessgov.actions.waiting{lane=apply-chunk}",
            "accessgov.actions.waiting{lane=apply-urgent}",
            "accessgov.plans.approval.waiting{}",
            "accessgov.queue.messages{queue=apply-chunk}",
            "accessgov.queue.messages{queue=apply-chunk-poison}",
            "accessgov.audit.unsigned{}",
            "accessgov.figures.age{}",
            "accessgov.graph.requests{}",
            "accessgov.graph.writes{}",
            "accessgov.graph.throttled{}",
            "accessgov.graph.waited{}",
        ];
        await Stage.UntilAsync(
            () =>
            {
                Assert.False(server.HasExited, server.Text);
                return Task.FromResult(metrics.All(collector.Metrics.ContainsKey) && collector.LogBatches > 0);
            },
            Ct
        );
        AssertNamesNobody(stage, file, collector.Everything);
        AssertNamesNobody(stage, file, server.Text);
        // The other test's proof that it would see these.
        Assert.Contains("OpenTelemetry.dll", server.LoadedFiles);
        Assert.Contains("Microsoft.Graph.dll", server.LoadedFiles);
    }

    private static void AssertNamesNobody(Stage stage, string file, string text)
    {
        // Ids of traces and plans are random and long: six of their digits may be anybody's number.
        var withoutIds = LongHex().Replace(text, "…");
        foreach (var user in stage.Tenant.Directory.Users)
        {
            Assert.DoesNotContain(user.EmployeeId!, withoutIds, StringComparison.Ordinal);
            foreach (var word in (string?[])[user.DisplayName, user.UserPrincipalName, user.Id])
                Assert.DoesNotContain(word!, text, StringComparison.OrdinalIgnoreCase);
        }
        foreach (
            var word in (string[])
                [
                    "消防 ",
                    "郎",
                    "$select",
                    "$filter",
                    "Bearer",
                    file,
                    .. stage.Environment.Where(e => e.Key.Contains("SECRET", StringComparison.Ordinal)).Select(e => e.Value),
                ]
        )
            Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex("[0-9a-fA-F]{12,}")]
    private static partial Regex LongHex();

    /// <summary>The spans of the one trace that has a span of this name.</summary>
    private static List<ReceivedSpan> Trace(OtlpReceiver collector, string name)
    {
        var traces = collector.Spans.Where(s => s.Name == name).Select(s => s.Trace).Distinct().ToArray();
        return traces is [var one]
            ? [.. collector.Spans.Where(s => s.Trace == one)]
            : throw new InvalidOperationException($"{traces.Length} traces have a {name}.");
    }

    private static HashSet<string> Functions(OtlpReceiver collector, string name) =>
        collector.Spans.Any(s => s.Name == name) ? [.. Trace(collector, name).Select(s => s.Name)] : [];
}
