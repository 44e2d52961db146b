using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AccessGov.App.Composition;
using AccessGov.App.Personnel;
using AccessGov.App.Personnel.Persons;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Benchmarks.Harness;
using AccessGov.Benchmarks.Input;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Sandbox;
using AccessGov.Sandbox.City;
using AccessGov.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AccessGov.Benchmarks.Scim;

/// <summary>
/// A program walks over everybody by SCIM, page after page, over HTTP in this process, client and server together. The people come from
/// extracts; one in ten was told by SCIM and has a profile. The first page loads the facts and is counted apart.
/// </summary>
internal static class ScimBenchmark
{
    private const double Limit = 20;
    private const int Callers = 40;

    public static async Task<bool> RunAsync(Report report, int staff, CancellationToken ct)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("accessgov-bench-").FullName;
        try
        {
            using var installation = await OpenAsync(folder, staff, ct);
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            builder.Services.AddRoutingCore();
            await using var app = builder.Build();
            app.UseRouting();
            app.MapPortal(() => installation);
            await app.StartAsync(ct);
            using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
            var rows = new List<object[]>();
            var (total, bytes, first) = await CpuAsync(() => PageAsync(http, 0, 1, 1, ct));
            rows.Add(["first page, one person: facts are loaded", 1, 1, bytes / 1e6, first, 0.0]);
            var held = true;
            foreach (var count in new[] { 200, 100 })
            {
                var (seen, size, cpu) = await CpuAsync(async () =>
                {
                    var (people, length) = (0, 0L);
                    for (var (start, n) = (1, 0); start <= total; start += count, n++)
                    {
                        var (_, page) = await PageAsync(http, n, start, count, ct);
                        (people, length) = (people + Math.Min(count, total - start + 1), length + page);
                    }
                    return (people, length);
                });
                rows.Add([$"everybody, {count} a page", (total + count - 1) / count, seen, size / 1e6, cpu, cpu / seen * 1e6]);
                if (count == 200)
                    held = report.Promise($"{seen:#,0} people, {count} a page: CPU seconds", cpu, Limit);
            }
            report.Table("Everybody by SCIM", ["what", "requests", "people", "MB", "CPU seconds", "us a person"], rows);
            await app.StopAsync(ct);
            return held;
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static string Token(int n) => $"benchmark-token-{n}-0123456789abcdef0123456789";

    /// <summary>One page, drained. A caller has an allowance, so several take turns.</summary>
    private static async Task<(int Total, long Bytes)> PageAsync(HttpClient http, int n, int start, int count, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/portal/api/scim/v2/Users?startIndex={start}&count={count}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(n % Callers));
        while (true)
        {
            using var reply = await http.SendAsync(request, ct);
            reply.EnsureSuccessStatusCode();
            var body = await reply.Content.ReadAsByteArrayAsync(ct);
            if (count > 1)
                return (0, body.Length);
            using var json = JsonDocument.Parse(body);
            return (json.RootElement.GetProperty("totalResults").GetInt32(), body.Length);
        }
    }

    private static async Task<(int, long, double Cpu)> CpuAsync(Func<Task<(int, long)>> act)
    {
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        var (one, other) = await act();
        self.Refresh();
        return (one, other, (self.TotalProcessorTime - before).TotalSeconds);
    }

    private static async Task<Installation> OpenAsync(string folder, int staff, CancellationToken ct)
    {
        for (var n = 0; n < Callers; n++)
            await File.WriteAllTextAsync(Path.Combine(folder, $"token{n}"), Token(n), ct);
        var settings = Path.Combine(folder, "accessgov.json");
        var bySource = new PopulationSource(staff).On401().GroupBy(w => w.Home).ToList();
        var sources = string.Join(',', bySource.Select(g => g.Key.Value));
        await File.WriteAllTextAsync(
            settings,
            JsonSerializer.Serialize(
                new
                {
                    policyFile = Repository.Path("functions/policy/suzaka-sample.yaml"),
                    profileFolder = Repository.Path("functions/policy/profiles"),
                    storage = new { kind = "sqlite", folder = Path.Combine(folder, "state") },
                    directory = new { clientId = "benchmark", allowOneIdentity = true },
                    callers = Enumerable
                        .Range(0, Callers)
                        .ToDictionary(n => $"bench{n}", n => new { source = sources, tokenFile = Path.Combine(folder, $"token{n}") }),
                }
            ),
            ct
        );
        var (opened, faults) = Installation.Open(settings, TimeProvider.System);
        var installation = opened ?? throw new InvalidOperationException(string.Join('\n', faults));
        var workspace = installation.Workspace;
        var today = workspace.Today;
        var delivered = bySource
            .Select(g =>
                HrSnapshot.Silent(g.Key, today).With(g.Select(w => new PersonStatement.Employed(g.Key, today, w))).AsDelivered(today)
            )
            .ToList();
        await TownStore.FillAsync(workspace, delivered, [], [], new Announcement([]), ct);
        using var besides = JsonDocument.Parse(
            """
            {"name":{"familyName":"須坂","givenName":"花子"},"title":"主事",
             "emails":[{"value":"hanako@city.example","type":"work","primary":true}]}
            """
        );
        foreach (var source in delivered)
            foreach (var part in source.Workers.Where((_, n) => n % 10 == 0).Chunk(PartitionCommit.Room / 2))
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Personnel, ct);
                foreach (var worker in part)
                {
                    var said = new PersonStatement.Employed(source.Source, today, worker);
                    var name = string.Create(CultureInfo.InvariantCulture, $"u{worker.Id}@city.example");
                    commit.Put(
                        ProfileRows.Profile(source.Source, worker.Id),
                        new PersonProfile(name, besides.RootElement, true, said, FactsHash.Of(said), workspace.Now, workspace.Now)
                    );
                    commit.Put(
                        Statements.Row(source.Source, worker.Id),
                        new Statements.Stated($"scim-{worker.Id}", workspace.Now, workspace.Now, new string('0', 64), said)
                    );
                }
                if (!await commit.CommitAsync(ct))
                    throw new InvalidOperationException("The state folder is in use.");
            }
        return installation;
    }
}
