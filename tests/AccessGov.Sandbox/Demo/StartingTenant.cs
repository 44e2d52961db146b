using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Policy;
using AccessGov.Sandbox.City;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Sandbox.Demo;

/// <summary>
/// Fills a tenant as the truth of 31 March would have it, with what a real tenant has besides: orphans, service accounts, members added by
/// hand.
/// </summary>
public static class StartingTenant
{
    /// <summary>Fills an empty tenant.</summary>
    public static void Fill(TenantDirectory directory, Sandbox.City.PretendCity city, GovernancePolicy policy)
    {
        foreach (var entitlement in policy.Entitlements)
            directory.Add(new TenantGroup(entitlement.Name, entitlement.Id.Value, entitlement.GroupId.ToString()));
        var desired = StartingRights.Desire(city.WorkersOn331, CitySettings.OldYear, city, policy);
        foreach (var desire in desired.Workers)
            Add(directory, desire, policy);
        AddSeed(directory, CitySeed.Of(city), policy, desired);
    }

    /// <summary>Adds the account of one worker with its rights, if there should be one.</summary>
    public static void Add(TenantDirectory directory, WorkerDesire desire, GovernancePolicy policy)
    {
        if (!desire.ShouldExist || desire.Attributes is not { } attributes)
            return;
        var user = directory.Add(NewUser(desire.Worker.Id.Value + policy.UserPrincipalNameSuffix, desire.Worker.Id.Value, attributes));
        user.AccountEnabled = desire.ShouldBeEnabled;
        foreach (var membership in desire.Memberships)
            directory.AddMember(policy.Entitlements[membership.Entitlement].GroupId.ToString(), user.Id);
    }

    private static void AddSeed(TenantDirectory directory, CitySeed seed, GovernancePolicy policy, DesiredState desired)
    {
        foreach (var account in seed.Accounts)
            directory.Add(
                NewUser(
                    account.UserName + policy.UserPrincipalNameSuffix,
                    account.EmployeeId?.Value,
                    AccountAttributes.Empty with
                    {
                        DisplayName = account.DisplayName,
                    }
                )
            );
        foreach (var stray in seed.Strays)
        {
            var user = directory.FindByEmployeeId(stray.Worker.Value)[0];
            // The rights of the office that the hand had in mind; in a tiny city nobody may serve there: then any right he lacks.
            var wrong = desired
                .Workers.OrderByDescending(w => w.Org == stray.AsIfAt)
                .SelectMany(w => w.Memberships)
                .Select(m => policy.Entitlements[m.Entitlement])
                .First(e => !user.MemberOf.Contains(e.GroupId.ToString()));
            directory.AddMember(wrong.GroupId.ToString(), user.Id);
        }
    }

    private static TenantUser NewUser(string upn, string? employeeId, AccountAttributes attributes)
    {
        var user = new TenantUser(upn) { DisplayName = attributes.DisplayName, EmployeeId = employeeId };
        void Set(string property, string value)
        {
            if (value.Length > 0)
                user[property] = value;
        }
        Set("department", attributes.Department);
        Set("jobTitle", attributes.JobTitle);
        Set("employeeType", attributes.EmployeeType);
        if (attributes.Division.Length + attributes.CostCenter.Length > 0)
            user["employeeOrgData"] = new Dictionary<string, string?>
            {
                ["division"] = attributes.Division,
                ["costCenter"] = attributes.CostCenter,
            };
        return user;
    }
}
