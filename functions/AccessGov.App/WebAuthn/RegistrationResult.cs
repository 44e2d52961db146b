namespace AccessGov.App.WebAuthn;

/// <summary>What came of a registration.</summary>
public abstract record RegistrationResult
{
    private RegistrationResult() { }

    /// <summary>The key is what policy asks for.</summary>
    /// <param name="Key">The key.</param>
    public sealed record Verified(NewKey Key) : RegistrationResult;

    /// <summary>It is not, or something was wrong on the way.</summary>
    /// <param name="Step">Which step refused.</param>
    /// <param name="Why">More for a log; may hold what a stranger wrote.</param>
    public sealed record Refused(CeremonyStep Step, string Why) : RegistrationResult;
}
