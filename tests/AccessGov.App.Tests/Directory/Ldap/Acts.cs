using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;

namespace AccessGov.App.Tests.Directory.Ldap;

/// <summary>Planned actions on accounts of any directory.</summary>
internal static class Acts
{
    private static readonly Because Why = new(new Cause.Unexplained(), null, new Article("第6(6)"), null);

    public static AccountAttributes Clerk { get; } = new("髙﨑 𠮷子", "税務課", "主事", "正規", "内部部局", "010203");

    public static Target Of(Guid id, string number) => new(new EmployeeId(number), id);

    public static PlannedAction.CreateAccount Create(string number, AccountAttributes? attributes = null, string? name = null) =>
        new(new Target(new EmployeeId(number), null), Why, name ?? $"{number}@city.example.jp", attributes ?? Clerk);

    public static PlannedAction Disable(Guid id, string number) => new PlannedAction.DisableAccount(Of(id, number), Why, Seen(true));

    public static PlannedAction Enable(Guid id, string number) => new PlannedAction.EnableAccount(Of(id, number), Why, Seen(false));

    public static PlannedAction Revoke(Guid id, string number) => new PlannedAction.RevokeSessions(Of(id, number), Why, Seen(false));

    public static PlannedAction Delete(Guid id, string number) => new PlannedAction.DeleteAccount(Of(id, number), Why, Seen(false));

    public static PlannedAction Restore(Guid id, string number) => new PlannedAction.RestoreAccount(Of(id, number), Why);

    public static PlannedAction Add(Guid id, string number, Entitlement right) =>
        new PlannedAction.AddMember(Of(id, number), Why, right.Id, right.Zone, right.GroupId);

    public static PlannedAction Remove(Guid id, string number, Entitlement right) =>
        new PlannedAction.RemoveMember(Of(id, number), Why, right.Id, right.Zone, right.GroupId);

    public static PlannedAction Change(Guid id, string number, AccountAttributes seen, AccountAttributes shall, string? newNumber = null) =>
        new PlannedAction.ChangeAttributes(
            Of(id, number),
            Why,
            new Expect.Account(true, seen),
            [
                .. newNumber is null ? [] : (AttributeChange[])[new(AttributeName.EmployeeId, number, newNumber)],
                .. AttributeChange.Between(seen, shall),
            ]
        );

    private static Expect.Account Seen(bool enabled) => new(enabled, AccountAttributes.Empty);
}
