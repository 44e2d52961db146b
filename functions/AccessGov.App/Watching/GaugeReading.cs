namespace AccessGov.App.Watching;

/// <summary>What was read last.</summary>
/// <param name="At">When; null before the first time.</param>
/// <param name="FactsAt">When a source's facts last changed, by a delivery and by statements about single persons.</param>
/// <param name="ActionsWaiting">Actions of approved plans without an outcome, by the queue that applies them.</param>
/// <param name="PlansWaiting">Plans that wait for an approval.</param>
/// <param name="Incidents">Incidents that nobody has retried, by code.</param>
/// <param name="Messages">Messages by queue.</param>
/// <param name="Unsigned">Sealed lines that no checkpoint covers.</param>
/// <param name="SignedAt">When the newest checkpoint was signed; null when there is none.</param>
internal sealed record GaugeReading(
    DateTimeOffset? At,
    IReadOnlyDictionary<(string Source, string By), DateTimeOffset> FactsAt,
    IReadOnlyDictionary<string, long> ActionsWaiting,
    long PlansWaiting,
    IReadOnlyDictionary<string, long> Incidents,
    IReadOnlyDictionary<string, long> Messages,
    long Unsigned,
    DateTimeOffset? SignedAt
)
{
    public static GaugeReading Nothing { get; } =
        new(
            null,
            new Dictionary<(string, string), DateTimeOffset>(),
            new Dictionary<string, long>(),
            0,
            new Dictionary<string, long>(),
            new Dictionary<string, long>(),
            0,
            null
        );
}
