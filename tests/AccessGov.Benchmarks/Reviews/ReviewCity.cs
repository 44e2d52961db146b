using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AccessGov.App.Composition;
using AccessGov.Benchmarks.Input;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Benchmarks.Reviews;

/// <summary>
/// A city of 60,000 in 30 部 of 95 課 each; every 課長 heads 20 people, every 部長 the 課長. Everybody holds six reviewed rights: 360,000
/// items. Lies in a folder as an installation leaves it, and is opened from there by one process after the other.
/// </summary>
internal sealed class ReviewCity(string folder)
{
    private const int Departments = 30,
        Sections = 95,
        InSection = 21,
        InDepartment = 5,
        PerDepartment = (Sections * InSection) + InDepartment;

    /// <summary>The review that is opened.</summary>
    public static readonly RuleId Review = new("my-number");

    private static readonly string[] Rights =
    [
        "juki-inquiry",
        "juki-update",
        "koseki",
        "insurance-pension",
        "care-insurance",
        "disability",
    ];

    private static readonly DateSpan Since = new(new DateOnly(2024, 4, 1), null);

    /// <summary>How many people there are.</summary>
    public static int Staff => Departments * PerDepartment;

    /// <summary>How many items a round has.</summary>
    public static int Items => Staff * Rights.Length;

    /// <summary>Head of the n-th 課.</summary>
    public static EmployeeId HeadOf(int section) => Id(section / Sections, section % Sections * InSection);

    /// <summary>Head of a 部.</summary>
    public static EmployeeId HeadOfDepartment(int department) => Id(department, Sections * InSection);

    /// <summary>Operates, and is nobody's head.</summary>
    public static EmployeeId Operator => Id(0, 1);

    /// <summary>Audits.</summary>
    public static EmployeeId Auditor => Id(0, 2);

    /// <summary>Approves where no head may.</summary>
    public static EmployeeId Approver => Id(0, 3);

    private string Settings => Path.Combine(folder, "accessgov.json");

