using AccessGov.Core.Codes;

namespace AccessGov.Core.Applying;

/// <summary>Stable codes of what became of an action and of why it was not tried. They stand in records: never change one.</summary>
public static class OutcomeCodes
{
    /// <summary>Stale: an action of this plan on the same account was not applied.</summary>
    public const string EarlierNotApplied = "earlier-action-not-applied";

    /// <summary>Stale: today's facts no longer ask for it.</summary>
    public const string FactsChanged = "facts-changed";

    /// <summary>Stale: the account no longer exists.</summary>
    public const string AccountAbsent = "account-absent";

    /// <summary>Stale: the account carries another person's number.</summary>
    public const string EmployeeIdChanged = "employee-id-changed";

    /// <summary>Stale: an attribute is no longer as it was seen.</summary>
    public const string Changed = "attribute-changed";

    /// <summary>Stale: a right would be given to an account that is disabled.</summary>
    public const string AccountDisabled = "account-disabled";

    /// <summary>Failed: the account that this plan was to create is not there.</summary>
    public const string AccountMissing = "account-missing";

    /// <summary>Stale: the group or the account does not exist.</summary>
    public const string GroupOrAccountAbsent = "group-or-account-absent";

    /// <summary>Stale: an account that this plan did not make carries the number already.</summary>
    public const string EmployeeIdTaken = "employee-id-taken";

    /// <summary>Stale: several accounts carry the number.</summary>
    public const string EmployeeIdTwice = "employee-id-twice";

    /// <summary>Stale: an account that carries the number lies among the deleted ones.</summary>
    public const string DeletedAccountExists = "deleted-account-exists";

    /// <summary>Failed: somebody else's account has the name.</summary>
    public const string NameTaken = "upn-taken";

    /// <summary>Failed: the directory does not know where to create an account.</summary>
    public const string NotFound = "not-found";

    /// <summary>Stale: what is known is dated after today, so nothing is given.</summary>
    public const string ClockBehind = "clock-behind";

    /// <summary>The code of each kind of outcome.</summary>
    public static CaseCodes<ActionOutcome> All { get; } =
        new CaseCodes<ActionOutcome>()
            .With<ActionOutcome.Applied>("applied")
            .With<ActionOutcome.AlreadyTrue>("already-true")
            .With<ActionOutcome.Stale>("stale")
            .With<ActionOutcome.Deferred>("deferred")
            .With<ActionOutcome.Failed>("failed");

    /// <summary>Code of the kind of outcome.</summary>
    /// <param name="outcome">Any.</param>
    public static string Of(ActionOutcome outcome) => All.Of(outcome);
}
