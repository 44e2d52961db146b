namespace AccessGov.App.WebAuthn;

/// <summary>What came of an assertion.</summary>
public abstract record AssertionResult
{
    private AssertionResult() { }

    /// <summary>The key signed.</summary>
    /// <param name="Id">Which key, base64url.</param>
    /// <param name="UserHandle">Whose, base64url.</param>
    /// <param name="Counter">To be kept.</param>
    /// <param name="IsUserVerified">PIN or fingerprint was asked for.</param>
    /// <param name="IsBackedUp">To be kept.</param>
    public sealed record Verified(string Id, string UserHandle, uint Counter, bool IsUserVerified, bool IsBackedUp) : AssertionResult;

    /// <summary>It did not, or something was wrong on the way.</summary>
    /// <param name="Step">Which step refused.</param>
    /// <param name="Why">More for a log; may hold what a stranger wrote.</param>
    public sealed record Refused(CeremonyStep Step, string Why) : AssertionResult;
}
