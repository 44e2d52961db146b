using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using AccessGov.App.Composition;
using AccessGov.App.Planning;
using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using AccessGov.Functions.Serve;
using AccessGov.Sandbox.Identity;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Benchmarks.Reviews;

/// <summary>
/// Pages of a round over loopback, as <c>accessgov serve</c> answers them: for whom nothing has changed since the last one, and after
/// somebody else handed 60 answers in between.
/// </summary>
internal static class ReviewPages
{
    private const string TenantId = "6f0d4b1e-52a7-4c3e-9d55-0a4c1f7e2b90";

    private const int Times = 40,
        AnswersAtOnce = 60;

    /// <summary>A page that takes seconds is measured fewer times.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private static readonly string[] Figures = ["first", "p50", "p95", "p50 after", "p95 after", "bytes"];

    /// <summary>A line for each page.</summary>
    public static IEnumerable<object[]> Rows(IReadOnlyDictionary<string, double> figures) =>
        figures
            .Keys.Where(k => k.Contains('|', StringComparison.Ordinal))
            .Select(k => k.Split('|')[0])
            .Distinct()
            .Select(page => (object[])[page, .. Figures.Select(f => (object)figures[$"{page}|{f}"])]);

    /// <summary>The largest of all.</summary>
    public static double Slowest(IReadOnlyDictionary<string, double> figures) =>
        figures.Where(f => f.Key.Contains("|p95", StringComparison.Ordinal)).Max(f => f.Value);

