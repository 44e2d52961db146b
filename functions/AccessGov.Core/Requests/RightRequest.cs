using System.Text.Json.Serialization;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Requests;

/// <summary>利用申請 or 例外措置: somebody wants a right for a person, with a purpose and an end.</summary>
/// <param name="Id">Names it: the day, and eight digits.</param>
/// <param name="Subject">For whom.</param>
/// <param name="AskedBy">Who asked: the person, or 所属長.</param>
/// <param name="AskedAt">When.</param>
/// <param name="Right">Which right.</param>
/// <param name="Kind">A request, or an exception.</param>
/// <param name="Unit">The unit of the person's 本務 then: the ground, without which it lapses.</param>
/// <param name="Purpose">何のために, in that person's words.</param>
/// <param name="Until">Last day, in the policy's time zone.</param>
public sealed record RightRequest(
    string Id,
    EmployeeId Subject,
    EmployeeId AskedBy,
    DateTimeOffset AskedAt,
    EntitlementId Right,
    GrantKind Kind,
    OrgCode Unit,
    string Purpose,
    DateOnly Until
)
{
    /// <summary>代替策 of an exception: what is done instead of what the rule asks for; null for a request.</summary>
    public string? Control { get; init; }

    /// <summary>The separation rule from which an exception frees; null for none.</summary>
    public RuleId? Excepts { get; init; }

    /// <summary>So much the clocks of two servers may differ.</summary>
    public static readonly TimeSpan ClocksDiffer = TimeSpan.FromSeconds(20);

    /// <summary>The request that it goes on from; null for none.</summary>
    public string? Extends { get; init; }

    /// <summary>Agreement of 所属長.</summary>
    public RequestAgreement? Head { get; init; }

    /// <summary>Agreement of the owner.</summary>
    public RequestAgreement? Owner { get; init; }

    /// <summary>Agreement of an officer, to an exception.</summary>
    public RequestAgreement? Officer { get; init; }

    /// <summary>First day: that of the last agreement; null while somebody has still to agree.</summary>
    public DateOnly? From { get; init; }

    /// <summary>How it ended other than by its term; null when it did not.</summary>
    public RequestEnd? End { get; init; }

    /// <summary>When the person was told that the end comes; null when not yet.</summary>
    public DateTimeOffset? EndToldAt { get; init; }

    /// <summary>Who must agree next; null when nobody must.</summary>
    [JsonIgnore]
    public RequestStage? Next =>
        End is not null ? null
        : Head is null ? RequestStage.Head
        : Owner is null ? RequestStage.Owner
        : Kind == GrantKind.Exception && Officer is null ? RequestStage.Officer
        : null;

    /// <summary>True when the agreement to come is the last one.</summary>
    [JsonIgnore]
    public bool IsLastStage => Next == (Kind == GrantKind.Exception ? RequestStage.Officer : RequestStage.Owner);

    /// <summary>Who asked and who agreed: nobody of them may agree to what follows from it alone.</summary>
    [JsonIgnore]
    public IReadOnlyList<EmployeeId> Givers => [AskedBy, .. new[] { Head, Owner, Officer }.OfType<RequestAgreement>().Select(a => a.By)];

    /// <summary>The days it gives the right; null while somebody has still to agree.</summary>
    [JsonIgnore]
    public DateSpan? Days => From is { } from ? new DateSpan(from, End is { } end && end.On <= Until ? end.On.AddDays(-1) : Until) : null;

    /// <summary>How it stands.</summary>
    /// <param name="on">The day.</param>
    public RequestState StateOn(DateOnly on) =>
        End is not null ? RequestState.Ended
        : From is null ? RequestState.Waits
        : on > Until ? RequestState.Expired
        : RequestState.InForce;

    /// <summary>What it gives, or gave; null while somebody has still to agree: silence never grants.</summary>
    public Grant? ToGrant() => Days is { } days ? new Grant(Subject, Right, Kind, days, Id) { Excepts = Excepts } : null;
}
