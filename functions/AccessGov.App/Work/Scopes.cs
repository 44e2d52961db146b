using AccessGov.Core.Planning;

namespace AccessGov.App.Work;

/// <summary>Names of partitions and rows, in one place because flows meet in them.</summary>
internal static class Scopes
{
    public const string Personnel = "hr";
    public const string Decisions = "decisions";
    public const string Keys = "keys";
    public const string Emergency = "emergency";
    public const string Requests = "requests";
    public const string Reviews = "reviews";
    public const string KeyUse = "key-use";
    public const string KeyRates = "key-rates";
    public const string SignIns = "sign-ins";
    public const string Reminders = "reminders";
    public const string Ceremonies = "ceremonies";
    public const string Plans = "plans";
    public const string Reductions = "reductions";
    public const string Given = "given";
    public const string Holders = "holders";
    public const string Chain = "chain";
    public const string Log = "log";
    public const string Accounts = "accounts";
    public const string State = "state";
    public const string LastCompleted = "last";

    public const string Sweeps = "sweeps";

    /// <summary>Incidents, as they were named when the first were kept.</summary>
    public const string Incidents = "findings";
    public const string Subscriptions = "subscriptions";
    public const string Changes = "changes";
    public const string Inbox = "inbox";
    public const string Leases = "leases";
    public const string Priority = "urgent";

    /// <summary>Packages that pass between nodes.</summary>
    public const string Transfers = "transfers";
    public const string Signed = "signed";
    public const string Clock = "clock";
    public const string Timers = "timers";
    public const string KeyRing = "keyring";

    /// <summary>
    /// Partitions that there is one of, whatever happens. The others belong to a plan (<see cref="PlanPrefix"/>) or to answers in a round
    /// (<see cref="ReviewPrefix"/>); of those there are more each day.
    /// </summary>
    public static IReadOnlyList<string> Lasting { get; } =
    [
        Personnel,
        Decisions,
        Keys,
        Emergency,
        Requests,
        Reviews,
        KeyUse,
        KeyRates,
        SignIns,
        Reminders,
        Ceremonies,
        Plans,
        Reductions,
        Given,
        Holders,
        Log,
        Accounts,
        Clock,
        Sweeps,
        Incidents,
        Subscriptions,
        Changes,
        Inbox,
        Leases,
        Priority,
        Transfers,
        Signed,
        Timers,
        KeyRing,
    ];

    /// <summary>How partitions of plans begin.</summary>
    public const string PlanPrefix = "plan:";

    /// <summary>How partitions of answers in review rounds begin.</summary>
    public const string ReviewPrefix = "review:";

    /// <summary>What reviewers of one unit answered in a round and have not handed in.</summary>
    public static string ReviewAnswers(string round, string unit) => $"{ReviewPrefix}{round}:{unit}";

    public static string Plan(PlanId id) => $"{PlanPrefix}{id.Value}";

    /// <summary>The plan of a partition; null of another partition.</summary>
    public static PlanId? PlanOf(string scope) =>
        scope.StartsWith(PlanPrefix, StringComparison.Ordinal) ? new PlanId(scope[PlanPrefix.Length..]) : null;
}
