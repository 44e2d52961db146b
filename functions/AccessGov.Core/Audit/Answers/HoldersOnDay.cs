namespace AccessGov.Core.Audit.Answers;

/// <summary>Who held rights of a zone at the end of a day.</summary>
/// <param name="Zone">Code of the zone.</param>
/// <param name="On">The day.</param>
/// <param name="Baseline">Line of the newest baseline up to then; null when there is none, and then the list is not complete.</param>
/// <param name="Holders">By right, number and account.</param>
/// <param name="TakenThatDay">Who had held one until it was taken on that day.</param>
public sealed record HoldersOnDay(
    string Zone,
    DateOnly On,
    long? Baseline,
    IReadOnlyList<Holder> Holders,
    IReadOnlyList<Holder> TakenThatDay
);
