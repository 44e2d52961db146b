using System.Security.Cryptography;
using System.Text.Json;
using AccessGov.App.Storage.Content;
using AccessGov.Core.Applying;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Planning;

/// <summary>State of one plan. Kept as JSON with exactly these members, in this order; rows of former versions still load.</summary>
public sealed record PlanState
{
    /// <summary>The plan.</summary>
    public required PlanId Id { get; init; }

    /// <summary>Hash of the file that holds its content (<see cref="Storage.Content.KeptFiles"/>).</summary>
    public required string Kept { get; init; }

    /// <summary>How far it has come.</summary>
    public required PlanStatus Status { get; init; }

    /// <summary>For which day.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The one worker it concerns; null for everybody.</summary>
    public EmployeeId? Only { get; init; }

    /// <summary>Who made it; null when a trigger did.</summary>
    public EmployeeId? Author { get; init; }

    /// <summary>When it was made; its validity counts from here.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>What the brake said, last when the plan began.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>How many actions it has.</summary>
    public required int Actions { get; init; }

    /// <summary>How many findings it has.</summary>
    public required int Findings { get; init; }

    /// <summary>Who agreed; null so far.</summary>
    public Approval? Approval { get; init; }

    /// <summary>Number of the first action that was not begun.</summary>
    public int Next { get; init; }

    /// <summary>Actions that were begun and have no outcome yet, ascending.</summary>
    public IReadOnlyList<int> Pending { get; init; } = [];

    /// <summary>
    /// Workers whose account no longer looked as planned, of a plan that a version before 2026-11-27 had begun. Since then each has a row
    /// of its own: a list of 300,000 fits into none.
    /// </summary>
    public IReadOnlyList<EmployeeId>? StaleTargets { get; init; }

    /// <summary>How many actions ended how, by code.</summary>
    public IReadOnlyDictionary<string, int> Outcomes { get; init; } = new Dictionary<string, int>();

    /// <summary>When the last action had its outcome; null before, and for plans of versions that did not note it.</summary>
    public DateTimeOffset? AppliedAt { get; init; }

    /// <summary>True when nothing is left to do.</summary>
    public bool IsDone => Next >= Actions && Pending.Count == 0;

    /// <summary>True for one worker's plan that shuts the worker out (<see cref="NextStep.IsUrgent"/>).</summary>
    public bool IsUrgent { get; init; }

    /// <summary>Who else supplied by hand what may be new in it: none of them approves it.</summary>
    public IReadOnlyList<EmployeeId> Authors { get; init; } = [];

    /// <summary>True for a plan for everybody, for the day it was made on, with every source.</summary>
    public bool IsWhole { get; init; }

    /// <summary>
    /// How many plans in a row before it had found the directory or the facts other than planned and changed nothing: after some, people
    /// look.
    /// </summary>
    public int Again { get; init; }

    /// <summary>True for a plan that gives accounts their workers' numbers and does nothing else.</summary>
    public bool OnlyAdopts { get; init; }

    /// <summary>Who said no, and why; null otherwise.</summary>
    public Rejection? Rejection { get; init; }

    /// <summary>
    /// What whoever asked left out: a part, sources, or that it is for another day; empty for nothing, null in former rows.
    /// </summary>
    public string? Asked { get; init; }

    /// <summary>Hash of the words of one person that its approval agrees to; null for none.</summary>
    public string? Words { get; init; }

    /// <summary>
    /// True for a later plan that looked at what another one looked at: whoever agrees to the other agrees to yesterday's state. One that
    /// nobody can approve overtakes nothing, nor does a look ahead (its day is part of what was asked).
    /// </summary>
    internal bool Overtakes(PlanState earlier) =>
        Asked is { } left
        && Only == earlier.Only
        && MadeAt > earlier.MadeAt
        && On >= earlier.On
        && Status != PlanStatus.Rejected
        && Verdict is not Verdict.Refused
        && (left.Length == 0 || left == earlier.Asked);

    /// <summary>True while it needs somebody's yes and nobody has said yes or no.</summary>
    internal bool IsUndecided => Status == PlanStatus.Made && Verdict is Verdict.NeedsApproval;

    /// <summary>
    /// Hash over what never changes once it is made, in 64 lower-case hexadecimal digits: the record tells it, so that a plan that waits
    /// cannot be made older or given other authors.
    /// </summary>
    internal string Digest() =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                JsonSerializer.SerializeToUtf8Bytes(
                    new Made(
                        Id,
                        Kept,
                        On,
                        Only,
                        Author,
                        MadeAt,
                        Actions,
                        Findings,
                        IsUrgent,
                        Authors,
                        IsWhole,
                        Again,
                        OnlyAdopts,
                        Asked,
                        Words
                    ),
                    CoreJson.Options
                )
            )
        );

    /// <summary>One by one: a member that comes later changes no hash of a plan that was made before.</summary>
    private sealed record Made(
        PlanId Id,
        string Kept,
        DateOnly On,
        EmployeeId? Only,
        EmployeeId? Author,
        DateTimeOffset MadeAt,
        int Actions,
        int Findings,
        bool IsUrgent,
        IReadOnlyList<EmployeeId> Authors,
        bool IsWhole,
        int Again,
        bool OnlyAdopts,
        string? Asked,
        string? Words
    );

    /// <summary>How many actions of an approved plan have no outcome yet.</summary>
    internal int Unapplied() => Status is PlanStatus.Approved or PlanStatus.Applying ? Actions - Next + Pending.Count : 0;

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
            Authors = Authors,
            IsUrgent = IsUrgent,
            Actions = Actions,
            Next = Next,
            Pending = Pending,
            Outcomes = Outcomes,
        };

    /// <summary>The state after what a decider made of its progress.</summary>
    internal PlanState With(PlanProgress progress) =>
        this with
        {
            Status = progress.Status,
            Next = progress.Next,
            Pending = progress.Pending,
            Outcomes = progress.Outcomes,
        };
}
