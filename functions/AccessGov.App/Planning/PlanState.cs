using AccessGov.Core.Applying;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Planning;

/// <summary>State of one plan.</summary>
/// <param name="Id">The plan.</param>
/// <param name="Kept">Where its content is kept.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="On">For which day.</param>
/// <param name="Only">The one worker it concerns; null for everybody.</param>
/// <param name="Author">Who made it; null when a trigger did.</param>
/// <param name="MadeAt">When.</param>
/// <param name="Verdict">What the brake said.</param>
/// <param name="Actions">How many actions.</param>
/// <param name="Findings">How many findings.</param>
/// <param name="Approval">Who agreed; null so far.</param>
/// <param name="Next">First action that was not begun.</param>
/// <param name="Pending">Actions that were begun and have no outcome yet, ascending.</param>
/// <param name="StaleTargets">Workers whose account no longer looked as planned: their later actions are not tried.</param>
/// <param name="Outcomes">How many actions ended how.</param>
public sealed record PlanState(
    PlanId Id,
    string Kept,
    PlanStatus Status,
    DateOnly On,
    EmployeeId? Only,
    EmployeeId? Author,
    DateTimeOffset MadeAt,
    Verdict Verdict,
    int Actions,
    int Findings,
    Approval? Approval,
    int Next,
    IReadOnlyList<int> Pending,
    IReadOnlyList<EmployeeId> StaleTargets,
    IReadOnlyDictionary<string, int> Outcomes
)
{
    /// <summary>When the last action had its outcome; null before, and for plans of versions that did not note it.</summary>
    public DateTimeOffset? AppliedAt { get; init; }

    /// <summary>True when nothing is left to do.</summary>
    public bool IsDone => Next >= Actions && Pending.Count == 0;

    /// <summary>True for one worker's plan that shuts the worker out (<see cref="NextStep.IsUrgent"/>).</summary>
    public bool IsUrgent { get; init; }

    /// <summary>How far it has come, as the deciders ask.</summary>
    internal PlanProgress Progress() =>
        new()
        {
            Id = Id,
            Status = Status,
            Verdict = Verdict,
            On = On,
            MadeAt = MadeAt,
            Author = Author,
            IsUrgent = IsUrgent,
            Actions = Actions,
            Next = Next,
            Pending = Pending,
            StaleTargets = StaleTargets,
            Outcomes = Outcomes,
        };

    /// <summary>The state after what a decider made of its progress.</summary>
    internal PlanState With(PlanProgress progress) =>
        this with
        {
            Status = progress.Status,
            Next = progress.Next,
            Pending = progress.Pending,
            StaleTargets = progress.StaleTargets,
            Outcomes = progress.Outcomes,
        };
}
