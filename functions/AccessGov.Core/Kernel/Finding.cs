using AccessGov.Core.Codes;

namespace AccessGov.Core.Kernel;

/// <summary>What a finding is about. Each kind has its text and remedy in the renderer.</summary>
[CodedBy(typeof(FindingCodes))]
public enum FindingKind
{
    /// <summary>An account carries no employee id, or one that no present source knows.</summary>
    OrphanAccount,

    /// <summary>Two accounts carry one employee id.</summary>
    DuplicateAccount,

    /// <summary>A governed membership is held by somebody the facts do not cover.</summary>
    UncoveredMember,

    /// <summary>A member of a governed group is no user account.</summary>
    ForeignMember,

    /// <summary>A membership that no fact explains; who added it and when is unknown.</summary>
    UnexplainedMembership,

    /// <summary>A posting names an org unit that the policy does not know; nothing is taken from the worker meanwhile.</summary>
    UnknownOrgUnit,

    /// <summary>An employed worker has no posting on the day.</summary>
    NoPosting,

    /// <summary>A 会計年度 term ended and no row continues it.</summary>
    TermNotContinued,

    /// <summary>Two sources claim to employ one person.</summary>
    ContestedWorker,

    /// <summary>A 併任 row names a worker whom no present source employs.</summary>
    UnknownGuest,

    /// <summary>A 併任 row names an org unit of another source.</summary>
    GuestOutsideSource,

    /// <summary>A worker vanished from the feed without a 退職日: nothing is done until HR states it.</summary>
    VanishedWorker,

    /// <summary>A 職員番号 seems to be given to another person.</summary>
    ReusedNumber,

    /// <summary>A source is missing: its people are not touched, and nothing is taken that it might justify.</summary>
    MissingSource,

    /// <summary>The newest facts of a source are older than policy allows.</summary>
    StaleSource,

    /// <summary>A family of gate facts is missing.</summary>
    MissingFacts,

    /// <summary>The group of an entitlement does not exist.</summary>
    AbsentGroup,

    /// <summary>The group of an entitlement was not read.</summary>
    UnreadGroup,

    /// <summary>A protected account differs from what the rules would give; it is left alone.</summary>
    ProtectedAccountDiffers,

    /// <summary>An on-premises directory masters the account: it must be changed there.</summary>
    MasteredOnPremises,

    /// <summary>A right is withheld until separation of duties can be judged.</summary>
    SeparationUndecided,

    /// <summary>The announced move and the personnel record disagree.</summary>
    AnnouncementDisagrees,

    /// <summary>HR ended access at once without a 退職日: the account cannot be deleted on a date.</summary>
    NoLastDay,

    /// <summary>
    /// The sign-in name of an account to be created is in use: most often the person's own account carries no employee id yet.
    /// </summary>
    NameTaken,

    /// <summary>HR has somebody on duty whose account somebody else than the product shut; it is opened only when people agree.</summary>
    ShutByOthers,

    /// <summary>Somebody has served for long and has no account; it may lie among the deleted ones.</summary>
    AccountVanished,

    /// <summary>A guest of the tenant carries a worker's number: it is not governed as staff and gets nothing.</summary>
    GuestWithNumber,

    /// <summary>An account carries a worker's number written otherwise: no second one is made until people have corrected it.</summary>
    NearNumber,

    /// <summary>Somebody keeps the worker out, whatever HR says.</summary>
    WorkerHeld,

    /// <summary>The account of somebody about whom nothing is decided (contested, or a source is missing): it is left alone.</summary>
    UndecidedAccount,

    /// <summary>A protected entry of the policy matches no account of the directory: it protects nothing.</summary>
    ProtectedUnknown,

    /// <summary>A membership in a group that gave a right of a former policy; nobody governs it any more.</summary>
    RightRetired,

    /// <summary>The group of a right turned into one that is not ours to fill: nothing is given or taken by it.</summary>
    UngovernableGroup,

    /// <summary>What HR tells is longer than the directory stores: it cannot be written.</summary>
    AttributeTooLong,

    /// <summary>The store was restored from a backup and a source has not delivered since: nothing is given without people.</summary>
    RestoredStore,

    /// <summary>A record in force is dated after today: the clock is behind, or the record wrong. Nothing is given meanwhile.</summary>
    ClockBehind,

    /// <summary>Somebody chose an account for the worker; until it carries the number the worker gets no other.</summary>
    AdoptionWaits,

    /// <summary>The account that somebody chose for the worker is no longer what was chosen: nothing is done about it.</summary>
    AdoptionVoid,