    public static async Task MeasureAsync(ReviewCity city, Dictionary<string, double> figures, CancellationToken ct)
    {
        await using var tenant = await TenantEmulator.StartAsync(new TenantOptions { Throttle = false });
        var (head, chief) = (ReviewCity.HeadOf(0), ReviewCity.HeadOfDepartment(1));
        ReviewCity.AddAccounts(tenant, [head, chief, ReviewCity.Operator, ReviewCity.Auditor]);
        var address = new Uri($"http://localhost:{FreePort()}");
        await using var identity = await IdentityProvider.StartAsync(
            tenant.Directory,
            new IdentityOptions { TenantId = TenantId, RedirectUris = [new Uri(address, "/portal/signin-oidc")] }
        );
        foreach (
            var (name, value) in new[]
            {
                ("ACCESSGOV_LOG_LEVEL", "Warning"),
                ("ACCESSGOV__directory__tenantId", TenantId),
                ("ACCESSGOV__directory__baseUri", tenant.BaseUri.AbsoluteUri),
                ("ACCESSGOV__directory__tokenUri", tenant.TokenUri.AbsoluteUri),
                ("ACCESSGOV__portal__address", address.OriginalString),
                ("ACCESSGOV__portal__cityName", "見本市"),
                ("ACCESSGOV__portal__clientId", IdentityOptions.UsualClientId),
                ("ACCESSGOV__portal__authority", identity.Authority.AbsoluteUri),
            }
        )
            Environment.SetEnvironmentVariable(name, value);
        using var installation = city.Open(TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var serving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = Task.Run(() => Standalone.RunAsync(installation, address.Port, _ => serving.SetResult(), stop.Token), ct);
        await await Task.WhenAny(serving.Task, running);
        try
        {
            var others = new Others(installation);
            var round = (await ReviewBook.ReadAsync(installation.Workspace, ct)).Rounds[0];
            var at = $"/portal/reviews/{round.Id}";
            foreach (
                var (who, worker, pages) in new (string, EmployeeId, string[])[]
                {
                    ("head of 20", head, ["/portal/reviews", $"{at}?person={new EmployeeId($"{int.Parse(head.Value) + 1}")}"]),
                    ("head of 20, 60 answered", head, [at + "/submit"]),
                    ("head of 99", chief, ["/portal/reviews", at, at + "/submit"]),
                    ("operator", ReviewCity.Operator, ["/portal/reviews", at + "/record", at + "/record?part=900"]),
                    ("auditor", ReviewCity.Auditor, ["/portal/reviews", at + "/record"]),
                }
            )
            {
                using var browser = new PlainBrowser(address);
                await browser.SignInAsync(tenant.Directory.FindByEmployeeId(worker.Value)[0].Id, "/portal/me");
                if (who.Contains("answered", StringComparison.Ordinal))
                    await others.AnswerAsync(worker, round, ct);
                foreach (var page in pages)
                    await MeasureAsync(
                        browser,
                        $"{who}: {page.Replace(round.Id, "ROUND", StringComparison.Ordinal)}",
                        page,
                        () => others.HandInAsync(round, ct),
                        figures
                    );
            }
            (figures["answer"], figures["submit"]) = (At(others.Answering, 0.95), At(others.Submitting, 0.95));
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }
    }

    private static async Task MeasureAsync(
        PlainBrowser browser,
        string name,
        string page,
        Func<Task> between,
        Dictionary<string, double> figures
    )
    {
        var bytes = 0;
        figures[$"{name}|first"] = await OnceAsync();
        foreach (var (suffix, before) in new (string, Func<Task>?)[] { ("", null), (" after", between) })
        {
            var taken = new List<double>();
            for (var watch = Stopwatch.StartNew(); taken.Count < Times && watch.Elapsed < Longest;)
            {
                if (before is not null)
                    await before();
                taken.Add(await OnceAsync());
            }
            (figures[$"{name}|p50{suffix}"], figures[$"{name}|p95{suffix}"]) = (At(taken, 0.5), At(taken, 0.95));
        }
        figures[$"{name}|bytes"] = bytes;

        async Task<double> OnceAsync()
        {
            while (true)
            {
                var began = Stopwatch.GetTimestamp();
                var answer = await browser.GetAsync(page);
                var passed = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                browser.Answers.Clear();
                if (answer.Status == HttpStatusCode.TooManyRequests)
                {
                    await Task.Delay(TimeSpan.FromSeconds(5));
                    continue;
                }
                if (answer.Status != HttpStatusCode.OK)
                    throw new InvalidOperationException($"{name}: {answer.Status} {answer.Location}");
                bytes = Math.Max(bytes, Encoding.UTF8.GetByteCount(answer.Body));
                return passed;
            }
        }
    }

    /// <summary>Other heads, who answer 60 items each and hand them in, one to be taken.</summary>
    private sealed class Others(Installation installation)
    {
        private int next = 100;

        public List<double> Answering { get; } = [];

        public List<double> Submitting { get; } = [];

        public async Task AnswerAsync(EmployeeId by, ReviewRound round, CancellationToken ct)
        {
            var workspace = installation.Workspace;
            var items = (await ReviewDesk.ItemsOfAsync(workspace, round, by, ct)).Take(AnswersAtOnce).Index();
            var wanted = items
                .Select(i => new ReviewDesk.Wanted(
                    i.Item.Item.Id,
                    i.Index == 0 ? ReviewChoice.Remove : ReviewChoice.Keep,
                    "",
                    3000,
                    i.Item.Answer?.At
                ))
                .ToList();
            var approver = await WhoApproves.OfAsync(workspace, by, ct);
            var watch = Stopwatch.StartNew();
            if (await ReviewDesk.AnswerAsync(workspace, approver, round, wanted, false, ct) is not (null, null) and var why)
                throw new InvalidOperationException($"{by}: {why}");
            Answering.Add(watch.Elapsed.TotalMilliseconds);
        }

        public async Task HandInAsync(ReviewRound round, CancellationToken ct)
        {
            var by = ReviewCity.HeadOf(next++);
            await AnswerAsync(by, round, ct);
            var approver = await WhoApproves.OfAsync(installation.Workspace, by, ct);
            var watch = Stopwatch.StartNew();
            if (await ReviewDesk.SubmitAsync(installation.Workspace, approver, round, false, ct) is not ({ Removes: 1 }, null) and var why)
                throw new InvalidOperationException($"{by}: {why}");
            Submitting.Add(watch.Elapsed.TotalMilliseconds);
        }
    }

    private static double At(List<double> values, double share) => values.Order().ElementAt((int)Math.Ceiling(values.Count * share) - 1);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
