using System.Text.Json.Serialization;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Incidents;

/// <summary>Something that people must look at because no use case can settle it.</summary>
/// <param name="Code">Stable code, kebab-case.</param>
/// <param name="Subject">What it is about: a plan, a file, a queue.</param>
/// <param name="What">What happened and what to do; each reader is told in their own language.</param>
public sealed record Incident(string Code, string Subject, Wording What)
{
    /// <summary>True when an order of personnel was not carried out: until that is settled all is not as it should be.</summary>
    [JsonIgnore]
    public bool SpeaksAgainstOrder => Code is "order-taken-back" or "stop-taken-back" or "stop-rejected";

    /// <summary>Names it; the same trouble met again has the same id.</summary>
    public string Id { get; init; } = "";

    /// <summary>When it was met last.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>When it was met first since it was settled last; null in rows of former versions.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Since when it is open: its age counts from here.</summary>
    [JsonIgnore]
    public DateTimeOffset OpenSince => Since ?? At;

    /// <summary>How often it was met.</summary>
    public int Times { get; init; }

    /// <summary>Whom it is about; null where it is about nobody, or about many.</summary>
    public EmployeeId? Worker { get; init; }

    /// <summary>Where in a file it was met, the first <see cref="MostPlaces"/>; null where it was met in no file.</summary>
    public IReadOnlyList<IncidentPlace>? Places { get; init; }

    /// <summary>Where, and what is wrong there: one sentence for all places with the same fault.</summary>
    [JsonIgnore]
    public IReadOnlyList<Wording> PlacesInWords =>
        [
            .. (Places ?? [])
                .GroupBy(p => p.Why, p => p.Words)
                .Select(g => (Where: g.Aggregate((all, one) => Wording.Of("Place.and", all, one)), Why: g.Key))
                .Select(g => g.Why is { } why ? Wording.Of("Place.why", g.Where, why) : g.Where),
        ];

    /// <summary>Of more places the first ones are named: a whole file may be at fault.</summary>
    public const int MostPlaces = 20;

    /// <summary>The queue whose message failed too often; null when there is nothing to retry.</summary>
    public string? Queue { get; init; }

    /// <summary>The message that failed, as it was; null when there is nothing to retry.</summary>
    public string? Message { get; init; }

    /// <summary>True when somebody has retried it since.</summary>
    public bool IsRetried { get; init; }

    /// <summary>Who brought it about, and so does not settle it; null for nobody that is known.</summary>
    public EmployeeId? CausedBy { get; init; }

    /// <summary>Who looks into it; null for nobody.</summary>
    public EmployeeId? TakenBy { get; init; }

    /// <summary>Since when somebody does.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>
    /// Who said that it is settled; null while nobody did, and for one that ended by itself. Met again, it is open again.
    /// </summary>
    public EmployeeId? ClosedBy { get; init; }

    /// <summary>
    /// How it was settled, in that person's words; null while nobody did. Former versions wrote here too why one ended by itself.
    /// </summary>
    public string? ClosedBecause { get; init; }

    /// <summary>Why it ended by itself; null for one that did not.</summary>
    public Wording? EndedBecause { get; init; }

    /// <summary>Why it ended by itself, whichever version wrote it; null for one that did not.</summary>
    [JsonIgnore]
    public Wording? WhyEnded => EndedBecause ?? (ClosedBy is null && ClosedBecause is { } former ? Wording.OfFormer(former) : null);

    /// <summary>True when somebody settled it, or it ended by itself.</summary>
    [JsonIgnore]
    public bool IsSettled => ClosedBy is not null || WhyEnded is not null;

    /// <summary>True while people must look.</summary>
    [JsonIgnore]
    public bool IsOpen => !IsRetried && !IsSettled;
}