    /// <summary>Writes policy and settings, and the personnel facts as imports leave them.</summary>
    public async Task MakeAsync(CancellationToken ct)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "policy.yaml"), Policy(), ct);
        await File.WriteAllTextAsync(
            Settings,
            JsonSerializer.Serialize(
                new
                {
                    policyFile = "policy.yaml",
                    profileFolder = Repository.Path("functions/policy/profiles"),
                    signingKeyFile = "signing-key.pem",
                    storage = new { kind = "sqlite", folder = "state" },
                    directory = new { clientId = "benchmark", allowOneIdentity = true },
                }
            ),
            ct
        );
        using var installation = Open(TimeProvider.System);
        await installation.GoLiveAsync(
            new OperatorEntry("operator", Operator, [OperatorRole.Operator]),
            new OperatorEntry("auditor", Auditor, [OperatorRole.Auditor]),
            new OperatorEntry("approver", Approver, [OperatorRole.Approver]),
            // Somebody decides about the approver too.
            new OperatorEntry("second approver", Id(1, 3), [OperatorRole.Approver])
        );
        var workspace = installation.Workspace;
        Worker[] workers = [.. Workers(workspace.Policy)];
        var snapshots = workers
            .GroupBy(w => w.Home)
            .Select(s => new SourceExtract(s.Key, workspace.Today, $"{s.Key}-1", [.. s], [], s.Count(), 0))
            .Select(extract => ((HrReading.Accepted)HrIntake.Judge(extract, null, workspace.Policy.Limits)).Snapshot);
        KeyFact[] keys = [.. workers.Select(w => new KeyFact(w.Id, Since))];
        TrainingFact[] trainings = [.. workers.Select(w => new TrainingFact(w.Id, workspace.Today.AddDays(-30)))];
        await TownStore.FillAsync(workspace, snapshots, keys, trainings, new Announcement([]), ct);
    }

    /// <summary>Opens it as a process of the product does.</summary>
    /// <param name="clock">The city's time.</param>
    public Installation Open(TimeProvider clock)
    {
        Environment.SetEnvironmentVariable("ACCESSGOV_DIRECTORY_SECRET", "not-a-secret");
        var (installation, faults) = Installation.Open(Settings, clock);
        return (installation ?? throw new InvalidOperationException(string.Join('\n', faults))).Refreshed();
    }

    /// <summary>Accounts of whoever signs in.</summary>
    /// <param name="tenant">Where.</param>
    /// <param name="people">Who.</param>
    public static void AddAccounts(TenantEmulator tenant, IEnumerable<EmployeeId> people)
    {
        foreach (var id in people)
            tenant.Directory.Add(new TenantUser($"{id}@suzaka.example.jp") { EmployeeId = id.Value });
    }

    private static IEnumerable<Worker> Workers(GovernancePolicy policy)
    {
        var mayor = new SourceId("mayor");
        for (var department = 0; department < Departments; department++)
            for (var i = 0; i < PerDepartment; i++)
            {
                var isOfSection = i < Sections * InSection;
                var isHead = isOfSection ? i % InSection == 0 : i == Sections * InSection;
                var unit = isOfSection ? Section(department, i / InSection) : Department(department);
                yield return WorkerOf(Id(department, i), mayor, unit, isHead ? (isOfSection ? "課長" : "部長") : "主事");
            }
        // The other sources have delivered too: nothing is held back because one is missing.
        foreach (var (i, source) in policy.Sources.Where(s => s.Id != mayor).Index())
            yield return WorkerOf(
                new EmployeeId($"9{i:D5}"),
                source.Id,
                policy.OrgChart.Units.First(u => u.Source == source.Id).Code.Value,
                "主事"
            );
    }

    private static Worker WorkerOf(EmployeeId id, SourceId source, string unit, string post) =>
        new(
            id,
            source,
            $"職員　{id}",
            [new Employment(EmploymentKind.Regular, Since)],
            [new Posting(source, PostingKind.Primary, new OrgCode(unit), post, Since)],
            []
        );

    private static EmployeeId Id(int department, int i) =>
        new((100_000 + (department * PerDepartment) + i).ToString(CultureInfo.InvariantCulture));

    private static string Department(int department) => $"9{department:D2}000";

    private static string Section(int department, int section) => $"9{department:D2}{section + 1:D3}";

    /// <summary>The sample policy with the city's units, whose people all have the six rights for their posting.</summary>
    private static string Policy()
    {
        var units = new StringBuilder("org-units:\n");
        var codes = new List<string>();
        for (var department = 0; department < Departments; department++)
        {
            codes.Add($"\"{Department(department)}\"");
            units
                .Append(CultureInfo.InvariantCulture, $"  - code: \"{Department(department)}\"\n    name: 第{department + 1}部\n")
                .Append("    organ: 内部部局\n    source: mayor\n    children:\n");
            for (var section = 0; section < Sections; section++)
                units.Append(
                    CultureInfo.InvariantCulture,
                    $"      - code: \"{Section(department, section)}\"\n        name: 第{department + 1}部第{section + 1}課\n"
                );
        }
        var sample = File.ReadAllText(Repository.Path("functions/policy/suzaka-sample.yaml"));
        // Silence takes nearly everything here: what is measured is the largest work, and no city's caps would let it happen.
        var text = Regex.Replace(sample, @"(\n +removals[a-z-]*: )\{[^}]*\}", "$1{ count: 1000000, share: 1.0 }");
        return text.Replace("org-units:\n", units.ToString(), StringComparison.Ordinal)
            .Replace(
                "birthright-rules:\n",
                $"birthright-rules:\n  - id: office\n    grants: [{string.Join(", ", Rights)}]\n    orgs: [{string.Join(", ", codes)}]\n"
                    + "    employments: [正規]\n    article: 第6(6)\n",
                StringComparison.Ordinal
            );
    }
}
