using AccessGov.Core.Codes;

namespace AccessGov.Core.Planning;

/// <summary>Codes of actions in facts, plans and their hashes.</summary>
public static class ActionCodes
{
    /// <summary>Every code.</summary>
    public static CaseCodes<PlannedAction> All { get; } =
        new CaseCodes<PlannedAction>()
            .With<PlannedAction.CreateAccount>("CreateAccount")
            .With<PlannedAction.ChangeAttributes>("ChangeAttributes")
            .With<PlannedAction.EnableAccount>("EnableAccount")
            .With<PlannedAction.DisableAccount>("DisableAccount")
            .With<PlannedAction.RevokeSessions>("RevokeSessions")
            .With<PlannedAction.AddMember>("AddMember")
            .With<PlannedAction.RemoveMember>("RemoveMember")
            .With<PlannedAction.DeleteAccount>("DeleteAccount")
            .With<PlannedAction.RestoreAccount>("RestoreAccount");

    /// <summary>The code of one.</summary>
    public static string Of(PlannedAction value) => All.Of(value);
}
