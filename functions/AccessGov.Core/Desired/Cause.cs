using AccessGov.Core.Codes;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Desired;

/// <summary>The fact that makes an action right. Closed: every renderer and every brake handles each case.</summary>
[CodedBy(typeof(CauseCodes))]
public abstract record Cause
{
    private Cause() { }

    /// <summary>採用: service begins.</summary>
    /// <param name="From">First day of service.</param>
    public sealed record Joins(DateOnly From) : Cause;

    /// <summary>A posting gives the right by a birthright rule.</summary>
    /// <param name="Posting">The posting.</param>
    public sealed record Serves(Posting Posting) : Cause;

    /// <summary>An approved request or exception gives the right.</summary>
    /// <param name="Grant">The grant.</param>
    public sealed record IsGranted(Grant Grant) : Cause;

    /// <summary>異動: the posting that gave the right has ended.</summary>
    /// <param name="Posting">The ended posting.</param>
    public sealed record Moved(Posting Posting) : Cause;

    /// <summary>退職: service has ended.</summary>
    /// <param name="LastDay">退職日; null when HR ended access at once and stated no day.</param>
    /// <param name="AtOnce">True when HR said at once.</param>
    public sealed record Left(DateOnly? LastDay, bool AtOnce) : Cause;

    /// <summary>休職・育休.</summary>
    /// <param name="Leave">The leave.</param>
    public sealed record OnLeave(Leave Leave) : Cause;

    /// <summary>The worker is on duty and the account is not enabled (復職, or a corrected order).</summary>
    public sealed record OnDuty : Cause;

    /// <summary>A gate is closed.</summary>
    /// <param name="Gate">Which.</param>
    public sealed record GateClosed(Gate Gate) : Cause;

    /// <summary>Separation of duties withholds the right.</summary>
    /// <param name="Rule">By this rule.</param>
    public sealed record Separated(RuleId Rule) : Cause;

    /// <summary>An approved request or exception has expired.</summary>
    /// <param name="Grant">The grant.</param>
    public sealed record GrantExpired(Grant Grant) : Cause;

    /// <summary>A review decided that the worker does not need the right.</summary>
    /// <param name="Removal">The decision.</param>
    public sealed record ReviewedAway(ReviewRemoval Removal) : Cause;

    /// <summary>No fact, present or past, explains the membership: it was added by hand, or a rule was withdrawn.</summary>
    public sealed record Unexplained : Cause;

    /// <summary>The product gave the right itself, and nothing gives it today: a rule was withdrawn, or a posting taken back.</summary>
    /// <param name="Was">How it was given.</param>
    public sealed record NoLongerDue(GivenRight Was) : Cause;

    /// <summary>The directory shows other attributes than HR.</summary>
    public sealed record AttributesDiffer : Cause;

    /// <summary>HR states that the person had another number before.</summary>
    /// <param name="Former">The former number, which the account still carries.</param>
    public sealed record Renumbered(EmployeeId Former) : Cause;

    /// <summary>The retention after 退職日 is over.</summary>
    /// <param name="LastDay">退職日.</param>
    public sealed record RetentionOver(DateOnly LastDay) : Cause;

    /// <summary>Somebody keeps the worker out (<see cref="Grants.Hold"/>).</summary>
    /// <param name="Since">First day.</param>
    public sealed record Held(DateOnly Since) : Cause;

    /// <summary>
    /// HR has the worker on duty, and somebody else than the product shut the account: two authorities contradict each other, and people
    /// decide.
    /// </summary>
    /// <param name="Since">The day since when it is known to be shut.</param>
    public sealed record ShutByOthers(DateOnly Since) : Cause;

    /// <summary>HR has the worker on duty, and had said before that the worker must leave at once (即時停止): people decide.</summary>
    /// <param name="Since">The day since when the account is shut.</param>
    public sealed record WasStopped(DateOnly Since) : Cause;

    /// <summary>The worker has served for long, and no account is left: an accident more likely than a joiner.</summary>
    /// <param name="ServesSince">First day of service without a gap.</param>
    public sealed record Vanished(DateOnly ServesSince) : Cause;

    /// <summary>The worker's account lies among the deleted ones.</summary>
    /// <param name="On">The day it was deleted.</param>
    public sealed record WasDeleted(DateOnly On) : Cause;

    /// <summary>Somebody chose the account, which carries no number, as the worker's (<see cref="ChosenAccount"/>).</summary>
    /// <param name="UserPrincipalName">Sign-in name of the account when it was chosen.</param>
    /// <param name="List">SHA-256 of the list in which it was chosen.</param>
    /// <param name="By">Who chose it.</param>
    public sealed record Adopted(string UserPrincipalName, string List, EmployeeId By) : Cause;

    /// <summary>The policy no longer has the right, or gives it by another group: this one is governed no more.</summary>
    public sealed record RightRetired : Cause;
}
