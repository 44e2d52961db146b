using AccessGov.Core.Kernel;

namespace AccessGov.Sandbox.City;

/// <summary>What the starting tenant has besides the desired state of 31 March.</summary>
/// <param name="Accounts">Three orphans, one break-glass account, one protected service account.</param>
/// <param name="Strays">Two members added by hand.</param>
public sealed record CitySeed(IReadOnlyList<SeedAccount> Accounts, IReadOnlyList<StrayMember> Strays)
{
    private static readonly string[] Tempting = ["040110", "010400"];

    /// <summary>The seed of a city.</summary>
    public static CitySeed Of(PretendCity city) =>
        new(
            [
                new SeedAccount(SeedAccountKind.Orphan, "kensyu01", "研修用アカウント", null),
                new SeedAccount(SeedAccountKind.Orphan, "shimin-madoguchi", "市民課窓口（共用）", null),
                // A number that nobody has: numbers begin at 001001.
                new SeedAccount(SeedAccountKind.Orphan, "000777", "元臨時職員", new EmployeeId("000777")),
                new SeedAccount(SeedAccountKind.BreakGlass, "breakglass-1", "緊急用アカウント", null),
                new SeedAccount(SeedAccountKind.Service, "svc-sync", "庁内連携用サービスアカウント", null),
            ],
            FindStrays(city)
        );

    private static List<StrayMember> FindStrays(PretendCity city)
    {
        // Preferably somebody with no right to My Number systems, so that the stray membership is plainly wrong.
        var quiet = city.People()
            .Where(p => p.Event == CityEvent.Stays && p.Before!.Employments[0].Kind == EmploymentKind.Regular && p.Before.Leaves.Count == 0)
            .Select(p => (p.Before!.Id, Person.MainPosting(p.Before, CitySettings.OldYear)!.Org))
            .Where(p => !Offices.Of(p.Org.Value).IsMyNumber)
            .Take(Tempting.Length);
        return [.. quiet.Zip(Tempting, (p, code) => new StrayMember(p.Id, p.Org, new OrgCode(code)))];
    }
}
