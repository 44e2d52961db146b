namespace AccessGov.Core.Enrolment;

/// <summary>What a ceremony proved of a key. Made only by whoever verified the answer of an authenticator.</summary>
/// <param name="Credential">The credential that was drawn.</param>
/// <param name="PublicKey">Its public key (COSE), base64.</param>
/// <param name="Aaguid">The model's number.</param>
/// <param name="Model">The model's name, as its maker tells it.</param>
/// <param name="Format">Format of the attestation statement, such as <c>packed</c>.</param>
/// <param name="IsAttested">True when a maker whom the city trusts signed that the model is what it says.</param>
public sealed record VerifiedKey(CredentialId Credential, string PublicKey, Guid Aaguid, string Model, string Format, bool IsAttested);
