using AccessGov.Core.Desired;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;
using AccessGov.Core.Requests;
using AccessGov.Core.Reviews;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Requests;

/// <summary>A town with two divisions, their heads, one above them, and officers: who asks for what, and what comes of it.</summary>
internal sealed record RequestTown
{
    public const string Id = "20260401-1";
    public static readonly EmployeeId Staff = new("1"),
        Colleague = new("2"),
        Head = new("10"),
        Owner = new("20"),
        Chief = new("30"),
        Officer = new("40"),
        Second = new("41");
    public static readonly OrgCode Division = new("000");
    public static readonly EntitlementId Siren = A.Siren;
    public static readonly RuleId SirenOrInquiry = new("siren-or-inquiry");
    public static readonly DateOnly March = A.Day(3, 31, 2027);

    public static readonly GovernancePolicy Offers = A.Policy with
    {
        Heads = ["課長", "部長"],
        OrgChart = new OrgChart([
            new(Division, "総務部", "内部部局", A.Mayor, null, A.Since(2000)),
            .. A.Policy.OrgChart.Units.Select(u => u.Source == A.Mayor ? u with { Parent = Division } : u),
        ]),
        Entitlements =
        [
            .. A.Policy.Entitlements.Select(e =>
                e.Id == A.Siren || e.Id == A.JukiInquiry ? e with { IsRequestable = true, Owner = A.Juki } : e
            ),
        ],
    };

    public DateOnly On { get; init; } = A.April;

    public GovernancePolicy Rules { get; init; } = Offers;

    public IReadOnlyList<Worker> People { get; init; } =
    [
        A.Worker("1"),
        A.Worker("2"),
        Serves("10", A.Tax, "課長"),
        Serves("20", A.Juki, "課長"),
        Serves("30", Division, "部長"),
        Serves("40", A.Juki),
        Serves("41", A.Juki),
    ];

    public IReadOnlyList<EmployeeId> Officers { get; init; } = [Officer, Second];

    public IReadOnlyList<Deputy> Deputies { get; init; } = [];

    public IReadOnlyList<Hold> Holds { get; init; } = [];

    public IReadOnlyList<ReviewRemoval> Removals { get; init; } = [];

    public bool IsFireMissing { get; init; }

    public IReadOnlyList<RequestEvent> Events { get; init; } = [];

    public RequestLedger Ledger => RequestLedger.Of(Events);

    public RightRequest Request => Ledger.Find(Id)!;

    public DesiredState Desired
    {
        get
        {
            var world = A.City(On, [.. People]);
            var facts = (IsFireMissing ? world with { Sources = [.. world.Sources.Take(1)] } : world).Facts;
            return Entitlements.Of(facts with { Holds = Holds, Grants = Ledger.Grants, Removals = Removals }, Rules, On);
        }
    }

    public RequestScene Scene
    {
        get
        {
            var desired = Desired;
            var (heads, withDeputies) = (new Reviewers(desired, Officers, []), new Reviewers(desired, Officers, Deputies));
            return new(desired, Ledger, new RequestApprovers(desired, Officers, heads, withDeputies), NoonOf(On));
        }
    }

    public static DateTimeOffset NoonOf(DateOnly day) => new(day, new TimeOnly(12, 0), TimeSpan.FromHours(9));

    public static Worker Serves(string id, OrgCode org, string post = "主査") => A.Worker(id, postings: [A.At(org) with { Post = post }]);

    public static RequestCommand.Ask For(EmployeeId subject) => new(Id, subject, Siren, GrantKind.Request, "夜間の当番のため", March);

    public static RequestCommand.Ask ExceptionFor(EmployeeId subject, EntitlementId right) =>
        new(Id, subject, right, GrantKind.Exception, "繁忙期の応援のため", March) { Control = "操作記録を毎週課長が確認" };

    public RequestTown After(RequestEvent happened) => this with { Events = [.. Events, happened] };

    /// <summary>The town after it; the test fails where it is refused.</summary>
    public RequestTown Does(EmployeeId by, RequestCommand command) =>
        RequestDecider.Decide(Scene, command, by) switch
        {
            RequestDecision.Done(var happened) => After(happened),
            RequestDecision.Refused(var why) => throw new InvalidOperationException($"{by} {command}: {why}"),
            var other => throw new InvalidOperationException($"{other}"),
        };

    /// <summary>Code of why not; null when it is done.</summary>
    public string? WhyNot(EmployeeId by, RequestCommand command) =>
        (RequestDecider.Decide(Scene, command, by) as RequestDecision.Refused)?.Why.Code;

    public RequestTown Asked(RequestCommand.Ask? ask = null) => Does(Staff, ask ?? For(Staff));

    public RequestTown Agreed(params EmployeeId[] by) =>
        by.Aggregate(this, (town, one) => town.Does(one, new RequestCommand.Agree(town.Ledger.All.Last().Id)));

    public RequestTown OnDay(DateOnly day) => this with { On = day };

    public RequestTown Says(params Worker[] workers) =>
        this with
        {
            People = [.. People.Where(p => workers.All(w => w.Id != p.Id)), .. workers],
        };

    public string? DayEnds() =>
        RequestDecider.OfDay(Scene).OfType<RequestEvent.HasEnded>().FirstOrDefault() is { End.How: var how }
            ? RequestEndKindCodes.Of(how)
            : null;

    public bool Has(EmployeeId person, EntitlementId right) =>
        Desired.Of(Desired.Facts.Roster.Find(person)!).Memberships.Any(m => Rules.Entitlements[m.Entitlement].Id == right);
}
