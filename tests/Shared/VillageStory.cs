using System.Globalization;
using System.Text;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Sandbox;
using AccessGov.Sandbox.City;
using AccessGov.Sandbox.City.Files;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Tests;

/// <summary>
/// A village of a dozen people whom a story tells one by one. Everybody has a key and a training unless the story says otherwise.
/// </summary>
internal sealed class VillageStory : Story
{
    public const string TaxOffice = "010400",
        Residents = "020110",
        GeneralAffairs = "010100",
        WaterCharges = "700100",
        Crafts = "050100";

    /// <summary>Who sits at the keyboard.</summary>
    public static readonly EmployeeId Author = new("000101");

    /// <summary>Who brings the 内示・発令 list.</summary>
    private static readonly EmployeeId Announcer = new("000202");

    private static readonly EmployeeId AuditCommissioner = new("900001");

    private static readonly Dictionary<string, ExtractFormat> Formats = ExtractFormat.All.ToDictionary(f => f.Source);
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    private VillageStory(TenantEmulator tenant, JumpingClock clock, string root, string policyText, bool isNew = true)
        : base(tenant, clock, root, policyText)
    {
        if (!isNew)
        {
            Sit(Author);
            return;
        }
        foreach (var entitlement in Policy.Entitlements)
            tenant.Directory.Add(new TenantGroup(entitlement.Name, entitlement.Id.Value, entitlement.GroupId.ToString()));
        foreach (
            var (id, org) in new[]
            {
                ("000101", GeneralAffairs),
                ("000102", TaxOffice),
                ("000103", TaxOffice),
                ("000104", Residents),
                ("000105", Crafts),
                ("000106", Crafts),
            }
        )
            Put(Regular(id, "mayor", org));
        foreach (var id in new[] { "000201", "000202" })
            Put(Regular(id, "water", WaterCharges));
        Put(Regular("000301", "fire", "600200"));
        Put(Regular("000401", "education", "500200"));
        Put(Hired(AuditCommissioner.Value, "mayor", "090200", EmploymentKind.SpecialService, "2020-04-01", null));
        Settle(Staff[AuditCommissioner], Today);
        Sit(Author);
    }

    /// <inheritdoc/>
    public override EmployeeId Auditor => AuditCommissioner;

    /// <summary>What HR knows; <see cref="DeliverAsync"/> delivers it.</summary>
    public SortedDictionary<EmployeeId, Worker> Staff { get; } = [];

    /// <summary>Who has no key.</summary>
    public HashSet<EmployeeId> Keyless { get; } = [];

    /// <summary>Lines of the 内示・発令 list.</summary>
    public List<string> Announced { get; } = [];

