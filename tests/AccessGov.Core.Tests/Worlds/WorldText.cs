using System.Text;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;

namespace AccessGov.Core.Tests.Worlds;

/// <summary>A failing world, short enough to read.</summary>
internal static class WorldText
{
    public static string Of(World world)
    {
        var text = new StringBuilder().AppendLine().AppendLine($"on {world.On:yyyy-MM-dd}");
        foreach (var unit in world.Policy.OrgChart.Units)
            text.Append($"{unit.Code}<{unit.Parent}@{unit.Source} ");
        text.AppendLine();
        foreach (var e in world.Policy.Entitlements)
            text.AppendLine($"{e.Id} {e.Zone} [{string.Join(",", e.Gates)}] {(world.Tenant.CanRead(e.Id) ? "" : "unreadable")}");
        foreach (var r in world.Policy.BirthrightRules)
            text.AppendLine(
                $"{r.Id} -> {string.Join(",", r.Grants)} for "
                    + $"{string.Join(",", r.Scope.Orgs)}/{string.Join(",", r.Scope.Employments)}/"
                    + $"{string.Join(",", r.Scope.Postings)}/{string.Join(",", r.Scope.Posts)}"
            );
        foreach (var s in world.Policy.SeparationRules)
            text.AppendLine($"{s.Id} keeps {s.Keeps} withholds {s.Withholds}");
        text.AppendLine(
            $"lead {world.Policy.Timing.JoinerLeadDays} overlap {string.Join(",", world.Policy.Timing.OverlapDays)} retention "
                + $"{world.Policy.Timing.RetentionDays} leave {string.Join(",", world.Policy.Timing.OnLeave)}"
        );
        foreach (var source in world.Sources)
            Append(text.AppendLine($"== {source.Source}"), source);
        foreach (var source in world.LastKnown)
            Append(text.AppendLine($"== last known {source.Source}"), source);
        foreach (var a in world.Tenant.Accounts.Values)
            text.AppendLine(
                $"account {a.ObjectId.ToString()[^2..]} {a.EmployeeId} "
                    + $"{(a.Enabled ? "on" : "off")}{(a.SyncedFromOnPremises ? " synced" : "")} {a.UserPrincipalName} "
                    + $"{string.Join(",", world.Tenant.Members.Where(m => m.Member == a.ObjectId).Select(m => m.Entitlement).Order())}"
            );
        foreach (var g in world.Grants)
            text.AppendLine($"{g.Kind} {g.Worker} {g.Entitlement} {Days(g.Days)}");
        text.AppendLine($"{world.Gates}");
        var plan = world.Plan();
        foreach (var a in plan.Actions)
            text.AppendLine($"  {Line(a)}");
        foreach (var f in plan.Findings)
            text.AppendLine($"  ? {f.Kind} {f.Worker} {f.Account?.ToString()[^2..]} {f.Entitlement} {f.Detail}");
        return text.ToString();
    }

    public static string Line(PlannedAction a) =>
        $"{a.GetType().Name} {a.Target.Employee} {a.Target.ObjectId?.ToString()[^2..]} "
        + $"{(a as PlannedAction.AddMember)?.Entitlement}{(a as PlannedAction.RemoveMember)?.Entitlement} "
        + $"{a.Because.Cause.GetType().Name}";

    private static void Append(StringBuilder text, HrSnapshot source)
    {
        foreach (var w in source.Workers)
        {
            text.AppendLine($"{w.Id} former {w.FormerId}");
            foreach (var t in w.Employments)
                text.AppendLine($"    {t.Kind} {Days(t.Days)} {(t.EndsAtOnce ? "at once" : "")}");
            foreach (var p in w.Postings)
                text.AppendLine($"    {p.Kind} {p.Org} {p.Post} {Days(p.Days)}");
            foreach (var l in w.Leaves)
                text.AppendLine($"    {l.Kind} {Days(l.Days)}");
        }
        foreach (var g in source.GuestPostings)
            text.AppendLine($"guest {g.Worker} {g.Posting.Org} {g.Posting.Post} {Days(g.Posting.Days)}");
    }

    private static string Days(DateSpan days) => $"{days.From:yyyy-MM-dd}..{days.Until:yyyy-MM-dd}";
}
