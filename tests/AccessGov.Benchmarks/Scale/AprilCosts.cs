namespace AccessGov.Benchmarks.Scale;

/// <summary>
/// Requests to the store of each function, measured by <c>-- operations --staff 1000 10000</c> on 2026-11-27: a constant for each run, and
/// what the constants of the product's commits say about the rest.
/// </summary>
internal static class AprilCosts
{
    /// <summary>The turn of the day, without the plan's readings of the directory; includes its message.</summary>
    public const int TurnOfDay = 46;

    /// <summary>Handing a plan on.</summary>
    public const int PlanMade = 4;

    /// <summary>A chunk, without what its intents and outcomes commit.</summary>
    public const int Chunk = 24;

    /// <summary>Each commit of intents or outcomes: two reads, the commit, the message to seal it.</summary>
    public const int Commit = 4;

    /// <summary>Reading back what was applied.</summary>
    public const int Verify = 20;

    /// <summary>A message to seal, and a fact that is sealed.</summary>
    public const double Seal = 5.24,
        SealedFact = 0.295;

    /// <summary>One person's event, from the door; the turn of the plan; the urgent plan itself; reading it back.</summary>
    public const int Door = 8,
        HrChanged = 41,
        ApplyUrgent = 58,
        VerifyOne = 24;

    /// <summary>Requests to the directory: what surrounds one person, an urgent plan with its looks.</summary>
    public const int Vicinity = 2,
        UrgentTrips = 4;

    /// <summary>Governed groups of the sample policy, which every reading reads.</summary>
    public const int Groups = 34;

    /// <summary>Memberships taken, attributes changed, memberships given of one who moves.</summary>
    public const double Removals = 0.5,
        Changes = 1.06,
        Additions = 1.18;

    /// <summary>Additions go in twenties of one group: some of each group, and one for each so many.</summary>
    public const int AdditionsBegun = 17,
        AdditionsEach = 24;
}
