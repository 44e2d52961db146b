using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.App.Tests.Directory;

/// <summary>Planned actions on the emulated tenant's users.</summary>
internal static class Do
{
    private static readonly Because Why = new(new Cause.Unexplained(), null, new Article("第6(6)"), null);

    public static PlannedAction Restore(DeletedAccount deleted) =>
        new PlannedAction.RestoreAccount(new Target(deleted.EmployeeId!.Value, deleted.ObjectId), Why);

    private static int last;

    public static Target Of(TenantUser user) => new(EmployeeId.Parse(user.EmployeeId!), Guid.Parse(user.Id));

    public static PlannedAction Add(TenantUser user, Entitlement right) =>
        Named(new PlannedAction.AddMember(Of(user), Why, right.Id, right.Zone, right.GroupId));

    public static PlannedAction Remove(TenantUser user, Entitlement right) =>
        Named(new PlannedAction.RemoveMember(Of(user), Why, right.Id, right.Zone, right.GroupId));

    public static PlannedAction Disable(TenantUser user) => Named(new PlannedAction.DisableAccount(Of(user), Why, Seen(user)));

    public static PlannedAction Enable(TenantUser user) => Named(new PlannedAction.EnableAccount(Of(user), Why, Seen(user)));

    public static PlannedAction Revoke(TenantUser user) => Named(new PlannedAction.RevokeSessions(Of(user), Why, Seen(user)));

    public static PlannedAction Delete(TenantUser user) => Named(new PlannedAction.DeleteAccount(Of(user), Why, Seen(user)));

    public static PlannedAction Change(TenantUser user, AccountAttributes seen, AccountAttributes shall, string? newId = null) =>
        Named(
            new PlannedAction.ChangeAttributes(
                Of(user),
                Why,
                new Expect.Account(true, seen),
                [
                    .. newId is null ? [] : (AttributeChange[])[new(AttributeName.EmployeeId, user.EmployeeId ?? "", newId)],
                    .. AttributeChange.Between(seen, shall),
                ]
            )
        );

    public static PlannedAction Create(string employeeId, string? upn = null, AccountAttributes? attributes = null) =>
        Named(
            new PlannedAction.CreateAccount(
                new Target(EmployeeId.Parse(employeeId), null),
                Why,
                upn ?? $"{employeeId}@city.example.jp",
                attributes ?? Attributes
            )
        );

    public static AccountAttributes Attributes { get; } = new("須坂 花子", "税務課", "主事", "正規", "内部部局", "010203");

    private static Expect.Account Seen(TenantUser user) => new(user.AccountEnabled, AccountAttributes.Empty);

    private static PlannedAction Named(PlannedAction action) =>
        action with
        {
            Id = new ActionId(Interlocked.Increment(ref last).ToString("x32")),
        };
}