    /// <summary>Entra knows a passkey of somebody of whom the register of keys knows none: it opens nothing.</summary>
    UnledgeredKey,

    /// <summary>The last delivery has the worker, with a row that cannot be used: nothing of it was taken over.</summary>
    HeldBackWorker,
}

/// <summary>Codes of findings in kept plans and JSON.</summary>
public static class FindingCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<FindingKind> All { get; } =
        new(
            (FindingKind.OrphanAccount, "OrphanAccount"),
            (FindingKind.DuplicateAccount, "DuplicateAccount"),
            (FindingKind.UncoveredMember, "UncoveredMember"),
            (FindingKind.ForeignMember, "ForeignMember"),
            (FindingKind.UnexplainedMembership, "UnexplainedMembership"),
            (FindingKind.UnknownOrgUnit, "UnknownOrgUnit"),
            (FindingKind.NoPosting, "NoPosting"),
            (FindingKind.TermNotContinued, "TermNotContinued"),
            (FindingKind.ContestedWorker, "ContestedWorker"),
            (FindingKind.UnknownGuest, "UnknownGuest"),
            (FindingKind.GuestOutsideSource, "GuestOutsideSource"),
            (FindingKind.VanishedWorker, "VanishedWorker"),
            (FindingKind.ReusedNumber, "ReusedNumber"),
            (FindingKind.MissingSource, "MissingSource"),
            (FindingKind.StaleSource, "StaleSource"),
            (FindingKind.MissingFacts, "MissingFacts"),
            (FindingKind.AbsentGroup, "AbsentGroup"),
            (FindingKind.UnreadGroup, "UnreadGroup"),
            (FindingKind.ProtectedAccountDiffers, "ProtectedAccountDiffers"),
            (FindingKind.MasteredOnPremises, "MasteredOnPremises"),
            (FindingKind.SeparationUndecided, "SeparationUndecided"),
            (FindingKind.AnnouncementDisagrees, "AnnouncementDisagrees"),
            (FindingKind.NoLastDay, "NoLastDay"),
            (FindingKind.NameTaken, "NameTaken"),
            (FindingKind.ShutByOthers, "ShutByOthers"),
            (FindingKind.AccountVanished, "AccountVanished"),
            (FindingKind.GuestWithNumber, "GuestWithNumber"),
            (FindingKind.NearNumber, "NearNumber"),
            (FindingKind.WorkerHeld, "WorkerHeld"),
            (FindingKind.UndecidedAccount, "UndecidedAccount"),
            (FindingKind.ProtectedUnknown, "ProtectedUnknown"),
            (FindingKind.RightRetired, "RightRetired"),
            (FindingKind.UngovernableGroup, "UngovernableGroup"),
            (FindingKind.AttributeTooLong, "AttributeTooLong"),
            (FindingKind.RestoredStore, "RestoredStore"),
            (FindingKind.ClockBehind, "ClockBehind"),
            (FindingKind.AdoptionWaits, "AdoptionWaits"),
            (FindingKind.AdoptionVoid, "AdoptionVoid"),
            (FindingKind.UnledgeredKey, "UnledgeredKey"),
            (FindingKind.HeldBackWorker, "HeldBackWorker")
        );

    /// <summary>The code of one.</summary>
    public static string Of(FindingKind value) => All.Of(value);
}

/// <summary>Something a person should look at; never acted upon by itself.</summary>
/// <param name="Kind">What.</param>
/// <param name="Worker">Whom it concerns, if anybody.</param>
/// <param name="Account">Which account, if any.</param>
/// <param name="Entitlement">Which right, if any.</param>
/// <param name="Detail">The value that was met: a code, a source, a number.</param>
public sealed record Finding(
    FindingKind Kind,
    EmployeeId? Worker = null,
    Guid? Account = null,
    EntitlementId? Entitlement = null,
    string Detail = ""
) : IComparable<Finding>
{
    /// <summary>Canonical order.</summary>
    public int CompareTo(Finding? other)
    {
        if (other is null)
            return 1;
        var order = Kind.CompareTo(other.Kind);
        if (order == 0)
            order = string.CompareOrdinal(Worker?.Value, other.Worker?.Value);
        if (order == 0)
            order = Nullable.Compare(Account, other.Account);
        if (order == 0)
            order = string.CompareOrdinal(Entitlement?.Value, other.Entitlement?.Value);
        return order != 0 ? order : string.CompareOrdinal(Detail, other.Detail);
    }
}
