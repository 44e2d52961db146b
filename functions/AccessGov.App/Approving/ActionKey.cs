using AccessGov.Core.Planning;

namespace AccessGov.App.Approving;

/// <summary>By what an action of one plan is found again in another one: what it does to which account; why and how do not count.</summary>
/// <param name="Kind">What kind of action it is.</param>
/// <param name="Account">Object id of the account; null where it is created.</param>
/// <param name="What">The right and its group, or the sign-in name of a new account; null where the kind says it all.</param>
internal readonly record struct ActionKey(Type Kind, Guid? Account, string? What)
{
    /// <summary>The key of an action.</summary>
    /// <param name="action">The action.</param>
    public static ActionKey Of(PlannedAction action) =>
        new(
            action.GetType(),
            action.Target.ObjectId,
            action switch
            {
                PlannedAction.AddMember add => $"{add.Entitlement} {add.GroupId}",
                PlannedAction.RemoveMember remove => $"{remove.Entitlement} {remove.GroupId}",
                PlannedAction.CreateAccount create => create.UserPrincipalName,
                _ => null,
            }
        );
}
