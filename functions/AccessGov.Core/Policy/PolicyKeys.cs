using System.Globalization;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Policy;

/// <summary>A policy as flat keys and values, so that two of them can be compared key by key.</summary>
internal static class PolicyKeys
{
    private const string Yes = "true";

    public static SortedDictionary<string, string> Of(GovernancePolicy policy)
    {
        var keys = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["tenant"] = policy.Tenant.Value,
            ["title"] = policy.Title,
            ["account-article"] = policy.AccountArticle.ToString(),
            ["time-zone"] = policy.TimeZone,
            ["upn-suffix"] = policy.UserPrincipalNameSuffix,
        };
        foreach (var source in policy.Sources)
        {
            keys[$"sources.{source.Id}.name"] = source.Name;
            keys[$"sources.{source.Id}.max-age-days"] = Text(source.MaxAgeDays);
        }
        foreach (var unit in policy.OrgChart.Units)
            AddUnit(keys, $"org-units.{unit.Code}.", unit);
        foreach (var right in policy.Entitlements)
            AddRight(keys, $"entitlements.{right.Id}.", right);
        foreach (var rule in policy.BirthrightRules)
            AddRule(keys, $"birthright-rules.{rule.Id}.", rule);
        foreach (var rule in policy.SeparationRules)
            keys[$"separation-rules.{rule.Id}"] = $"{rule.Keeps} {rule.Withholds}";
        foreach (var account in policy.ProtectedAccounts)
        {
            var at = $"protected-accounts.{account.ObjectId?.ToString() ?? account.UserPrincipalName?.ToLowerInvariant()}";
            keys[at] = Yes;
            if (!account.IsSealed)
                continue;
            // Sealed it may be opened, and not sealed it may no longer be opened in an emergency: either way two people.
            keys[at + ".sealed"] = account.UserPrincipalName!.ToLowerInvariant();
            keys[at + ".max-hours"] = Text(account.MaxHours);
        }
        // One key for the list: without it every model is allowed, so that its first line says more than the next.
        if (policy.KeyModels is { } models)
            keys[PolicyDifference.KeyModels] = string.Join(' ', models.Select(m => m.Aaguid.ToString("D")).Order(StringComparer.Ordinal));
        foreach (var model in policy.KeyModels ?? [])
            keys[$"{PolicyDifference.KeyModels}.{model.Aaguid:D}.name"] = model.Name;
        // Whoever heads a unit sees its people and later decides about their rights: either way two people.
        foreach (var post in policy.Heads)
            keys[$"heads.{post}"] = Yes;
        // Whoever is locked out goes there: a number that one person changed alone could lead to that person.
        if (policy.HelpDesk is { } desk)
        {
            keys["help-desk.name"] = desk.Name;
            if (desk.Phone is { } phone)
                keys["help-desk.phone"] = phone;
            if (desk.Mail is { } mail)
                keys["help-desk.mail"] = mail;
        }
        foreach (var review in policy.Reviews)
            AddReview(keys, $"reviews.{review.Id}.", review);
        AddTiming(keys, policy.Timing);
        AddLimits(keys, policy.Limits);
        foreach (var (code, role) in policy.Approvals.Roles)
            keys[$"approvals.roles.{code}"] = OperatorRoleCodes.Of(role);
        foreach (var named in policy.Approvals.Named)
            keys[$"approvals.named.{named}"] = Yes;
        return keys;
    }

    private static void AddUnit(SortedDictionary<string, string> keys, string at, OrgUnit unit)
    {
        keys[at + "name"] = unit.Name;
        keys[at + "organ"] = unit.Organ;
        keys[at + "source"] = unit.Source.Value;
        keys[at + "parent"] = unit.Parent?.Value ?? "";
        keys[at + "days"] = unit.Days.ToString();
    }

    private static void AddRight(SortedDictionary<string, string> keys, string at, Entitlement right)
    {
        keys[at + "name"] = right.Name;
        keys[at + "zone"] = ZoneCodes.Of(right.Zone);
        keys[at + "classification"] = right.Classification.ToString();
        keys[at + "owner"] = right.Owner.Value;
        keys[at + "group"] = right.GroupId.ToString();
        keys[at + "review-every-months"] = Text(right.ReviewEveryMonths);
        keys[at + "article"] = right.Article.ToString();
        if (right.IsRequestable)
            keys[at + "requestable"] = Yes;
        if (right.KeepsLastHolder)
            keys[at + "last-holder"] = "keep";
        if (right.IsPrivileged)
            keys[at + "privileged"] = Yes;
        foreach (var gate in right.Gates)
            keys[$"{at}gates.{GateCodes.Of(gate)}"] = Yes;
    }

    private static void AddRule(SortedDictionary<string, string> keys, string at, BirthrightRule rule)
    {
        foreach (var right in rule.Grants)
            keys[$"{at}grants.{right}"] = Yes;
        keys[at + "orgs"] = string.Join(' ', rule.Scope.Orgs);
        keys[at + "employments"] = string.Join(' ', rule.Scope.Employments.Select(EmploymentKindCodes.Of));
        keys[at + "postings"] = string.Join(' ', rule.Scope.Postings.Select(PostingKindCodes.Of));
        keys[at + "posts"] = string.Join(' ', rule.Scope.Posts);
        keys[at + "article"] = rule.Article.ToString();
    }

    private static void AddReview(SortedDictionary<string, string> keys, string at, ReviewRule review)
    {
        keys[at + "name"] = review.Name;
        keys[at + "rights"] = string.Join(' ', review.Rights);
        foreach (var (kind, values) in review.Scope.Named())
            keys[$"{at}scope.{kind}"] = string.Join(' ', values);
        keys[at + "from"] = review.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        keys[at + "every-months"] = Text(review.EveryMonths);
        keys[at + "movers"] = review.OfMovers ? Yes : "false";
        keys[at + "due-days"] = Text(review.DueDays);
        keys[at + "undo-days"] = Text(review.UndoDays);
        keys[at + "remind-days"] = string.Join(' ', review.RemindDays.Select(d => Text(d)));
        keys[at + "first"] = review.OwnerFirst ? "owner" : "head";
        keys[at + "silence"] = ReviewSilenceCodes.Of(review.Silence);
        foreach (var zone in review.SilenceFor)
            keys[$"{at}silence-for.{ZoneCodes.Of(zone.Zone)}"] = ReviewSilenceCodes.Of(zone.Silence);
        keys[at + "article"] = review.Article.ToString();
    }

    private static void AddTiming(SortedDictionary<string, string> keys, Timing timing)
    {
        keys["timing.joiner-lead-days"] = Text(timing.JoinerLeadDays);
        keys["timing.retention-days"] = Text(timing.RetentionDays);
        keys["timing.training-valid-days"] = Text(timing.TrainingValidDays);
        if (timing.KeepDays != Timing.UsualKeepDays)
            keys["timing.keep-days"] = Text(timing.KeepDays);
        if (timing.RecordYears is { } years)
            keys["timing.record-years"] = Text(years);
        foreach (var zone in Enum.GetValues<Zone>())
            keys[$"timing.overlap-days.{ZoneCodes.Of(zone)}"] = Text(timing.OverlapOf(zone));
        foreach (var kind in Enum.GetValues<LeaveKind>())
            keys[$"timing.on-leave.{LeaveKindCodes.Of(kind)}"] = Text((int)timing.TreatmentOf(kind));
    }

    private static void AddLimits(SortedDictionary<string, string> keys, Limits limits)
    {
        foreach (var (severity, caps) in new[] { ("approval", limits.Approval), ("refusal", limits.Refusal) })
            foreach (var (name, cap) in caps.ByName())
            {
                keys[$"limits.{severity}.{name}.count"] = Text(cap.Count);
                keys[$"limits.{severity}.{name}.share"] = Text(cap.Share);
            }
        keys["limits.minimum-population"] = Text(limits.MinimumPopulation);
        keys["limits.window-days"] = Text(limits.WindowDays);
        keys["limits.approval-from-actions"] = Text(limits.ApprovalFromActions);
        keys["limits.approve-my-number-grants"] = limits.ApproveMyNumberGrants ? Yes : "false";
        keys["limits.approve-deletions"] = limits.ApproveDeletions ? Yes : "false";
        keys["limits.max-shrink-share"] = Text(limits.MaxShrinkShare);
        keys["limits.max-rejected-share"] = Text(limits.MaxRejectedShare);
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
