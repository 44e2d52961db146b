using AccessGov.App.WebAuthn;

namespace AccessGov.Benchmarks.WebAuthn;

/// <summary>One answer of a key, with what both sides are told besides.</summary>
/// <param name="Kind">One of <see cref="Ceremonies"/>' kinds.</param>
/// <param name="Answer">What the browser sent.</param>
/// <param name="Challenge">What was asked, base64url.</param>
/// <param name="Id">The key's id, base64url.</param>
/// <param name="PublicKey">The key, base64url.</param>
/// <param name="Counter">The last counter.</param>
internal sealed record Ceremony(string Kind, string Answer, string Challenge, string Id, string PublicKey, uint Counter)
{
    /// <summary>What was kept of a registration.</summary>
    public RegistrationOptions? Registration { get; init; }

    /// <summary>What was kept of an assertion.</summary>
    public AssertionOptions? Assertion { get; init; }
}
