using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;

namespace AccessGov.Core.Applying;

/// <summary>How far a plan has come: all that a decider asks of its state.</summary>
public sealed record PlanProgress
{
    /// <summary>The plan.</summary>
    public required PlanId Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required PlanStatus Status { get; init; }

    /// <summary>What the brake said last.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>For which day it was made.</summary>
    public required DateOnly On { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Who made it; null when a trigger did.</summary>
    public EmployeeId? Author { get; init; }

    /// <summary>Who supplied by hand what is new in it, or asked for it.</summary>
    public IReadOnlyList<EmployeeId> Authors { get; init; } = [];

    /// <summary>True for one worker's plan that shuts the worker out: nothing else goes before it.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>How many actions it has.</summary>
    public required int Actions { get; init; }

    /// <summary>First action that was not begun.</summary>
    public int Next { get; init; }

    /// <summary>Actions that were begun and have no outcome yet, ascending.</summary>
    public IReadOnlyList<int> Pending { get; init; } = [];

    /// <summary>How many actions ended how, by <see cref="OutcomeCodes.Of"/>.</summary>
    public IReadOnlyDictionary<string, int> Outcomes { get; init; } = new Dictionary<string, int>();

    /// <summary>True when an intent may have been written: once begun a plan is finished.</summary>
    public bool HasBegun => Status is PlanStatus.Applying or PlanStatus.Applied;

    /// <summary>True when every action has an outcome.</summary>
    public bool IsDone => Next >= Actions && Pending.Count == 0;
}
