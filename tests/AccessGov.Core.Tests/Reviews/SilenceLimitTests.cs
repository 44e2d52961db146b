using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Reviews;

/// <summary>Silence takes no more than a plan may that nobody looks at.</summary>
public sealed class SilenceLimitTests
{
    private static readonly Cap Any = new(1_000, 1);

    [Theory]
    // The number, whatever it is a share of.
    [InlineData("removals", 10, 1, 0, "removals", "", 11, 10)]
    [InlineData("removals", 11, 1, 0, null, "", 0, 0)]
    // 11 of 100 are more than a tenth; of 110 they are just that; of 49 nobody speaks of shares.
    [InlineData("removals", 50, 0.1, 100, "removals", "", 11, 10)]
    [InlineData("removals", 50, 0.1, 110, null, "", 0, 0)]
    [InlineData("removals", 50, 0.1, 49, null, "", 0, 0)]
    // Six are in one zone and five in the other.
    [InlineData("zone", 5, 1, 0, "removals-in-zone", "*", 6, 5)]
    [InlineData("zone", 50, 0.1, 50, "removals-in-zone", "*", 6, 5)]
    [InlineData("zone", 50, 0.1, 60, null, "", 0, 0)]
    // Eleven rights of eight people in one unit: people are counted, not rights.
    [InlineData("unit", 7, 1, 0, "people-in-org-unit", "unit", 8, 7)]
    [InlineData("unit", 8, 1, 0, null, "", 0, 0)]
    [InlineData("unit", 50, 0.1, 70, "people-in-org-unit", "unit", 8, 7)]
    [InlineData("unit", 50, 0.1, 80, null, "", 0, 0)]
    public void It_is_refused_with_the_number_and_the_limit(
        string which,
        int count,
        double share,
        int of,
        string? code,
        string subject,
        int number,
        int limit
    )
    {
        var cap = new Cap(count, (decimal)share);
        var caps = A.Policy.Limits.Refusal with
        {
            Removals = which == "removals" ? cap : Any,
            RemovalsPerZone = which == "zone" ? cap : Any,
            RemovalsPerOrg = which == "unit" ? cap : Any,
        };
        var policy = A.Policy with { Limits = A.Policy.Limits with { Refusal = caps, MinimumPopulation = 50 } };
        ReviewItemId[] takes =
        [
            .. Enumerable.Range(0, 6).Select(i => new ReviewItemId(new EmployeeId($"{i}"), A.Mail)),
            .. Enumerable.Range(3, 5).Select(i => new ReviewItemId(new EmployeeId($"{i}"), A.TaxInquiry)),
        ];
        var zone = policy.Entitlements.Single(e => e.Id == A.Mail).Zone;
        Assert.NotEqual(zone, policy.Entitlements.Single(e => e.Id == A.TaxInquiry).Zone);
        var known = new Population(
            of,
            of,
            policy.Entitlements.Select(e => e.Zone).Distinct().ToDictionary(z => z, _ => of),
            new Dictionary<OrgCode, int> { [A.Tax] = of }
        );
        var state = new ReviewState(ReviewTests.Round(ReviewSilence.Remove), new ReviewItems([.. takes.Select(ReviewTests.OfItem)]), []);
        var why = SilenceLimit.WhyNot(policy, state, takes, of == 0 ? null : known);
        Assert.Equal(code, why?.Code);
        if (why is null)
            return;
        Assert.Equal(
            subject switch
            {
                "*" => ZoneCodes.Of(zone),
                "unit" => A.Tax.Value,
                _ => "",
            },
            why.Subject
        );
        Assert.Equal((number, limit), ((int)why.Number, (int)why.Limit));
    }
}
