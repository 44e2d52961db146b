using AccessGov.App.Policy;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;
using AccessGov.Sandbox.City;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Policy;

public sealed class SamplePolicyTests
{
    [Fact]
    public void The_sample_policy_is_read_without_a_complaint()
    {
        var read = PolicyFile.Read(Sample.FilePath);
        Assert.True(
            read is PolicyRead.Read,
            read is PolicyRead.Refused refused ? string.Join('\n', PolicyReport.Of("sample", refused).InEnglish()) : ""
        );
        var policy = Sample.Policy;
        Assert.Equal(
            ("suzaka", "Asia/Tokyo", "@suzaka.example.jp"),
            (policy.Tenant.Value, policy.TimeZone, policy.UserPrincipalNameSuffix)
        );
        Assert.Equal(Enum.GetValues<Zone>(), policy.Entitlements.Select(e => e.Zone).Distinct().Order());
        Assert.Equal(
            (7, 7, 0),
            (policy.Timing.OverlapOf(Zone.Lgwan), policy.Timing.OverlapOf(Zone.Internet), policy.Timing.OverlapOf(Zone.MyNumber))
        );
        Assert.Equal(
            (LeaveTreatment.Disable, LeaveTreatment.Withhold),
            (policy.Timing.TreatmentOf(LeaveKind.Childcare), policy.Timing.TreatmentOf(LeaveKind.Other))
        );
        Assert.Equal((new Cap(15, 0.03m), new Cap(120, 0.05m)), (policy.Limits.Refusal.Disables, policy.Limits.Refusal.Removals));
    }

    [Fact]
    public void Some_rights_of_the_sample_may_be_asked_for_and_none_of_the_independent_zone()
    {
        Assert.Contains(Sample.Policy.Entitlements, e => e is { Id.Value: "farmland", IsRequestable: true });
        Assert.Contains(Sample.Policy.Entitlements, e => e is { Id.Value: "mail", IsRequestable: false });
        Assert.DoesNotContain(Sample.Policy.Entitlements, e => e is { Zone: Zone.Independent, IsRequestable: true });
    }

    [Fact]
    public void The_sample_has_the_org_units_of_the_pretend_city() =>
        Assert.Equal(
            OrgUnits.All.Select(u => (u.Code, u.Name, u.Organ, u.Source, u.Parent)).OrderBy(u => u.Code, StringComparer.Ordinal),
            Sample.Policy.OrgChart.Units.Select(u => (u.Code.Value, u.Name, u.Organ, u.Source.Value, u.Parent?.Value))
        );

    [Fact]
    public void Every_rule_reaches_somebody_and_a_worker_has_about_five_rights()
    {
        var workers = new PretendCity(new CitySettings(900)).WorkersOn401.ToArray();
        var reached = new HashSet<RuleId>();
        var rights = workers.Select(w => RightsOf(w, reached).Count).Where(count => count > 0).ToArray();
        Assert.Equal([], Sample.Policy.BirthrightRules.Select(r => r.Id).Except(reached));
        Assert.InRange(rights.Average(), 4.5, 6);
        Assert.InRange(rights.Max(), 6, 12);
    }

    // Rules only: gates, leave and separation are the evaluator's business.
    private static HashSet<EntitlementId> RightsOf(Worker worker, HashSet<RuleId> reached)
    {
        var rights = new HashSet<EntitlementId>();
        foreach (var term in worker.Employments.Where(e => e.Days.Covers(CitySettings.NewYear)))
            foreach (var posting in worker.Postings.Where(p => p.Days.Covers(CitySettings.NewYear)))
                foreach (var rule in Sample.Policy.BirthrightRules.Where(r => Covers(r.Scope, term, posting)))
                {
                    reached.Add(rule.Id);
                    rights.UnionWith(rule.Grants);
                }
        return rights;
    }

    private static bool Covers(RuleScope scope, Employment term, Posting posting) =>
        (scope.Orgs.Count == 0 || scope.Orgs.Any(top => Sample.Policy.OrgChart.IsWithin(posting.Org, top)))
        && (scope.Employments.Count == 0 || scope.Employments.Contains(term.Kind))
        && (
            scope.Postings.Count == 0
                ? posting.Kind is not PostingKind.Seconded and not PostingKind.Dispatched
                : scope.Postings.Contains(posting.Kind)
        )
        && (scope.Posts.Count == 0 || scope.Posts.Contains(posting.Post));
}
