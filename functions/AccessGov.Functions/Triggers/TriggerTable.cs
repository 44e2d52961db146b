using System.Collections.Frozen;
using AccessGov.App.Storage;

namespace AccessGov.Functions.Triggers;

/// <summary>Which code answers which function.</summary>
internal static class TriggerTable
{
    /// <summary>Between <c>PoisonArrived</c> and the function whose messages failed.</summary>
    public const char Of = '-';

    private static readonly FrozenDictionary<string, Func<Invocation, CancellationToken, Task>> Triggers = new Dictionary<
        string,
        Func<Invocation, CancellationToken, Task>
    >
    {
        [nameof(ApplyChunk)] = ApplyChunk.RunAsync,
        [nameof(ApplyUrgent)] = ApplyUrgent.RunAsync,
        [nameof(DirectoryChanged)] = DirectoryChanged.RunAsync,
        [nameof(HrChanged)] = HrChanged.RunAsync,
        [nameof(HrFileArrived)] = HrFileArrived.RunAsync,
        [nameof(PlanMade)] = PlanMade.RunAsync,
        [nameof(PoisonArrived)] = PoisonArrived.RunAsync,
        [nameof(ReconcileNightly)] = ReconcileNightly.RunAsync,
        [nameof(RenewSubscriptions)] = RenewSubscriptions.RunAsync,
        [nameof(SealAudit)] = SealAudit.RunAsync,
        [nameof(TurnOfDay)] = TurnOfDay.RunAsync,
        [nameof(VerifyPlan)] = VerifyPlan.RunAsync,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The triggers' names.</summary>
    public static IEnumerable<string> Names => Triggers.Keys;

    /// <summary>The code of a function, or null. <c>PoisonArrived-ApplyChunk</c> is answered by <c>PoisonArrived</c>.</summary>
    public static Func<Invocation, CancellationToken, Task>? Find(string function) => Triggers.GetValueOrDefault(function.Split(Of)[0]);

    /// <summary>The queue of a function: its name in kebab-case.</summary>
    public static QueueName QueueOf(string function) =>
        new(
            string.Concat(
                function.Select((c, i) => char.IsAsciiLetterUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString())
            )
        );
}