    public DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().ToOffset(Japan).DateTime);

    /// <summary>Opens a village on a day, empty directory, nothing imported.</summary>
    public static async Task<VillageStory> OpenAsync(string on = "2026-02-02", string? policyText = null, TenantOptions? options = null)
    {
        var clock = new JumpingClock(Morning(Day(on)));
        var root = System.IO.Directory.CreateTempSubdirectory("story-").FullName;
        return new VillageStory(await StartAsync(root, clock, options), clock, root, policyText ?? Sample.Text);
    }

    /// <summary>The same moment once more, in a folder and a tenant of its own.</summary>
    public async Task<VillageStory> CopyAsync()
    {
        await Tenant.SaveAsync();
        var (root, clock) = (System.IO.Directory.CreateTempSubdirectory("story-").FullName, new JumpingClock(Clock.GetUtcNow()));
        foreach (var file in System.IO.Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(root, Path.GetRelativePath(Root, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return new VillageStory(
            await StartAsync(root, clock, null),
            clock,
            root,
            await File.ReadAllTextAsync(PolicyFile, Ct),
            isNew: false
        );
    }

    /// <summary>Opens a village whose directory is as it should be.</summary>
    public static async Task<VillageStory> SettledAsync(
        string on = "2026-02-02",
        string? policyText = null,
        TenantOptions? options = null,
        Action<VillageStory>? before = null
    )
    {
        var village = await OpenAsync(on, policyText, options);
        before?.Invoke(village);
        await village.DeliverAsync();
        await village.SettleAsync();
        return village;
    }

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static Worker Regular(string id, string source, string org, string from = "2020-04-01", string? until = null) =>
        Hired(id, source, org, EmploymentKind.Regular, from, until);

    public static Worker Hired(string id, string source, string org, EmploymentKind kind, string from, string? until) =>
        new(
            new EmployeeId(id),
            new SourceId(source),
            $"須坂　{id}",
            [new Employment(kind, new DateSpan(Day(from), until is null ? null : Day(until)))],
            [new Posting(new SourceId(source), PostingKind.Primary, new OrgCode(org), "主任", new DateSpan(Day(from), null))],
            []
        );

    public void Put(Worker worker) => Staff[worker.Id] = worker.Canonical();

    public void Change(string id, Func<Worker, Worker> change) => Put(change(Staff[new EmployeeId(id)]));

    /// <summary>本務 moves to another unit on a day.</summary>
    public void Move(string id, string org, string on)
    {
        Announced.Add($"{id},配置換,{on},{org}");
        Change(
            id,
            w =>
                w with
                {
                    Postings =
                    [
                        w.Postings[0] with
                        {
                            Days = w.Postings[0].Days with { Until = Day(on).AddDays(-1) },
                        },
                        w.Postings[0] with
                        {
                            Org = new OrgCode(org),
                            Days = new DateSpan(Day(on), null),
                        },
                    ],
                }
        );
    }

    /// <summary>退職日.</summary>
    public void Leave(string id, string lastDay, bool atOnce = false)
    {
        if (!atOnce)
            Announced.Add($"{id},退職,{lastDay},");
        Change(
            id,
            w =>
                w with
                {
                    Employments =
                    [
                        w.Employments[0] with
                        {
                            Days = w.Employments[0].Days with { Until = Day(lastDay) },
                            EndsAtOnce = atOnce,
                        },
                    ],
                }
        );
    }

    public void MoveTo(string day) => Clock.MoveTo(Morning(Day(day)));

    /// <summary>Writes one source's extract and says where.</summary>
    public string Write(string source, string? name = null)
    {
        var path = Path.Combine(Root, name ?? $"{source}-{Today:yyyyMMdd}.csv");
        using var file = new ExtractFile(path, "", Formats[source], Today, new CitySettings(CitySettings.Fewest), _ => { });
        var index = 0;
        foreach (var worker in Staff.Values)
            file.Add(new Person(index++, "スザカ", new DateOnly(1980, 5, 5), index % 2 == 0, CityEvent.Stays, worker, worker), worker);
        return path;
    }

    /// <summary>On 10 February 000102 moves from the tax office to the residents' desk; 000105 left the day before. HR tells it.</summary>
    public async Task OneMovesAndOneLeavesAsync()
    {
        Move("000102", Residents, "2026-02-10");
        Leave("000105", "2026-02-09");
        await DeliverAsync();
    }

    /// <summary>Imports extracts of today, and the lists of keys and trainings.</summary>
    public async Task DeliverAsync(params string[] sources)
    {
        foreach (var source in sources.Length > 0 ? sources : [.. Formats.Keys])
            (await RunAsync($"hr import {Write(source)} --source {source}")).Ended(0);
        await DeliverListsAsync();
    }

    public async Task DeliverListsAsync()
    {
        var keys = await ListAsync(
            "keys.csv",
            "職員番号,登録日,失効日",
            Staff.Keys.Where(id => !Keyless.Contains(id)).Select(id => $"{id},2025-04-01,")
        );
        (await RunAsync($"hr keys {keys}")).Ended(0);
        var training = await ListAsync("training.csv", "職員番号,受講日", Staff.Keys.Select(id => $"{id},2025-12-01"));
        (await RunAsync($"hr training {training}")).Ended(0);
        if (Announced.Count == 0)
            return;
        var announced = await ListAsync("announcement.csv", "職員番号,発令区分,発令年月日,新所属コード", Announced);
        // Whoever brings the facts foretells nothing by the list.
        (await RunAsync($"hr announce {announced}", Announcer)).Ended(0);
    }

    /// <summary>The mayor's extract as a file that came by the inbox is taken over: on behalf of the trigger.</summary>
    public async Task DeliverByInboxAsync()
    {
        using var installation = Open();
        var content = await File.ReadAllBytesAsync(Write("mayor"), Ct);
        var (profile, inbox) = (installation.Profiles.Of(new SourceId("mayor"))!, new Actor.Trigger("HrFileArrived"));
        var delivery = new App.Personnel.Delivery($"mayor/{Today:yyyyMMdd}.csv", Clock.GetUtcNow());
        var result = await App.Personnel.ImportHr.RunAsync(installation.Workspace, inbox, profile, content, Today, delivery, false, Ct);
        Assert.IsNotType<App.Personnel.ImportResult.Refused>(result);
    }

    public async Task<string> ListAsync(string name, string header, IEnumerable<string> lines)
    {
        var path = Path.Combine(Root, name);
        await File.WriteAllTextAsync(path, string.Concat(lines.Prepend(header).Select(l => l + "\r\n")), new UTF8Encoding(true), Ct);
        return path;
    }

    private static Task<TenantEmulator> StartAsync(string root, JumpingClock clock, TenantOptions? options) =>
        TenantEmulator.StartAsync((options ?? new TenantOptions()) with { Clock = clock, StateFile = Path.Combine(root, "tenant.json") });

    private static DateTimeOffset Morning(DateOnly day) => new(day.ToDateTime(new TimeOnly(9, 0)), Japan);
}
