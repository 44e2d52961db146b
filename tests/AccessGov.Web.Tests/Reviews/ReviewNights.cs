using System.Globalization;
using System.Text;
using AccessGov.App.Applying;
using AccessGov.App.Audit;
using AccessGov.App.Audit.Log;
using AccessGov.App.Events;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Sandbox.Demo;
using AccessGov.Web.Tests.Browser;
using AccessGov.Web.Tests.Campaign;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;

namespace AccessGov.Web.Tests.Reviews;

/// <summary>
/// A town hall whose directory is as it should be, on a day that the story names: its nights run as they do in a city, sweep, plan, apply
/// and verify, and by day people sit before the portal.
/// </summary>
internal sealed class ReviewNights : IAsyncDisposable
{
    private static readonly Actor Trigger = new Actor.Trigger("ReconcileNightly");
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);
    private readonly FakeTimeProvider clock;

    private ReviewNights(TownHall town, FakeTimeProvider clock) => (Town, this.clock) = (town, clock);

    public TownHall Town { get; }

    public Workspace Workspace => Town.Stage.Workspace;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Opens it on the day before the first night: everybody has an account, a key, a training and what is due.</summary>
    /// <param name="on">The day.</param>
    /// <param name="more">How many more work in 戸籍係.</param>
    /// <param name="staffRole">What <see cref="PortalStage.Staff"/> may do besides; null for nothing.</param>
    /// <param name="policy">Changes the policy's text; null for nothing.</param>
    public static async Task<ReviewNights> OpenAsync(
        string on,
        int more = 0,
        OperatorRole? staffRole = null,
        Func<string, string>? policy = null
    )
    {
        // It moves on a little at each look: of two things that happen one is later.
        var clock = new FakeTimeProvider(At(on, 9)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
        var town = await TownHall.OpenAsync(
            more,
            clock: clock,
            staffRole: staffRole,
            policy: text => Roomy((policy ?? (same => same))(text))
        );
        var nights = new ReviewNights(town, clock);
        var people = (await nights.Workspace.Present.OfAsync(nights.Workspace, Ct)).Workers.Select(w => w.Worker.Id).ToArray();
        var (before, lists) = (nights.Workspace.Today.AddDays(-30), new Actor.OsUser("test"));
        await ImportList.KeysAsync(
            nights.Workspace,
            lists,
            SampleProfiles.Keys,
            List("職員番号,登録日,失効日", people, id => $"{id},{before:yyyy-MM-dd},"),
            Ct
        );
        await ImportList.TrainingsAsync(
            nights.Workspace,
            lists,
            SampleProfiles.Training,
            List("職員番号,受講日", people, id => $"{id},{before:yyyy-MM-dd}"),
            Ct
        );
        await nights.SettleAsync();
        await nights.NightAsync();
        Assert.Empty(await Stage.RemainingAsync(nights.Workspace, Ct));
        return nights;
    }

    /// <summary>Personnel delivers, the night runs, and then it is nine in the morning of the day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="change">Changes the rows of personnel.</param>
    public async Task NightAsync(string day, Action<List<string>>? change = null)
    {
        clock.SetUtcNow(At(day, 1));
        await Town.DeliverAsync(change);
        await NightAsync();
        clock.SetUtcNow(At(day, 9));
    }

    /// <summary>As if it had always been so: nobody who has served for years asks for a first account.</summary>
    private async Task SettleAsync()
    {
        var (directory, policy) = (Town.Stage.Stage.Tenant.Directory, Workspace.Policy);
        foreach (var desire in (await Workspace.Present.OfAsync(Workspace, Ct)).Workers)
            if (directory.FindByEmployeeId(desire.Worker.Id.Value) is not [var account, ..])
                StartingTenant.Add(directory, desire, policy);
            else
                foreach (var membership in desire.Memberships)
                    directory.AddMember(policy.Entitlements[membership.Entitlement].GroupId.ToString(), account.Id);
    }

    private async Task NightAsync()
    {
        using var key = new SigningKey(Path.Combine(Town.Stage.Stage.Folder, "night.pem"), null);
        var memory = new FileMemory(Path.Combine(Town.Stage.Stage.Folder, "night-memory"));
        await ReconcileNightly.RunAsync(Workspace, Trigger, new LogKeeping(key, memory, null, key), Ct);
        await WorkAsync();
    }

    /// <summary>Works off the queues until nothing is left.</summary>
    public async Task WorkAsync()
    {
        for (var isBusy = true; isBusy; clock.Advance(TimeSpan.FromMinutes(5)))
        {
            isBusy = false;
            foreach (
                var queue in (QueueName[])
                    [WorkQueues.HrChanged, WorkQueues.PlanMade, WorkQueues.ApplyUrgent, WorkQueues.ApplyChunk, WorkQueues.VerifyPlan]
            )
                foreach (var message in await Workspace.Queue.ReceiveAsync(queue, 32, TimeSpan.FromHours(1), Ct))
                {
                    isBusy = true;
                    await RunAsync(queue, WorkMessage.Read(Workspace, message.Body));
                    await Workspace.Queue.DeleteAsync(queue, message, Ct);
                }
        }
    }

    /// <summary>How every story ends: another night writes nothing into the directory, and a plan for everybody is empty.</summary>
    /// <param name="day">The day after that night.</param>
    public async Task RunAgainChangesNothingAsync(string day)
    {
        var counters = Town.Stage.Stage.Tenant.Counters;
        var writes = counters.Writes;
        await NightAsync(day);
        var question = new MakePlan.Question(Workspace.Today, null, new HashSet<SourceId>());
        var plan = Assert.IsType<MakePlanResult.Made>(await MakePlan.RunAsync(Workspace, Trigger, question, null, Ct)).Plan;
        Assert.Empty(plan.Actions);
        Assert.Empty(await Stage.RemainingAsync(Workspace, Ct));
        Assert.Equal((writes, 0), (counters.Writes, counters.NotEmulated));
    }

    /// <summary>True where somebody's account is in the group of a right.</summary>
    public bool Holds(EmployeeId worker, string right) =>
        Town.Stage.AccountOf(worker).MemberOf.Contains(Workspace.Policy.Entitlements.Single(e => e.Id.Value == right).GroupId.ToString());

    /// <summary>Somebody sits down before a window: whoever sat there has gone.</summary>
    public async Task SitAsync(IPage page, EmployeeId person, string path)
    {
        await page.Context.ClearCookiesAsync();
        await page.SignInAsync(Town.Stage, Town.Stage.AccountOf(person), path);
    }

    /// <summary>Opens another page of the portal.</summary>
    public Task GoAsync(IPage page, string path) => page.GotoAsync(new Uri(Town.Stage.Address, path).AbsoluteUri);

    /// <summary>Presses a key that leads to another page, and waits for that.</summary>
    public static async Task ForwardAsync(IPage page, string key = "0")
    {
        var before = page.Url;
        await page.Keyboard.PressAsync(key);
        await page.ArriveAsync(url => url != before);
    }

    /// <summary>
    /// Answers person by person with keys alone, one key for each right and one to go on, until the page asks to hand in, and hands in.
    /// </summary>
    /// <param name="page">The window, on a page of a round.</param>
    /// <param name="keyOf">Which key, by 職員番号 and the right's id.</param>
    public static async Task AnswerAllAsync(IPage page, Func<string, string, string> keyOf)
    {
        for (var people = 0; !page.Url.EndsWith("/submit", StringComparison.Ordinal); people++)
        {
            Assert.True(people < 60, page.Url);
            var person = await page.Locator("#answers input[name=person]").GetAttributeAsync("value");
            foreach (var right in await RightsOnAsync(page))
                await page.Keyboard.PressAsync(keyOf(person!, right));
            await ForwardAsync(page);
        }
        await HandInAsync(page);
    }

    /// <summary>Ids of the rights on the page, from above.</summary>
    public static async Task<string[]> RightsOnAsync(IPage page) =>
        await page.EvaluateAsync<string[]>("[...document.querySelectorAll('[data-item] input[value=keep]')].map(i => i.name.slice(2))");

    /// <summary>Hands in with Enter, and waits for the receipt.</summary>
    public static async Task HandInAsync(IPage page)
    {
        await page.Locator("form .btn.main.big").PressAsync("Enter");
        await Assertions.Expect(page.Locator(".banner.ok h2")).ToContainTextAsync("受付番号");
    }

    /// <summary>Sends what no form on the page sends, with the person's session and a token of the page.</summary>
    /// <returns>Status and text of the answer.</returns>
    public static Task<string> PostByHandAsync(IPage page, string path, params (string Name, string Value)[] fields) =>
        page.EvaluateAsync<string>(
            """
            async ([path, names, values]) => {
                const body = new URLSearchParams(names.map((name, at) => [name, values[at]]));
                body.append("f", document.querySelector("input[name=f]").value);
                const answer = await fetch(path, { method: "POST", body });
                return answer.status + " " + (await answer.text());
            }
            """,
            new object[] { path, fields.Select(f => f.Name).ToArray(), fields.Select(f => f.Value).ToArray() }
        );

    public ValueTask DisposeAsync() => Town.DisposeAsync();

    private Task RunAsync(QueueName queue, WorkMessage message) =>
        queue == WorkQueues.HrChanged ? HrChanged.RunAsync(Workspace, Trigger, message.NeededWorker, Ct)
        : queue == WorkQueues.PlanMade ? PlanMade.RunAsync(Workspace, message.NeededPlan, Ct)
        : queue == WorkQueues.ApplyUrgent ? ApplyUrgent.RunAsync(Workspace, Trigger, message.NeededPlan, Ct)
        : queue == WorkQueues.ApplyChunk ? ApplyChunk.FromQueueAsync(Workspace, Trigger, message.NeededPlan, Ct)
        : VerifyPlan.FromQueueAsync(Workspace, Trigger, message.NeededPlan, Ct);

    /// <summary>Of so few people two rights are more than a fiftieth: the brake is another story.</summary>
    private static string Roomy(string policy) =>
        Changed(
            Changed(policy, "removals: { count: 40, share: 0.02 }", "removals: { count: 40, share: 0.5 }"),
            "removals: { count: 120, share: 0.05 }",
            "removals: { count: 120, share: 0.5 }"
        );

    private static string Changed(string policy, string old, string text)
    {
        Assert.Contains(old, policy, StringComparison.Ordinal);
        return policy.Replace(old, text, StringComparison.Ordinal);
    }

    private static byte[] List(string head, IEnumerable<EmployeeId> people, Func<EmployeeId, string> line) =>
        Encoding.UTF8.GetBytes(string.Join('\n', people.Select(line).Prepend(head)) + "\n");

    private static DateTimeOffset At(string day, int hour) =>
        new(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToDateTime(new TimeOnly(hour, 0)), Japan);
}
